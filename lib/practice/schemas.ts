import { z } from 'zod'

/** Shapes that the portal's pages and actions share. */
const CREDENTIAL_LENGTH_MAX = 2048

export const credentialsSchema = z.object({
  tenantUrl: z.string().trim().min(1, 'Paste the Tenant URL.').max(CREDENTIAL_LENGTH_MAX),
  token: z.string().trim().min(1, 'Paste the Secret Token.').max(CREDENTIAL_LENGTH_MAX),
})

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
