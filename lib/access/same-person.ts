import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { employees } from '@/db/schema'
import type { ActivityEntry } from '@/lib/activity/record'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { resumeKeysAndCards } from './key-deeds/resume-keys-and-cards'
import { reconcile } from './reconcile'
import type { SamePersonInput } from './schemas'

type Person = Awaited<ReturnType<typeof lockBoth>>['person']

/**
 * *Same person*: settles a conflict (docs/decisions/015). A second Entra account stays stored, so
 * that SCIM goes on answering for it, and stays held: it gives nothing as long as the first is there,
 * and comes back to the inbox afterwards. A record kept by hand ends, and the account goes on alone.
 * Throws not_found, or conflict where there is nothing to settle between the two.
 */
export async function settleAsSamePerson(ctx: Context, input: SamePersonInput): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { person, other } = await lockBoth(tx, input)
    refuseUnsettled(person, other)
    if (person.source === 'local') return endRecord(tx, { record: person, account: other })
    if (other.source === 'local') return endRecord(tx, { record: other, account: person })
    await setPerson(tx, person.id, { sameAs: other.id })
    await recordActivity(tx, [
      {
        kind: 'employee.second_account',
        data: { name: person.name, other: other.name },
        subject: { kind: 'employee', id: person.id },
      },
    ])
  })
}

/** Both in the order of their ids, so that two administrators take turns. */
async function lockBoth(tx: Context, { employeeId, otherId }: SamePersonInput) {
  const rows = await tx.db
    .select({
      id: employees.id,
      name: employees.displayName,
      source: employees.source,
      emailKey: employees.primaryEmailKey,
      active: employees.active,
      hold: employees.hold,
      sameAs: employees.sameAs,
    })
    .from(employees)
    .where(
      and(
        eq(employees.organizationId, tx.organizationId),
        inArray(employees.id, [employeeId, otherId]),
        isNull(employees.deletedAt),
      ),
    )
    .orderBy(employees.id)
    .for('update')
  const person = rows.find((row) => row.id === employeeId)
  const other = rows.find((row) => row.id === otherId)
  if (!person || !other || person === other) {
    throw new AppError('not_found', 'These two are not in the directory any more.')
  }
  return { person, other }
}

function refuseUnsettled(person: Person, other: Person): void {
  const waits = person.hold === 'conflict' && person.active && !person.sameAs
  const shares = person.emailKey !== null && person.emailKey === other.emailKey
  if (!waits || !shares || !other.active || other.sameAs) {
    throw new AppError('conflict', 'There is nothing to decide between these two any more.')
  }
  const isOneOfThem = person.source === 'entra' || other.source === 'entra'
  if (!isOneOfThem || (other.hold === 'conflict' && other.source === 'entra')) {
    throw new AppError('conflict', `${other.name} waits for a decision as well. Decide that first.`)
  }
}

/**
 * The record leaves the directory: its doors and keys end, its history stays. An account that waited
 * because of it is free, unless another account has the e-mail; whoever else is kept by hand with
 * the e-mail is somebody else from then on.
 */
async function endRecord(
  tx: Context,
  { record, account }: { record: Person; account: Person },
): Promise<void> {
  await setPerson(tx, record.id, {
    active: false,
    hold: null,
    sameAs: account.id,
    deletedAt: tx.now,
    deactivatedAt: tx.now,
    lastModifiedAt: tx.now,
  })
  const freed = account.hold === 'conflict' && !(await hasTwin(tx, account))
  if (freed) {
    await setPerson(tx, account.id, { hold: null })
    await shareWithKeptByHand(tx, account.emailKey)
  }
  const data = { name: record.name, other: account.name }
  const entries = [record, account].map(
    ({ id }): ActivityEntry => ({
      kind: 'employee.joined',
      data,
      subject: { kind: 'employee', id },
    }),
  )
  if (freed) {
    const subject = { kind: 'employee', id: account.id } as const
    entries.push({ kind: 'employee.released', data: { name: account.name }, subject })
  }
  await reconcile(tx, { kind: 'employees', ids: [record.id, account.id] }, entries)
  if (freed) await resumeKeysAndCards(tx, { employeeId: account.id })
}

/** Another active account holds the e-mail. */
async function hasTwin(tx: Context, account: Person): Promise<boolean> {
  const twins = await tx.db.$count(
    employees,
    and(
      eq(employees.organizationId, tx.organizationId),
      sql`${employees.primaryEmailKey} = ${account.emailKey}`,
      ne(employees.id, account.id),
      eq(employees.source, 'entra'),
      employees.active,
      isNull(employees.deletedAt),
      sql`${employees.hold} is distinct from 'conflict'`,
    ),
  )
  return twins > 0
}

/** People kept by hand with this e-mail were told apart from whoever has it in Entra. */
export async function shareWithKeptByHand(tx: Context, emailKey: string | null): Promise<void> {
  if (!emailKey) return
  await tx.db
    .update(employees)
    .set({ sharesEmail: true })
    .where(
      and(
        eq(employees.organizationId, tx.organizationId),
        eq(employees.primaryEmailKey, emailKey),
        eq(employees.source, 'local'),
        isNull(employees.deletedAt),
      ),
    )
}

async function setPerson(
  tx: Context,
  id: string,
  values: Partial<typeof employees.$inferInsert>,
): Promise<void> {
  await tx.db
    .update(employees)
    .set(values)
    .where(and(eq(employees.organizationId, tx.organizationId), eq(employees.id, id)))
}
