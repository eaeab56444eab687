import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { practiceConsents } from '@/db/schema'
import { practiceTenantId } from '@/lib/kernel/practice-ids'

/** Whose permission covers everyone. */
const ORGANIZATION = '*'

/** Every scope that the practice tenant knows, in the words of a consent page. */
const scopes: Record<string, { words: string; admin: boolean }> = {
  openid: { words: 'Sign you in', admin: false },
  profile: { words: 'View your basic profile', admin: false },
  email: { words: 'View your email address', admin: false },
  offline_access: { words: 'Maintain access to data you have given it access to', admin: false },
  'user.read': { words: 'Sign in and read user profile', admin: false },
  'user.readbasic.all': { words: "Read all users' basic profiles", admin: false },
  'user.read.all': { words: "Read all users' full profiles", admin: true },
  'groupmember.read.all': { words: 'Read group memberships', admin: true },
  'group.read.all': { words: 'Read all groups', admin: true },
  'directory.read.all': { words: 'Read directory data', admin: true },
}

export function scopeWords(scope: string): string {
  return scopes[keyOf(scope)]?.words ?? scope
}

/** An unknown scope is treated as Microsoft treats a powerful one. */
export function needsAdmin(scope: string): boolean {
  return scopes[keyOf(scope)]?.admin ?? true
}

function keyOf(scope: string): string {
  return scope.toLowerCase().replace('https://graph.microsoft.com/', '')
}

/** The scopes of these that nobody agreed to yet, for this person. */
export async function scopesWithoutConsent(
  db: Db,
  { clientId, personId }: { clientId: string; personId: string },
  wanted: string[],
): Promise<string[]> {
  const held = new Set((await scopesAgreed(db, { clientId, personId })).map(keyOf))
  return wanted.filter((scope) => !held.has(keyOf(scope)))
}

/** All that was agreed to, by this person or for everyone. */
export async function scopesAgreed(
  db: Db,
  { clientId, personId }: { clientId: string; personId: string },
): Promise<string[]> {
  const rows = await db
    .select({ scopes: practiceConsents.scopes })
    .from(practiceConsents)
    .where(
      and(
        eq(practiceConsents.tenantId, practiceTenantId),
        eq(practiceConsents.clientId, clientId),
        inArray(practiceConsents.principal, [personId, ORGANIZATION]),
      ),
    )
  return [...new Set(rows.flatMap((row) => row.scopes))]
}

export interface AgreedScope {
  scope: string
  words: string
  needsAdmin: boolean
}

/** What the application may do in this tenant, whoever agreed to it. */
export async function listAgreed(db: Db): Promise<AgreedScope[]> {
  const rows = await db
    .select({ scopes: practiceConsents.scopes })
    .from(practiceConsents)
    .where(eq(practiceConsents.tenantId, practiceTenantId))
  const all = new Map(rows.flatMap((row) => row.scopes).map((scope) => [keyOf(scope), scope]))
  return [...all.values()].map((scope) => ({
    scope,
    words: scopeWords(scope),
    needsAdmin: needsAdmin(scope),
  }))
}

/** Takes one permission back from everyone, as an administrator can under *Enterprise apps*. */
export async function withdrawScope(db: Db, scope: string): Promise<void> {
  await db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(practiceConsents)
      .where(eq(practiceConsents.tenantId, practiceTenantId))
      .for('update')
    for (const row of rows) {
      await tx
        .update(practiceConsents)
        .set({ scopes: row.scopes.filter((one) => keyOf(one) !== keyOf(scope)) })
        .where(
          and(
            eq(practiceConsents.tenantId, practiceTenantId),
            eq(practiceConsents.clientId, row.clientId),
            eq(practiceConsents.principal, row.principal),
          ),
        )
    }
  })
}

export async function keepConsent(
  db: Db,
  consent: { clientId: string; personId: string; forOrganization: boolean },
  agreed: string[],
): Promise<void> {
  const key = {
    tenantId: practiceTenantId,
    clientId: consent.clientId,
    principal: consent.forOrganization ? ORGANIZATION : consent.personId,
  }
  await db.transaction(async (tx) => {
    await tx
      .insert(practiceConsents)
      .values({ ...key, scopes: [] })
      .onConflictDoNothing()
    const own = and(
      eq(practiceConsents.tenantId, key.tenantId),
      eq(practiceConsents.clientId, key.clientId),
      eq(practiceConsents.principal, key.principal),
    )
    const [row] = await tx.select().from(practiceConsents).where(own).for('update')
    const all = [...new Set([...(row?.scopes ?? []), ...agreed])]
    await tx.update(practiceConsents).set({ scopes: all }).where(own)
  })
}
