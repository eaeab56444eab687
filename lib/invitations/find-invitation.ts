import { and, eq, sql } from 'drizzle-orm'
import { type Db, getDb } from '@/db/client'
import type { Context } from '@/db/context'
import { refersTo } from '@/db/predicates'
import {
  employees,
  invitations,
  type MobileKeyState,
  mobileKeys,
  organizations,
  properties,
} from '@/db/schema'
import { hashSecret, sameSecret } from '@/lib/platform/secret'

/** Somebody who opens a link. Nobody is signed in: the link's 256 bits say who it is. */
export interface Visit {
  db: Db
  now: Date
  token: string
}

export async function visitOf(token: string): Promise<Visit> {
  return { db: await getDb(), now: new Date(), token }
}

export interface CoveredKey {
  propertyId: string
  property: string
  state: MobileKeyState
  /** Why it opens nothing for now; null when it is not suspended. */
  suspendedFor: 'lost' | 'hold' | null
  startsAt: string | null
  activatedAt: string | null
  device: string | null
}

export interface FoundInvitation {
  /** Acts for the person in the organisation that the link names. */
  ctx: Context
  invitation: typeof invitations.$inferSelect
  organization: string
  name: string
  email: string | null
  /** The living keys that this link covers; none once the person left or lost access. */
  keys: CoveredKey[]
  /** Whether the person has living keys that this link does not cover, and whether they wait for an e-mail. */
  elsewhere: 'none' | 'waiting' | 'sent'
}

const ofPerson = sql`k.organization_id = ${invitations.organizationId}
  and k.employee_id = ${invitations.employeeId} and k.revoked_at is null
  and ${employees.active} and ${employees.deletedAt} is null`

const coveredKeys = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('propertyId', k.property_id, 'property', p.name,
    'state', k.state, 'suspendedFor', k.suspended_for, 'startsAt', k.starts_at,
    'activatedAt', k.activated_at, 'device', k.device) order by p.name_key), '[]'::jsonb)
  from ${mobileKeys} as k
  join ${properties} as p on p.organization_id = k.organization_id and p.id = k.property_id
  where ${ofPerson} and k.invitation_id = ${invitations.id}
)`

const keysElsewhere = sql`(
  select case when count(*) = 0 then 'none'
    when bool_or(k.invitation_id is null) then 'waiting' else 'sent' end
  from ${mobileKeys} as k
  where ${ofPerson} and ${employees.hold} is null and k.invitation_id is distinct from ${invitations.id}
)`

export async function findInvitation({
  db,
  now,
  token,
}: Visit): Promise<FoundInvitation | undefined> {
  const [row] = await db
    .select({
      invitation: invitations,
      organization: organizations.name,
      name: employees.displayName,
      email: employees.primaryEmail,
      keys: sql<CoveredKey[]>`${coveredKeys}`,
      elsewhere: sql<FoundInvitation['elsewhere']>`${keysElsewhere}`,
    })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .innerJoin(employees, refersTo(employees, invitations.organizationId, invitations.employeeId))
    .where(eq(invitations.tokenHash, hashSecret(token)))
  if (!row) return undefined
  const { organizationId, employeeId } = row.invitation
  const actor = { kind: 'person', employeeId, name: row.name } as const
  return { ...row, ctx: { db, now, organizationId, actor } }
}

export function hasEnded({ invitation, keys }: FoundInvitation): boolean {
  return invitation.endedAt !== null || keys.length === 0
}

/** Why none of the link's keys opens anything for now; null while one of them may. */
export function suspensionOf({ keys }: FoundInvitation): CoveredKey['suspendedFor'] {
  if (keys.some((key) => key.suspendedFor === null)) return null
  return keys.some((key) => key.suspendedFor === 'hold') ? 'hold' : (keys[0]?.suspendedFor ?? null)
}

/** Whether Continue left this secret on the device. */
export function isBoundTo(
  { invitation: { deviceHash } }: FoundInvitation,
  deviceSecret: string | undefined,
): boolean {
  return (
    deviceHash !== null &&
    deviceSecret !== undefined &&
    sameSecret(deviceHash, hashSecret(deviceSecret))
  )
}

export function isInvitation({ ctx, invitation }: FoundInvitation) {
  return and(eq(invitations.organizationId, ctx.organizationId), eq(invitations.id, invitation.id))
}

/** The keys that the link covers, as rows to change. */
export function isCoveredBy({ ctx, invitation }: FoundInvitation) {
  return and(
    eq(mobileKeys.organizationId, ctx.organizationId),
    eq(mobileKeys.invitationId, invitation.id),
  )
}
