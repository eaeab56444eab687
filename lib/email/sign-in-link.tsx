import type { EmailTemplate } from './email-template'
import { ActionLink, EmailLayout, Heading, Text } from './layout'

export interface SignInLinkData {
  url: string
}

/** The link with which an administrator signs in. */
export const signInLinkTemplate: EmailTemplate<SignInLinkData> = {
  name: 'sign-in-link',
  subject: () => 'Your sign-in link for Sequr',
  body: ({ url }) => (
    <EmailLayout language="en" preview="It works once, for 15 minutes.">
      <Heading>Sign in to Sequr</Heading>
      <Text>
        Press the button on the device on which you asked for it. It works once, for 15 minutes.
      </Text>
      <ActionLink href={url}>Sign in</ActionLink>
      <Text soft>You did not ask for this? Ignore it; without the link nobody can sign in.</Text>
    </EmailLayout>
  ),
}
