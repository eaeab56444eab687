import { sql } from 'drizzle-orm'
import { openDatabase } from '@/db/client'
import type { Context } from '@/db/context'
import { directoryGroups, integrations, scimTokens } from '@/db/schema'
import { newTestAccessGroup, newTestProperty } from '@/db/testing/people'
import { applyRule } from '@/lib/access/test-save-rules'
import { installForOperator } from '@/lib/integrations/operator'
import { makeToken } from '@/lib/integrations/token-format'
import { newId } from '@/lib/kernel/ids'
import { hashSecret } from '@/lib/platform/secret'
import { engineers, groups, PEOPLE, thousands } from './house'

/** Enough that no burst of the benchmark meets the limit of requests per token. */
const TOKENS = 32
const YEAR_MS = 365 * 24 * 60 * 60 * 1000

/**
 * Fills an empty database with a company: rules at two properties, people, groups. They are rows
 * written at once; what is measured goes through SCIM. Returns tokens.
 */
export async function seed(url: string): Promise<string[]> {
  const database = await openDatabase({ url, pgliteDir: '', pool: 2 })
  const ctx = await installForOperator(database.db, { slug: 'bench', now: new Date() })
  await newGroups(ctx)
  await newPeople(ctx)
  await newRules(ctx)
  await newMembers(ctx)
  const tokens = await newTokens(ctx)
  await ctx.db.execute(sql`vacuum analyze`)
  await database.close()
  return tokens
}

async function newGroups({ db, organizationId, now }: Context): Promise<void> {
  await db.insert(directoryGroups).values(
    [...Object.values(groups), ...thousands].map(({ id }) => ({
      organizationId,
      id,
      displayName: id,
      displayNameKey: id,
      resource: { displayName: id },
      folded: { displayname: id },
      version: 1,
      createdAt: now,
      lastModifiedAt: now,
      membersKnownAt: now,
    })),
  )
}

/** Engineers and holders of a badge get doors, a role and a mobile key, at both properties. */
async function newRules(ctx: Context): Promise<void> {
  const roles = await ctx.db.query.roles.findMany({
    where: (role, { eq }) => eq(role.organizationId, ctx.organizationId),
  })
  const roleId = roles.find((role) => role.basedOn === 'user')?.id ?? ''
  const condition = (operand: string, operator: 'is' | 'memberOf', value: string) => ({
    kind: 'condition' as const,
    operand,
    operator,
    values: [value],
  })
  for (const property of ['HQ Denver', 'Austin']) {
    const propertyId = await newTestProperty(ctx, property)
    const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: 'Employees' })
    await applyRule(ctx, {
      propertyId,
      name: 'Engineers and badge holders',
      conditions: {
        match: 'any',
        conditions: [
          condition('department', 'is', 'Engineering'),
          condition('group', 'memberOf', groups.badge.id),
        ],
      },
      accessGroupIds: [accessGroupId],
      roleId,
      mobileKey: true,
    })
  }
}

async function newPeople({ db, organizationId }: Context): Promise<void> {
  await db.execute(sql`
    insert into employees (organization_id, id, scim_id, source, external_id, external_id_key, user_name, user_name_key,
      primary_email, primary_email_key, display_name, title, department, active, resource, folded, facts,
      version, created_at, last_modified_at)
    select ${organizationId}, id, id, 'entra', 'ext-' || n, 'ext-' || n, mail, mail, mail, mail, 'Person ' || n,
      'Analyst', department, true,
      jsonb_build_object('userName', mail, 'externalId', 'ext-' || n, 'displayName', 'Person ' || n, 'title', 'Analyst',
        'active', true, 'emails', emails, enterprise, jsonb_build_object('department', department)),
      jsonb_build_object('username', mail, 'externalid', 'ext-' || n, 'displayname', 'person ' || n, 'title', 'analyst',
        'active', true, 'emails', emails, lower(enterprise), jsonb_build_object('department', lower(department))),
      jsonb_build_object('department', jsonb_build_array(lower(department)), 'active', '["true"]'::jsonb), 1, now() - interval '1 day', now() - interval '1 day'
    from generate_series(1, ${PEOPLE}::int) as n,
      lateral (select 'emp_bench_' || n as id, 'p' || n || '@contoso.example' as mail,
        case when n between ${engineers.from}::int and ${engineers.to}::int then 'Engineering' else 'Sales' end as department,
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User' as enterprise) as named,
      lateral (select jsonb_build_array(jsonb_build_object('type', 'work', 'primary', true, 'value', mail)) as emails) as mails`)
}

async function newMembers({ db, organizationId }: Context): Promise<void> {
  for (const { id, size } of Object.values(groups)) {
    await db.execute(sql`
      insert into directory_group_members (organization_id, group_id, member_id, member_type, added_at)
      select ${organizationId}, ${id}, 'emp_bench_' || n, 'User', now() from generate_series(1, ${size}::int) as n`)
  }
}

async function newTokens({ db, organizationId, now }: Context): Promise<string[]> {
  const [integration] = await db.select({ id: integrations.id }).from(integrations)
  const tokens = Array.from({ length: TOKENS }, () => makeToken())
  await db.insert(scimTokens).values(
    tokens.map((token) => ({
      organizationId,
      id: newId('scimToken', now),
      integrationId: integration?.id ?? '',
      hash: hashSecret(token),
      ending: token.slice(-4),
      madeBy: 'Benchmark',
      createdAt: now,
      expiresAt: new Date(now.getTime() + YEAR_MS),
    })),
  )
  return tokens
}
