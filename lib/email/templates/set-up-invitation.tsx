import type { EmailTemplate } from '../email-template'
import { ActionLink, EmailLayout, Heading, Panel, Rule, Subheading, Text } from '../layout'

export interface SetUpInvitationData {
  /** The administrator who asks. */
  invitedBy: string
  organization: string
  /** What they wrote to it; may be empty. */
  note: string
  url: string
  worksUntil: Date
}

/** Asks a colleague to do Microsoft's part of the set-up (product.md 3.1). */
export const setUpInvitationTemplate: EmailTemplate<SetUpInvitationData> = {
  name: 'set-up-invitation',
  subjects: (data, { words }) => words.setUp.subjects(data),
  body: (data, speech) => {
    const { setUp: words } = speech.words
    const until = { moment: speech.moment(data.worksUntil) }
    return (
      <EmailLayout speech={speech} preview={words.preview(until)}>
        <Heading>{words.heading(data)}</Heading>
        <Text>{words.body(data)}</Text>
        {data.note && <Panel>“{data.note}”</Panel>}
        <ActionLink href={data.url}>{words.button}</ActionLink>
        <Subheading>{words.stepsTitle}</Subheading>
        <ol style={{ margin: '0 0 12px', paddingLeft: 22 }}>
          {words.steps.map((step) => (
            <li key={step} style={{ marginBottom: 8 }}>
              {step}
            </li>
          ))}
        </ol>
        <Text>{words.until(until)}</Text>
        <Rule />
        <Text soft>{words.unexpected(data)}</Text>
      </EmailLayout>
    )
  },
}
