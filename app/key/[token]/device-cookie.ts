import { hashSecret } from '@/lib/platform/secret'

const NAME_LENGTH = 16

/** Which cookie binds a link to a device; the name is told by the link, and tells nothing of it. */
export function deviceCookie(token: string): string {
  return `sequr-key-${hashSecret(token).slice(0, NAME_LENGTH)}`
}
