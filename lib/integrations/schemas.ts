import { z } from 'zod'
import type { DetailOwner, OwnedDetail } from '@/lib/kernel/editable-details'

/** Shapes that the browser and the server share. */
export const tokenLifetimes = ['90d', '1y', '2y'] as const
export type TokenLifetime = (typeof tokenLifetimes)[number]

const ID_LENGTH_MAX = 64
const WARNED_MAX = 50

export const createTokenSchema = z.object({ lifetime: z.enum(tokenLifetimes) })

/** In the wizard, with whom to warn before the token runs out (product.md 3.2, step 2). */
export const createTokenWarningSchema = createTokenSchema.extend({
  warnUserIds: z.array(z.string().max(ID_LENGTH_MAX)).max(WARNED_MAX),
})

/** A token, a client secret or an OAuth client, by the id of its row. */
export const revokeCredentialSchema = z.object({ id: z.string().min(1).max(64) })

/** Microsoft asks for client secrets that work for one to three years (entra-profile 10.2). */
export const secretLifetimes = ['1y', '2y', '3y'] as const
export type SecretLifetime = (typeof secretLifetimes)[number]

export const createSecretSchema = z.object({ lifetime: z.enum(secretLifetimes) })

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const guid = z.string().trim().toLowerCase().regex(GUID, 'Paste the GUID as Entra shows it.')

/** A workload in Entra that is trusted in place of a secret (entra-profile 10.3). */
export const trustWorkloadSchema = z.object({
  tenantId: guid,
  subject: guid,
  /** Entra shows the same application as `{guid}`, `api://{guid}` and with `/.default` behind it. */
  audience: z
    .string()
    .trim()
    .transform((text) => text.replace(/^api:\/\//i, '').replace(/\/\.default$/i, ''))
    .pipe(guid),
  lifetime: z.enum(secretLifetimes),
})
export type TrustedWorkload = z.infer<typeof trustWorkloadSchema>

export const placements = ['chosen', 'everyone'] as const

export const choicesSchema = z.object({
  placement: z.enum(placements),
  keyDefault: z.boolean(),
})
export type Choices = z.infer<typeof choicesSchema>

/** For how many days people who were deleted may be kept (product.md 4.4). */
export const retentionDays = [30, 90, 180, 365] as const

export const retentionSchema = z.object({
  days: z.union(retentionDays.map((days) => z.literal(days))),
})
export type RetentionInput = z.infer<typeof retentionSchema>

export interface RetentionView {
  days: number
  /** People who were deleted and are kept today. */
  kept: number
  /** What each choice would remove within a minute. */
  choices: { days: RetentionInput['days']; removed: number }[]
}

export const helpAnswerSchema = z.object({
  panel: z.string().min(1).max(60),
  helpful: z.boolean(),
})

const PEOPLE_MAX = 10_000_000

/** Who owns a detail from now on, and of how many people the administrator was told that it replaces the value. */
export const changeOwnerSchema = z.object({
  detail: z.string().min(1).max(ID_LENGTH_MAX),
  owner: z.enum(['entra', 'sequr']),
  replaces: z.number().int().min(0).max(PEOPLE_MAX),
})
export type ChangeOwnerInput = z.infer<typeof changeOwnerSchema>

/** One row of *Who owns which details*. */
export interface DetailOwnerView {
  id: OwnedDetail['id']
  label: string
  owner: DetailOwner
  /** Of how many people Sequr shows another value than Entra has. */
  ownValues: number
}
