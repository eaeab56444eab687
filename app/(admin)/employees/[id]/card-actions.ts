'use server'

import { refresh } from 'next/cache'
import type { z } from 'zod'
import { giveCard, giveCardAgain } from '@/lib/access/card-deeds/give-card'
import { endCard, liftCardSuspension, reportCardLost } from '@/lib/access/card-deeds/manage-card'
import { adminAction } from '@/lib/auth/action'
import type { AdminSession } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/kernel/result'
import { cardIdSchema, giveCardSchema } from '@/lib/keys/schemas'

export async function giveCardAction(input: unknown): Promise<ActionResult<void>> {
  return cardAction(giveCardSchema, input, giveCard)
}

export async function giveCardAgainAction(input: unknown): Promise<ActionResult<void>> {
  return cardAction(cardIdSchema, input, giveCardAgain)
}

export async function reportCardLostAction(input: unknown): Promise<ActionResult<void>> {
  return cardAction(cardIdSchema, input, reportCardLost)
}

export async function liftCardSuspensionAction(input: unknown): Promise<ActionResult<void>> {
  return cardAction(cardIdSchema, input, liftCardSuspension)
}

export async function endCardAction(input: unknown): Promise<ActionResult<void>> {
  return cardAction(cardIdSchema, input, endCard, { fresh: true })
}

/** Cards are for those who answer for doors, as keys are. */
function cardAction<S extends z.ZodType>(
  schema: S,
  input: unknown,
  work: (ctx: AdminSession['ctx'], value: z.output<S>) => Promise<void>,
  { fresh = false } = {},
): Promise<ActionResult<void>> {
  return adminAction(schema, input, { role: 'security', fresh }, async ({ ctx }, value) => {
    await work(ctx, value)
    refresh()
  })
}
