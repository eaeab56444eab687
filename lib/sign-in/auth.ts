import { createAuth } from '@/lib/auth/create-auth'
import type { SendSignInLink } from '@/lib/auth/sign-in-link'
import { enqueueWithoutOrganization } from '@/lib/outbox/enqueue'
import { seal } from '@/lib/platform/seal'

/** The topic of the e-mail; its payload is `{ sealed }`, a sealed `{ email, url }`. */
export const SIGN_IN_LINK_TOPIC = 'sign-in-link'

/** The link opens an account, so it waits encrypted in the outbox. */
const sendSignInLink: SendSignInLink = async (tx, { email, url, now }) => {
  const sealed = seal('email', JSON.stringify({ email, url }))
  await enqueueWithoutOrganization(tx, [{ topic: SIGN_IN_LINK_TOPIC, payload: { sealed } }], now)
}

export const { handlers, signIn } = createAuth(sendSignInLink)
