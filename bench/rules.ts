import { sql } from 'drizzle-orm'
import { openDatabase } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { ruleAccessGroups } from '@/db/schema'
import { newTestAccessGroup, newTestProperty, newTestRule } from '@/db/testing/people'
import { settleDecisions } from '@/lib/access/over-time/settle-decisions'
import { reconcile } from '@/lib/access/reconcile'
import { installForOperator } from '@/lib/integrations/operator'
import { createToken } from '@/lib/integrations/tokens'
import { ScimService } from '@/lib/provisioning/route'
import type { SingleCondition } from '@/lib/rules/engine/condition'
import { reevaluate } from '@/lib/rules/reevaluate'
import { startPostgres } from '../scripts/test-postgres.mjs'

/**
 * What rules cost at 100,000 people on a Postgres of its own: a rule for everybody, a second look
 * that finds nothing, the rule gone again, and pushes through SCIM meanwhile. Prints its figures.
 */
const PEOPLE = 100_000
const RULES = 20
const MS = 1_000
const PUSHES_BEFORE = 20

process.env.AUTH_SECRET ||= 'a secret of the benchmark, known to all'

const postgres = await startPostgres()
try {
  await measure(postgres.url)
} finally {
  await postgres.stop()
}

async function measure(url: string): Promise<void> {
  const database = await openDatabase({ url, pgliteDir: '', pool: 8 })
  const ctx = await installForOperator(database.db, { slug: 'bench', now: new Date() })
  const hq = await newTestProperty(ctx, 'HQ')
  await newPeople(ctx)
  await newSmallRules(ctx, hq)
  await ctx.db.execute(sql`vacuum analyze`)
  const push = await openPush(ctx)
  for (let n = 0; n < PUSHES_BEFORE; n++) await push()

  const scope = { kind: 'property', propertyId: hq } as const
  const everybody = (tx: Context) =>
    addRule(tx, hq, { name: 'Everybody', condition: ask('active', 'isYes') })
  const meanwhile = pushUntil(push)
  const given = await timed(`a rule that gives ${PEOPLE} people doors and a key`, () =>
    withTransaction(ctx, async (tx) => {
      await everybody(tx)
      return reconcile(tx, scope)
    }),
  )
  meanwhile.stop()
  const latencies = await meanwhile.latencies
  console.log(`  ${given.given} given, ${given.keysIssued} keys`)
  console.log(
    `  meanwhile ${latencies.length} pushes, the slowest ${Math.max(...latencies).toFixed(0)} ms`,
  )
  await ctx.db.execute(sql`analyze`)
  await timed(`${RULES + 1} rules for ${PEOPLE} people, nothing changes`, () =>
    reevaluate(ctx, scope),
  )
  await timed('the second look after it', () => settleDecisions(ctx.db, new Date()))
  await timed('one push of a person, rules included', push)
  const taken = await timed('the rule is switched off', () =>
    withTransaction(ctx, async (tx) => {
      await tx.db.execute(sql`update rules set enabled = false where name = 'Everybody'`)
      return reconcile(tx, scope)
    }),
  )
  console.log(`  ${taken.taken} taken, ${taken.keysRevoked} keys ended`)
  await database.close()
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const result = await work()
  console.log(`${what}: ${((performance.now() - began) / MS).toFixed(2)} s`)
  return result
}

async function newPeople({ db, organizationId }: Context): Promise<void> {
  await db.execute(sql`
    insert into employees (organization_id, id, scim_id, source, user_name, user_name_key, primary_email, primary_email_key,
      display_name, department, active, resource, folded, facts, version, created_at, last_modified_at)
    select ${organizationId}, 'emp_bench_' || n, 'emp_bench_' || n, 'entra', mail, mail, mail, mail, 'Person ' || n, department, true,
      jsonb_build_object('userName', mail, 'displayName', 'Person ' || n, 'active', true),
      jsonb_build_object('username', mail, 'displayname', 'person ' || n, 'active', true),
      jsonb_build_object('department', jsonb_build_array(department), 'active', '["true"]'::jsonb, 'email', jsonb_build_array(mail),
        'startDate', '["2020-01-01"]'::jsonb, 'date:startDate', '["2020-01-01"]'::jsonb),
      1, now() - interval '1 day', now() - interval '1 day'
    from generate_series(1, ${PEOPLE}::int) as n,
      lateral (select 'p' || n || '@contoso.example' as mail, 'team ' || (n % 200) as department) as named`)
}

/** Rules of the usual kinds that few match, so that everybody is asked about everything. */
async function newSmallRules(ctx: Context, propertyId: string): Promise<void> {
  for (let n = 0; n < RULES; n++) {
    const condition = [
      ask('department', 'isAnyOf', `Team ${n}`, `Team ${n + 100}`),
      ask('email', 'domainIs', 'fabrikam.example'),
      ask('startDate', 'withinNextDays', '7'),
      ask('department', 'matchesPattern', `^team ${n}[0-9]{3}$`),
    ][n % 4]
    if (condition) await addRule(ctx, propertyId, { name: `Rule ${n}`, condition })
  }
  await withTransaction(ctx, (tx) => reconcile(tx, { kind: 'property', propertyId }))
}

function ask(
  operand: string,
  operator: SingleCondition['operator'],
  ...values: string[]
): SingleCondition {
  return { kind: 'condition', operand, operator, values }
}

async function addRule(
  ctx: Context,
  propertyId: string,
  { name, condition }: { name: string; condition: SingleCondition },
): Promise<void> {
  const role = await ctx.db.query.roles.findFirst({
    where: (one, { and, eq }) =>
      and(eq(one.organizationId, ctx.organizationId), eq(one.basedOn, 'user')),
  })
  const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name })
  const ruleId = await newTestRule(ctx, {
    propertyId,
    name,
    roleId: role?.id ?? '',
    conditions: { match: 'all', conditions: [condition] },
  })
  await ctx.db
    .insert(ruleAccessGroups)
    .values({ organizationId: ctx.organizationId, propertyId, ruleId, accessGroupId })
}

/** A push that renames somebody, each time somebody else, over the service as the route calls it. */
async function openPush(ctx: Context): Promise<() => Promise<number>> {
  const { token } = await createToken(ctx, { lifetime: '1y' })
  const baseUrl = 'https://bench.example/scim/v2'
  const service = new ScimService({ db: ctx.db, baseUrl, now: () => new Date() })
  let pushed = 0
  return async () => {
    const began = performance.now()
    const answer = await service.handle(
      new Request(`${baseUrl}/Users/emp_bench_${(++pushed * 997) % PEOPLE}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
        body: JSON.stringify({
          schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
          Operations: [{ op: 'Replace', path: 'title', value: `Title ${pushed}` }],
        }),
      }),
    )
    if (answer.status !== 200) throw new Error(`a push was answered ${answer.status}`)
    return performance.now() - began
  }
}

function pushUntil(push: () => Promise<number>): {
  stop(): void
  latencies: Promise<number[]>
} {
  let stopped = false
  const run = async () => {
    const latencies: number[] = []
    while (!stopped) latencies.push(await push())
    return latencies
  }
  return {
    latencies: run(),
    stop() {
      stopped = true
    },
  }
}
