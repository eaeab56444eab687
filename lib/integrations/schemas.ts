import { z } from 'zod'

/** Shapes that the browser and the server share. */
export const tokenLifetimes = ['90d', '1y', '2y'] as const
export type TokenLifetime = (typeof tokenLifetimes)[number]

export const createTokenSchema = z.object({ lifetime: z.enum(tokenLifetimes) })

export const revokeTokenSchema = z.object({ tokenId: z.string().min(1).max(64) })

export const placements = ['chosen', 'everyone'] as const

export const choicesSchema = z.object({
  placement: z.enum(placements),
  keyDefault: z.boolean(),
})
export type Choices = z.infer<typeof choicesSchema>

export const helpAnswerSchema = z.object({
  panel: z.string().min(1).max(60),
  helpful: z.boolean(),
})
