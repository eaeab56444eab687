import { isCredentialShaped, makeCredential } from '@/lib/platform/credential'

const prefixes = { token: 'sqr_scim_', clientSecret: 'sqr_client_' } as const

export const makeToken = () => makeCredential(prefixes.token)
export const makeClientSecret = () => makeCredential(prefixes.clientSecret)

/** Whether this can be one of our tokens at all. Says nothing of whether it is alive. */
export const isTokenShaped = (token: string) => isCredentialShaped(prefixes.token, token)
export const isClientSecretShaped = (secret: string) =>
  isCredentialShaped(prefixes.clientSecret, secret)
