import { createAuth } from '@/lib/auth/create-auth'
import type { SendSignInLink } from '@/lib/auth/sign-in-link'
import { enqueueWithoutOrganization } from '@/lib/outbox/enqueue'
import { seal } from '@/lib/platform/seal'

/** Handled by lib/invitations/send-sign-in-link.ts, which is not imported here for its templates. */
const SIGN_IN_LINK_TOPIC = 'sign-in-link'

/** The link opens an account, so it waits encrypted in the outbox. */
const sendSignInLink: SendSignInLink = async (tx, { email, url, now }) => {
  const sealed = seal('email', JSON.stringify({ email, url }))
  await enqueueWithoutOrganization(tx, [{ topic: SIGN_IN_LINK_TOPIC, payload: { sealed } }], now)
}

export const { handlers, signIn } = createAuth(sendSignInLink)
