import type { EmailTemplate } from '../email-template'
import { ActionLink, EmailLayout, Heading, Text } from '../layout'

export interface SignInLinkData {
  url: string
}

/** The link with which an administrator signs in. */
export const signInLinkTemplate: EmailTemplate<SignInLinkData> = {
  name: 'sign-in-link',
  subjects: (_data, { words }) => [words.signIn.subject],
  body: ({ url }, speech) => {
    const { signIn: words } = speech.words
    return (
      <EmailLayout speech={speech} preview={words.preview}>
        <Heading>{words.heading}</Heading>
        <Text>{words.body}</Text>
        <ActionLink href={url}>{words.button}</ActionLink>
        <Text soft>{words.unexpected}</Text>
      </EmailLayout>
    )
  },
}
