import { createHmac } from 'node:crypto'
import { env } from '@/lib/platform/env'

/** The secret in the link: 256 bits derived from the invitation, so that it need not be stored. */
export function linkTokenOf(invitationId: string): string {
  return createHmac('sha256', env().authSecret)
    .update(`set-up-invitation:${invitationId}`)
    .digest('base64url')
}

export function setUpUrl(token: string): string {
  return `${env().appUrl}/set-up/${token}`
}
