import { and, eq, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { employees } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'
import { resumeKeysAndCards } from './key-deeds/resume-keys-and-cards'
import { reconcile } from './reconcile'
import { shareWithKeptByHand } from './same-person'

/**
 * *Take access away now*: beats every rule until it is lifted (product.md 4.4). Doors end and
 * keys and cards are suspended in this transaction. Throws not_found, or conflict when there is no access to take.
 */
export async function holdEmployee(ctx: Context, input: { employeeId: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx, input.employeeId)
    if (!person.active) throw new AppError('conflict', `${person.name} is deactivated already.`)
    if (person.hold) throw new AppError('conflict', `${person.name} is held already.`)
    await setHold(tx, input.employeeId, { hold: 'by_hand' })
    await reconcile(tx, { kind: 'employees', ids: [input.employeeId] }, [
      {
        kind: 'employee.held',
        data: { name: person.name, reason: 'by_hand' },
        subject: { kind: 'employee', id: input.employeeId },
      },
    ])
  })
}

/**
 * *Give access back*: lifts a hold by hand or settles a conflict as two different people, who from
 * then on share the e-mail; a second account is one no more. The rules decide now, and where they
 * give access the suspended keys and cards are what they were before.
 */
export async function releaseEmployee(ctx: Context, input: { employeeId: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx, input.employeeId)
    if (!person.hold) throw new AppError('conflict', `${person.name} is not held.`)
    await setHold(tx, input.employeeId, {
      hold: null,
      ...(person.hold === 'conflict' && { sharesEmail: true, sameAs: null }),
    })
    if (person.hold === 'conflict') await shareWithKeptByHand(tx, person.emailKey)
    await reconcile(tx, { kind: 'employees', ids: [input.employeeId] }, [
      {
        kind: 'employee.released',
        data: { name: person.name },
        subject: { kind: 'employee', id: input.employeeId },
      },
    ])
    await resumeKeysAndCards(tx, input)
  })
}

/** Two administrators, or one and a push from Entra, take turns. */
async function lockPerson(tx: Context, employeeId: string) {
  const [person] = await tx.db
    .select({
      name: employees.displayName,
      active: employees.active,
      hold: employees.hold,
      emailKey: employees.primaryEmailKey,
    })
    .from(employees)
    .where(and(isPerson(tx, employeeId), isNull(employees.deletedAt)))
    .for('update')
  if (!person) throw new AppError('not_found', 'This person is not in the directory.')
  return person
}

async function setHold(
  tx: Context,
  employeeId: string,
  values: { hold: 'by_hand' | null; sharesEmail?: true; sameAs?: null },
): Promise<void> {
  await tx.db.update(employees).set(values).where(isPerson(tx, employeeId))
}

function isPerson(tx: Context, employeeId: string) {
  return and(eq(employees.organizationId, tx.organizationId), eq(employees.id, employeeId))
}
