import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '@/db/context'
import { refersTo } from '@/db/predicates'
import {
  directoryGroupMembers,
  directoryGroups,
  emails,
  employees,
  integrations,
  invitations,
  mobileKeyMoves,
  mobileKeys,
  properties,
} from '@/db/schema'
import type { EditableDetail } from '@/lib/kernel/editable-details'
import { entraAddressOf } from './entra-address'
import {
  type EmployeeDetails,
  type EmployeeEmail,
  type EmployeeGroup,
  type EmployeeKey,
  employeeStatus,
  type KeyMove,
} from './schemas'

/** More than anybody has; each is a bound on what one page may read. */
const GROUPS_MAX = 200
const KEYS_MAX = 50
const MOVES_MAX = 50
const EMAILS_MAX = 50

/** Everything the directory knows of one person; what they may open is for `lib/access` to tell. */
export async function readEmployee(
  ctx: Context,
  input: { employeeId: string },
): Promise<EmployeeDetails | undefined> {
  const [person] = await ctx.db
    .select()
    .from(employees)
    .where(
      and(eq(employees.organizationId, ctx.organizationId), eq(employees.id, input.employeeId)),
    )
  if (!person) return undefined
  return {
    id: person.id,
    name: person.displayName,
    status: employeeStatus(person),
    source: person.source,
    email: person.primaryEmail,
    phone: person.phone,
    userName: person.userName,
    givenName: person.givenName,
    familyName: person.familyName,
    title: person.title,
    department: person.department,
    employeeNumber: person.employeeNumber,
    preferredLanguage: person.preferredLanguage,
    externalId: person.externalId,
    edits: person.edits,
    sequrOwns: await sequrOwns(ctx),
    emailFromUserName: isFromUserName(person),
    entraAddress: await entraAddressOf(ctx, person),
    createdAt: person.createdAt,
    lastModifiedAt: person.lastModifiedAt,
    endedAt: person.deactivatedAt ?? person.deletedAt,
    erasedAt: person.erasedAt,
    manager: await managerOf(ctx, person.managerScimId),
    groups: await groupsOf(ctx, person.id),
    keys: await keysOf(ctx, person.id),
    emails: await emailsOf(ctx, person.id),
    sameAs: await firstOf(ctx, person.sameAs),
  }
}

async function sequrOwns(ctx: Context): Promise<EditableDetail[]> {
  const [integration] = await ctx.db
    .select({ sequrOwns: integrations.sequrOwns })
    .from(integrations)
    .where(and(eq(integrations.organizationId, ctx.organizationId), eq(integrations.kind, 'entra')))
  return integration?.sequrOwns ?? []
}

/** A user name serves as the e-mail where Entra sent none (product.md 0.6). */
function isFromUserName(person: typeof employees.$inferSelect): boolean {
  const sent = Array.isArray(person.resource.emails) ? person.resource.emails : []
  const hasEmail = sent.some((one: unknown) => emailElement.safeParse(one).success)
  return person.source === 'entra' && person.primaryEmail !== null && !hasEmail
}

const emailElement = z.object({ value: z.string().trim().min(1) })

async function managerOf(ctx: Context, scimId: string | null) {
  if (!scimId) return null
  const [manager] = await ctx.db
    .select({ id: employees.id, name: employees.displayName })
    .from(employees)
    .where(
      and(
        eq(employees.organizationId, ctx.organizationId),
        eq(employees.scimId, scimId),
        isNull(employees.deletedAt),
      ),
    )
  return manager ?? null
}

async function groupsOf(ctx: Context, employeeId: string): Promise<EmployeeGroup[]> {
  return ctx.db
    .select({ id: directoryGroups.id, name: directoryGroups.displayName })
    .from(directoryGroupMembers)
    .innerJoin(
      directoryGroups,
      refersTo(
        directoryGroups,
        directoryGroupMembers.organizationId,
        directoryGroupMembers.groupId,
      ),
    )
    .where(
      and(
        eq(directoryGroupMembers.organizationId, ctx.organizationId),
        eq(directoryGroupMembers.memberId, employeeId),
        isNull(directoryGroups.deletedAt),
      ),
    )
    .orderBy(asc(directoryGroups.displayNameKey))
    .limit(GROUPS_MAX)
}

