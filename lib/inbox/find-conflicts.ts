import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '@/db/context'
import { activity, employees } from '@/db/schema'
import { isConflict, isPresent } from '@/lib/directory/employee-predicates'
import type { Conflict, ConflictSide } from './schemas'

/** Each conflict is its own decision; beyond this many the newest wait their turn. */
const CONFLICTS_MAX = 50
/** More than this many people with one e-mail are another trouble. */
const OTHERS_MAX = 5

/** Who waits because somebody else has the e-mail, each beside whom they may be, the oldest first. */
export async function findConflicts(ctx: Context): Promise<Conflict[]> {
  return readConflicts(ctx, undefined)
}

/** The conflict in which one person waits, for the page of that person. */
export async function findConflictOf(
  ctx: Context,
  { employeeId }: { employeeId: string },
): Promise<Conflict | undefined> {
  const [conflict] = await readConflicts(ctx, employeeId)
  return conflict
}

async function readConflicts(ctx: Context, employeeId: string | undefined): Promise<Conflict[]> {
  const rows = await ctx.db
    .select({ ...sideColumns, since: heldSince() })
    .from(employees)
    .where(
      and(
        eq(employees.organizationId, ctx.organizationId),
        isConflict(),
        employeeId === undefined ? undefined : eq(employees.id, employeeId),
      ),
    )
    .orderBy(asc(employees.createdAt), asc(employees.id))
    .limit(CONFLICTS_MAX)
  const others = await readOthers(ctx, rows)
  return rows.map((row) => {
    const beside = others.filter((other) => mayBeTheSame(row, other)).slice(0, OTHERS_MAX)
    const ended = beside.find((other) => other.id === row.sameAs)
    return {
      since: ended?.endedAt ?? row.since,
      person: sideOf(row),
      others: beside.map(sideOf),
    }
  })
}

const sideColumns = {
  id: employees.id,
  name: employees.displayName,
  source: employees.source,
  userName: employees.userName,
  email: employees.primaryEmail,
  emailKey: employees.primaryEmailKey,
  title: employees.title,
  department: employees.department,
  phone: employees.phone,
  employeeNumber: employees.employeeNumber,
  createdAt: employees.createdAt,
  endedAt: employees.deactivatedAt,
  present: isPresent(),
  sameAs: employees.sameAs,
}

type SideRow = Omit<ConflictSide, 'ended'> & {
  emailKey: string | null
  endedAt: Date | null
  present: boolean
  sameAs: string | null
}

/** A conflict may begin long after the person came: with another e-mail, or by being activated. */
function heldSince() {
  const held = alias(activity, 'held')
  return sql<Date>`coalesce((
    select ${held.at} from ${activity} as "held"
    where ${and(
      eq(held.organizationId, employees.organizationId),
      eq(held.subjectId, employees.id),
      eq(held.kind, 'employee.held'),
    )}
    order by ${desc(held.at)} limit 1
  ), ${employees.createdAt})`.mapWith(employees.createdAt)
}

/** Whoever is here with one of the e-mails, and the first accounts of those who are a second one. */
async function readOthers(ctx: Context, rows: SideRow[]): Promise<SideRow[]> {
  const emailKeys = rows.flatMap((row) => row.emailKey ?? [])
  const firsts = rows.flatMap((row) => row.sameAs ?? [])
  if (rows.length === 0) return []
  return ctx.db
    .select(sideColumns)
    .from(employees)
    .where(
      and(
        eq(employees.organizationId, ctx.organizationId),
        isNull(employees.sameAs),
        or(
          and(
            emailKeys.length > 0 ? inArray(employees.primaryEmailKey, emailKeys) : sql`false`,
            isPresent(),
            or(eq(employees.source, 'local'), sql`${employees.hold} is distinct from 'conflict'`),
          ),
          firsts.length > 0 ? inArray(employees.id, firsts) : undefined,
        ),
      ),
    )
    .orderBy(asc(employees.createdAt), asc(employees.id))
    .limit(CONFLICTS_MAX * OTHERS_MAX)
}

/** Two who are kept by hand are nobody's conflict. */
function mayBeTheSame(person: SideRow, other: SideRow): boolean {
  if (person.id === other.id) return false
  if (other.id === person.sameAs) return true
  const isOneInEntra = person.source === 'entra' || other.source === 'entra'
  return other.present && isOneInEntra && other.emailKey === person.emailKey
}

function sideOf({ emailKey, endedAt, present, sameAs, ...side }: SideRow): ConflictSide {
  return { ...side, ended: !present }
}
