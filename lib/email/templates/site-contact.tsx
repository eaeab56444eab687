import type { EmailTemplate } from '../email-template'
import { EmailLayout, Heading, Panel, Rule, Subheading, Text } from '../layout'

export interface SiteContactData {
  /** The administrator who asked for it. */
  askedBy: string
  organization: string
  property: string
  /** Whose access was taken, and when. */
  person: string
  at: Date
  /** By controller: since when it is silent, and its doors, of which there may be more than are named. */
  silent: { controller: string; since: Date; count: number; doors: string[] }[]
}

/** Doors that do not know yet that somebody's access was taken: which, since when, what to do (product.md 3.6). */
export const siteContactTemplate: EmailTemplate<SiteContactData> = {
  name: 'site-contact',
  subjects: (data, { words }) => {
    const doors = words.doors(data.silent.reduce((sum, one) => sum + one.count, 0))
    return words.siteContact.subjects({ property: data.property, doors })
  },
  body: ({ silent, at, ...data }, speech) => {
    const { siteContact: words } = speech.words
    return (
      <EmailLayout speech={speech} preview={words.preview}>
        <Heading>{words.heading(data)}</Heading>
        <Text>{words.body({ ...data, moment: speech.moment(at) })}</Text>
        {silent.map(({ controller, since, count, doors }) => (
          <Panel key={`${controller} ${since.toISOString()}`}>
            <strong>{speech.list(doors.length < count ? [...doors, '…'] : doors)}</strong>
            <br />
            {words.silent({ controller, moment: speech.moment(since) })}
          </Panel>
        ))}
        <Subheading>{words.stepsTitle}</Subheading>
        <ol style={{ margin: '0 0 12px', paddingLeft: 22 }}>
          {words.steps(data).map((step) => (
            <li key={step} style={{ marginBottom: 8 }}>
              {step}
            </li>
          ))}
        </ol>
        <Text>{words.after}</Text>
        <Rule />
        <Text soft>{words.why(data)}</Text>
      </EmailLayout>
    )
  },
}