type StoredMove = Omit<KeyMove, 'at'> & { at: string }

/** The newest ones, oldest first. */
function movesOf(ctx: Context) {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('state', m.state, 'at', m.at, 'cause', m.cause)
      order by m.at, m.id), '[]'::jsonb)
    from (select * from ${mobileKeyMoves}
      where organization_id = ${ctx.organizationId} and key_id = ${mobileKeys.id}
      order by id desc limit ${MOVES_MAX}) as m)`
}

/** Per property the living key before those that ended, newest first. */
async function keysOf(ctx: Context, employeeId: string): Promise<EmployeeKey[]> {
  const keys = await readKeys(ctx, employeeId)
  return keys.map(({ moves, ...key }) => ({
    ...key,
    moves: moves.map((move) => ({ ...move, at: new Date(move.at) })),
  }))
}

function readKeys(ctx: Context, employeeId: string) {
  return ctx.db
    .select({
      id: mobileKeys.id,
      propertyId: mobileKeys.propertyId,
      property: properties.name,
      timeZone: properties.timeZone,
      state: mobileKeys.state,
      stateAt: mobileKeys.stateAt,
      issuedAt: mobileKeys.issuedAt,
      activatedAt: mobileKeys.activatedAt,
      startsAt: mobileKeys.startsAt,
      suspendedAt: mobileKeys.suspendedAt,
      suspendedFor: mobileKeys.suspendedFor,
      revokedAt: mobileKeys.revokedAt,
      linkUntil: invitations.expiresAt,
      device: mobileKeys.device,
      cause: mobileKeys.cause,
      moves: sql<StoredMove[]>`${movesOf(ctx)}`,
    })
    .from(mobileKeys)
    .innerJoin(properties, refersTo(properties, mobileKeys.organizationId, mobileKeys.propertyId))
    .leftJoin(
      invitations,
      and(
        eq(invitations.organizationId, mobileKeys.organizationId),
        eq(invitations.id, mobileKeys.invitationId),
        isNull(invitations.usedAt),
        isNull(invitations.endedAt),
        isNull(invitations.replacedAt),
        gt(invitations.expiresAt, ctx.now),
        isNull(mobileKeys.revokedAt),
      ),
    )
    .where(
      and(eq(mobileKeys.organizationId, ctx.organizationId), eq(mobileKeys.employeeId, employeeId)),
    )
    .orderBy(
      asc(properties.nameKey),
      sql`${mobileKeys.revokedAt} desc nulls first`,
      desc(mobileKeys.id),
    )
    .limit(KEYS_MAX)
}

async function emailsOf(ctx: Context, employeeId: string): Promise<EmployeeEmail[]> {
  return ctx.db
    .select({
      id: emails.id,
      template: emails.template,
      subject: emails.subject,
      recipient: emails.recipient,
      state: emails.state,
      error: emails.error,
      createdAt: emails.createdAt,
      sentAt: emails.sentAt,
    })
    .from(emails)
    .where(and(eq(emails.organizationId, ctx.organizationId), eq(emails.employeeId, employeeId)))
    .orderBy(desc(emails.createdAt), desc(emails.id))
    .limit(EMAILS_MAX)
}

/** Whom this is a second account of, or into whom a record kept by hand was joined. */
async function firstOf(ctx: Context, employeeId: string | null) {
  if (!employeeId) return null
  const [first] = await ctx.db
    .select({ id: employees.id, name: employees.displayName })
    .from(employees)
    .where(and(eq(employees.organizationId, ctx.organizationId), eq(employees.id, employeeId)))
  return first ?? null
}
