import { and, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { activity, grants, roles } from '@/db/schema'
import { newTestAccessGroup, newTestProperty } from '@/db/testing/people'
import { settleDecisions } from '@/lib/access/over-time/settle-decisions'
import { applyRule } from '@/lib/access/test-save-rules'
import type { OperatorId } from '@/lib/rules/engine/operators'
import { openScimTestClient, type ScimTestClient, userBody } from './scim-test-client'

/** For tests: an organisation with one property whose rules ask for groups. */
export interface GroupHouse extends ScimTestClient {
  hq: string
  /** A rule that gives an access group of its name. */
  addRule(name: string, operator: OperatorId, groupId: string): Promise<void>
  newUser(name: string): Promise<string>
  /** Without a list of members Entra has not said yet who is in it. */
  newGroup(group: { displayName: string; externalId?: string; members?: string[] }): Promise<string>
  /** What a cycle of Entra begins with, and what follows of it. */
  beginCycle(): Promise<void>
  grantCount(): Promise<number>
  logged(kind: string): Promise<{ data: unknown }[]>
}

const PROBE = '/Users?filter=userName+eq+%22b7e1f0c2-3c52-4d0f-8a83-0f5d8b1c2a11%22'

export async function openGroupHouse(db: Db): Promise<GroupHouse> {
  const client = await openScimTestClient(db)
  const { ctx, service } = client
  const hq = await newTestProperty(ctx, 'HQ')
  return {
    ...client,
    hq,
    async addRule(name, operator, groupId) {
      const accessGroupId = await newTestAccessGroup(ctx, { propertyId: hq, name })
      const [role] = await db
        .select({ id: roles.id })
        .from(roles)
        .where(and(eq(roles.organizationId, ctx.organizationId), eq(roles.basedOn, 'user')))
      await applyRule(ctx, {
        propertyId: hq,
        name,
        conditions: {
          match: 'all',
          conditions: [{ kind: 'condition', operand: 'group', operator, values: [groupId] }],
        },
        accessGroupIds: [accessGroupId],
        roleId: role?.id ?? '',
        mobileKey: false,
      })
    },
    newUser: async (name) => (await client.send('POST', '/Users', userBody(name))).body.id,
    async newGroup({ members, ...group }) {
      const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group']
      const listed = members && { members: members.map((value) => ({ value })) }
      return (await client.send('POST', '/Groups', { schemas, ...group, ...listed })).body.id
    },
    async beginCycle() {
      await client.send('GET', PROBE)
      await service.flush()
      await settleDecisions(db, new Date(Date.now() + SOON_MS))
    },
    grantCount: () => db.$count(grants, eq(grants.organizationId, ctx.organizationId)),
    logged: (kind) =>
      db
        .select({ data: activity.data })
        .from(activity)
        .where(and(eq(activity.organizationId, ctx.organizationId), eq(activity.kind, kind))),
  }
}

/** The test client's time runs ahead of the world's. */
const SOON_MS = 30_000
