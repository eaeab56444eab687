import { z } from 'zod'

/** Shapes that the portal's pages and actions share. */
const CREDENTIAL_LENGTH_MAX = 2048
const pasted = (sentence: string) => z.string().trim().min(1, sentence).max(CREDENTIAL_LENGTH_MAX)

const tenantUrl = pasted('Paste the Tenant URL.')

/** Entra's two ways to authenticate: a pasted token, or a client that fetches its own. */
export const credentialsSchema = z.discriminatedUnion('method', [
  z.object({
    method: z.literal('token'),
    tenantUrl,
    token: pasted('Paste the Secret Token.'),
  }),
  z.object({
    method: z.literal('client'),
    tenantUrl,
    tokenEndpoint: pasted('Paste the Token Endpoint.'),
    clientId: pasted('Paste the Client Identifier.'),
    clientSecret: pasted('Paste the Client Secret.'),
  }),
])
export type Credentials = z.output<typeof credentialsSchema>

/** What is shown of them again: never a secret. */
export type SavedCredentials =
  | Pick<Extract<Credentials, { method: 'token' }>, 'method' | 'tenantUrl'>
  | Omit<Extract<Credentials, { method: 'client' }>, 'clientSecret'>

export const personVerbSchema = z.object({
  id: z.guid(),
  verb: z.enum(['disable', 'enable', 'delete', 'restore', 'purge']),
})

export const memberSchema = z.object({
  groupId: z.guid(),
  personId: z.guid(),
  member: z.boolean(),
})

const SCOPE_LENGTH_MAX = 100
export const scopeSchema = z.object({ scope: z.string().min(1).max(SCOPE_LENGTH_MAX) })

export const onDemandSchema = z.object({ personId: z.guid('Choose a person.') })
