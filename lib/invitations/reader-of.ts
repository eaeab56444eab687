import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees, properties } from '@/db/schema'
import type { Reader } from '@/lib/email/speech'
import { chooseLanguage } from '@/lib/kernel/languages'
import { nameKey } from '@/lib/kernel/name-key'

/**
 * How to write to somebody who is known by an address alone: in the language that the directory
 * knows of them, else in the one of the organisation's first property, whose clock it is too.
 */
export async function readerOf(ctx: Context, email: string): Promise<Reader> {
  const [person] = await ctx.db
    .select({ preferredLanguage: employees.preferredLanguage })
    .from(employees)
    .where(
      and(
        eq(employees.organizationId, ctx.organizationId),
        eq(employees.primaryEmailKey, nameKey(email)),
      ),
    )
    .limit(1)
  const home = await readHome(ctx)
  const language = chooseLanguage(person?.preferredLanguage ?? null, home?.language ?? 'en')
  return { language, timeZone: home?.timeZone ?? 'UTC' }
}

/** The clock that times of the whole organisation are told by. */
export async function readHomeZone(ctx: Context): Promise<string> {
  return (await readHome(ctx))?.timeZone ?? 'UTC'
}

async function readHome(ctx: Context) {
  const [home] = await ctx.db
    .select({ language: properties.language, timeZone: properties.timeZone })
    .from(properties)
    .where(eq(properties.organizationId, ctx.organizationId))
    .orderBy(asc(properties.createdAt), asc(properties.id))
    .limit(1)
  return home
}
