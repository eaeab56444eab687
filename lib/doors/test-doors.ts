import { and, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { doors } from '@/db/schema'
import type { DoorAnswer } from '@/lib/kernel/door-answers'
import { createController } from './controllers'
import { DoorDesk } from './door-desk'
import type { DoorQuestion } from './schemas'

/** What tests of doors speak in: a controller of every property, and its question over HTTP. */
export async function openTestDesk(ctx: Context) {
  const { credential } = await createController(ctx, { name: 'Test controller', propertyId: '' })
  return { credential, ask: asker(ctx, credential) }
}

export interface Asked {
  status: number
  allowed: boolean | undefined
  reason: DoorAnswer | undefined
}

export type Ask = (question: DoorQuestion, at?: Date) => Promise<Asked>

export function asker(ctx: Pick<Context, 'db' | 'now'>, credential: string): Ask {
  return async (question, at = ctx.now) => {
    const answer = await new DoorDesk(ctx.db, () => at).handle(questionOf(question, credential))
    const body = await answer.json()
    return { status: answer.status, allowed: body.allowed, reason: body.reason }
  }
}

export function questionOf(body: unknown, credential: string | undefined): Request {
  return new Request('https://sequr.example/api/access/check', {
    method: 'POST',
    headers: credential ? { authorization: `Bearer ${credential}` } : {},
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

export async function doorCalled(ctx: Context, name: string): Promise<string> {
  const [door] = await ctx.db
    .select({ id: doors.id })
    .from(doors)
    .where(and(eq(doors.organizationId, ctx.organizationId), eq(doors.name, name)))
  if (!door) throw new Error(`there is no door called ${name}`)
  return door.id
}
