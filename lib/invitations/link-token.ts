import { createHmac } from 'node:crypto'
import { env } from '@/lib/platform/env'

/**
 * The secret in an invitation's link: 256 bits derived from the message that sends it. A run that
 * is repeated after a crash makes the same link, so nobody ever holds two that differ.
 */
export function linkTokenFor(messageId: string): string {
  return createHmac('sha256', env().authSecret)
    .update(`key-invitation:${messageId}`)
    .digest('base64url')
}

/** Where the link leads: the page that is the key. */
export function keyUrl(token: string): string {
  return `${env().appUrl}/key/${token}`
}
