import { and, eq, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import { type Db } from '@/db/client'
import { integrations } from '@/db/schema'
import { isAppError } from '@/lib/kernel/errors'
import { authorityFor } from '@/lib/microsoft/authority'
import { MicrosoftError } from '@/lib/microsoft/errors'
import { countGroups, countPeople, GraphError, type GraphSession } from '@/lib/microsoft/graph'
import { parseScopes } from '@/lib/microsoft/scopes'
import { renewTokens } from '@/lib/microsoft/token-endpoint'
import { describeError, log } from '@/lib/platform/log'
import { seal, unseal } from '@/lib/platform/seal'
import { type HeldPermissions, permissionsNow } from './permissions'

/** How long a permission that was taken back may go unnoticed. */
const EVERY_MS = 15 * 60_000
/** Asked at once, each for seconds at most, so that what follows in the job waits little. */
const DIRECTORIES_MAX = 20

/**
 * Asks Microsoft whether each directory may still be read, with what its administrator agreed to
 * (product.md 3.3, 5.2). Whoever moves the moment asks, so two servers do not ask twice.
 */
export async function askReadings(db: Db, now: Date): Promise<void> {
  const isDue = and(
    isNotNull(integrations.sealedReading),
    or(
      isNull(integrations.readingAskedAt),
      lte(integrations.readingAskedAt, new Date(now.getTime() - EVERY_MS)),
    ),
  )
  const due = await db
    .select({ id: integrations.id })
    .from(integrations)
    .where(isDue)
    .limit(DIRECTORIES_MAX)
  if (due.length === 0) return
  const ids = due.map(({ id }) => id)
  const claimed = await db
    .update(integrations)
    .set({ readingAskedAt: now })
    .where(and(inArray(integrations.id, ids), isDue))
    .returning()
  await Promise.all(claimed.map((directory) => askReading(db, directory, now)))
}

type Directory = typeof integrations.$inferSelect

async function askReading(db: Db, directory: Directory, now: Date): Promise<void> {
  const answer = await readAnswer(directory).catch((error: unknown) => {
    // No word about permissions: what was known stays known, and it is asked again.
    log.warn('A directory could not be asked what it permits.', {
      organizationId: directory.organizationId,
      ...(isAppError(error) ? { reason: error.message } : describeError(error)),
    })
    return undefined
  })
  if (!answer) return
  const before: HeldPermissions = {
    held: directory.grantedScopes,
    lost: directory.lostPermissions,
    lostAt: directory.lostPermissionsAt,
  }
  await db
    .update(integrations)
    .set({
      ...permissionsNow(before, { granted: answer.granted, now }),
      ...(answer.refreshToken
        ? { sealedReading: seal('directory-reading', answer.refreshToken) }
        : {}),
      ...(answer.people === undefined ? {} : { readablePeople: String(answer.people) }),
      ...(answer.groups === undefined ? {} : { readableGroups: String(answer.groups) }),
    })
    .where(
      and(
        eq(integrations.organizationId, directory.organizationId),
        eq(integrations.id, directory.id),
        // Somebody who connected meanwhile knows better.
        eq(integrations.readingAskedAt, now),
      ),
    )
}

interface Answer {
  granted: string[]
  refreshToken?: string | undefined
  people?: number | undefined
  groups?: number | undefined
}

/** Throws when Microsoft said nothing about permissions: it was busy, or could not be reached. */
async function readAnswer(directory: Directory): Promise<Answer | undefined> {
  const { sealedReading, tenantId, tenantKind } = directory
  if (!sealedReading || !tenantId || !tenantKind) return undefined
  const authority = authorityFor(tenantKind)
  const refreshToken = unseal('directory-reading', sealedReading)
  try {
    const tokens = await renewTokens({ authority, tenant: tenantId, refreshToken })
    const session = { graphBase: authority.graphBase, accessToken: tokens.access_token }
    const granted = parseScopes(tokens.scope)
    return { ...(await tryReading(session, granted)), refreshToken: tokens.refresh_token }
  } catch (error) {
    if (error instanceof MicrosoftError && meansLost.has(error.reason)) return { granted: [] }
    throw error
  }
}

/** Permission withdrawn, application removed or blocked, or the sign-in ended: nothing can be read. */
const meansLost = new Set<MicrosoftError['reason']>([
  'needsAdminApproval',
  'declined',
  'expiredFlow',
  'blockedByPolicy',
  'wrongTenant',
])

/** A permission that is listed but refused when it is used is not held either. */
async function tryReading(session: GraphSession, listed: string[]): Promise<Answer> {
  const people = await countPeople(session).catch(unlessRefused)
  const groups = await countGroups(session).catch(unlessRefused)
  const granted = listed.filter((scope) => {
    if (people === undefined && /^(User\.Read(Basic)?|Directory\.Read)\.All$/i.test(scope)) {
      return false
    }
    return groups !== undefined || !/^(Group(Member)?|Directory)\.Read\.All$/i.test(scope)
  })
  return { granted, people, groups }
}

function unlessRefused(error: unknown): undefined {
  if (error instanceof GraphError && error.reason === 'notAllowed') return undefined
  throw error
}
