import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, requestBodies } from '@/db/schema'
import { Statement, type StatementPart, type Values } from '@/db/statement'
import { newId } from '@/lib/kernel/ids'
import { type ActivityData, type ActivityKind, lensOf } from './kinds'

export type ActivityEntry = {
  [K in ActivityKind]: {
    kind: K
    data: ActivityData[K]
    subject?: { kind: 'employee' | 'group' | 'rule' | 'token' | 'place' | 'controller'; id: string }
    propertyId?: string
    /** What the request carried, without its secrets. */
    body?: string
  }
}[ActivityKind]

interface Beside {
  /** Writing statements that travel with it: each round trip to the database costs as much as the work. */
  along?: StatementPart[]
  /** Told after each statement how many entries are written so far, and waited for. */
  onWritten?: (entries: number) => Promise<void>
}

/**
 * Writes entries in the caller's transaction, in one statement for some thousands. What they
 * tell of and the entries themselves are committed together or not at all: where the transaction
 * has an end to wait for, they are sent with it.
 */
export async function recordActivity(
  ctx: Context,
  entries: ActivityEntry[],
  { along = [], onWritten }: Beside = {},
): Promise<void> {
  if (entries.length + along.length === 0) return
  const rows = entries.map((entry) => ({
    // Entries of one moment are read back in the order in which they are told here.
    id: newId('activity', ctx.now),
    lens: lensOf(entry.kind),
    kind: entry.kind,
    subject_kind: entry.subject?.kind,
    subject_id: entry.subject?.id,
    property_id: entry.propertyId,
    data: entry.data,
  }))
  const isOne = rows.length <= ENTRIES_PER_STATEMENT
  for (let from = 0; from === 0 || from < rows.length; from += ENTRIES_PER_STATEMENT) {
    const parts = from === 0 ? [...keepBody(ctx, entries), ...along] : []
    const values = valuesOf(ctx, rows.slice(from, from + ENTRIES_PER_STATEMENT), parts)
    if (isOne && ctx.atEnd) ctx.atEnd(statementWith(parts), values)
    else await statementWith(parts).run(ctx.db, values)
    await onWritten?.(Math.min(from + ENTRIES_PER_STATEMENT, rows.length))
  }
}

/**
 * A rule that is published tells of everybody at once. More entries than these are written in
 * turns, so that the server answers others between them.
 */
const ENTRIES_PER_STATEMENT = 5_000

/** One value for the whole list, however long. */
function valuesOf(ctx: Context, rows: object[], parts: StatementPart[]): Values {
  const values = {
    organizationId: ctx.organizationId,
    now: ctx.now.toISOString(),
    actor: JSON.stringify(ctx.actor),
    requestId: ctx.requestId ?? null,
    entries: JSON.stringify(rows),
  }
  return Object.assign(values, ...parts.map((part) => part.values))
}

/** By what travels along: a request's body or not, messages or not. */
const statements = new Map<string, Statement<never>>()

function statementWith(parts: StatementPart[]): Statement<never> {
  const name = ['record_activity', ...parts.map((part) => part.name)].join('_')
  const known = statements.get(name)
  if (known) return known
  const statement = new Statement<never>(() => insertWith(parts), name)
  statements.set(name, statement)
  return statement
}

function insertWith(parts: StatementPart[]): SQL {
  const named = parts.map(({ name, build }) => sql`${sql.identifier(name)} as (${build()})`)
  return sql`
    ${named.length === 0 ? sql`` : sql`with ${sql.join(named, sql`, `)}`}
    insert into ${activity} (organization_id, id, at, lens, kind, actor, subject_kind, subject_id, property_id, request_id, data)
    select ${sql.placeholder('organizationId')}, id, ${sql.placeholder('now')}::timestamptz, lens, kind,
      ${sql.placeholder('actor')}::jsonb, subject_kind, subject_id, property_id, ${sql.placeholder('requestId')}, data
    from jsonb_to_recordset(${sql.placeholder('entries')}::jsonb) as e (
      id text, lens text, kind text, subject_kind text, subject_id text, property_id text, data jsonb)`
}

function keepBody(ctx: Context, entries: ActivityEntry[]): StatementPart[] {
  const sent = entries.find((entry) => entry.body !== undefined)?.body
  if (sent === undefined || ctx.requestId === undefined) return []
  return [{ name: 'body', build: insertBody, values: { sent } }]
}

const insertBody = () => sql`
  insert into ${requestBodies} (organization_id, request_id, at, sent)
  values (${sql.placeholder('organizationId')}, ${sql.placeholder('requestId')}, ${sql.placeholder('now')}::timestamptz, ${sql.placeholder('sent')})
  on conflict (organization_id, request_id) do nothing`
