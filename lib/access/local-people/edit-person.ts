import { and, eq, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { employees } from '@/db/schema'
import type { ActivityEntry } from '@/lib/activity/record'
import { detailWords } from '@/lib/kernel/editable-details'
import { AppError } from '@/lib/kernel/errors'
import { type PlannedChange, planEdit, type TypedForm } from '@/lib/kernel/plan-edit'
import { followAddress } from '../key-deeds/follow-address'
import { type AccessOutcome, reconcile } from '../reconcile'
import type { EditedPerson } from '../schemas'
import { findAddressHolder } from './address-holder'
import { type LocalField, type LocalValues, localColumns, localFields } from './local-columns'

export interface EditPersonInput extends TypedForm<LocalField> {
  employeeId: string
  /** The effect on access that the administrator has agreed to; none when nothing was told yet. */
  agreed?: AccessOutcome | undefined
}

/**
 * Changes what Sequr alone knows of a person; the rules decide at once. An edit that would give or
 * take access changes nothing and answers with what it would do, until the administrator has agreed
 * to exactly that. Throws sign_in_again where it takes access and `mayTake` is false.
 */
export async function editPerson(
  ctx: Context,
  input: EditPersonInput,
  { mayTake }: { mayTake: boolean },
): Promise<EditedPerson> {
  try {
    return await withTransaction(ctx, (tx) => editInside(tx, input, mayTake))
  } catch (error) {
    if (error instanceof NotAgreed) return { kind: 'asks', effect: error.effect }
    throw error
  }
}

async function editInside(
  tx: Context,
  { employeeId, agreed, ...form }: EditPersonInput,
  mayTake: boolean,
): Promise<EditedPerson> {
  const person = await lockLocal(tx, employeeId)
  const { changes, clashes } = planEdit(localFields, person, form)
  if (clashes.length > 0) return { kind: 'clash', clashes }
  if (changes.length === 0) return { kind: 'saved' }
  const values = valuesAfter(person, changes)
  const holder = await findAddressHolder(tx, { email: values.primaryEmail, except: employeeId })
  if (holder) return { kind: 'taken', holder }
  await tx.db
    .update(employees)
    .set({ ...localColumns(values), lastModifiedAt: tx.now })
    .where(isPerson(tx, employeeId))
  const newlyReachable = !person.primaryEmail && values.primaryEmail ? [employeeId] : []
  const scope = { kind: 'employees', ids: [employeeId], newlyReachable } as const
  // Whoever agreed to the effect has decided already what the guard would ask.
  const effect = await reconcile(tx, scope, [editedEntry(employeeId, values, changes)], {
    guarded: false,
  })
  if (!isAgreed(effect, agreed)) throw new NotAgreed(effect)
  const takes = effect.taken + effect.keysRevoked > 0
  if (takes && !mayTake) throw new AppError('sign_in_again', SIGN_IN_AGAIN)
  const after = values.primaryEmail
  await followAddress(tx, { employeeId, before: person.primaryEmail, after })
  return { kind: 'saved' }
}

const SIGN_IN_AGAIN = 'Nothing was changed. Sign in again to take access away.'

/** Undoes the transaction in which the effect was found out. */
class NotAgreed extends Error {
  constructor(readonly effect: AccessOutcome) {
    super('The effect of an edit has to be agreed to.')
  }
}

function isAgreed(effect: AccessOutcome, agreed: AccessOutcome | undefined): boolean {
  const names = Object.keys(effect) as (keyof AccessOutcome)[]
  return names.every((name) => effect[name] === (agreed?.[name] ?? 0))
}

/** Two administrators, or one and a push that adopts the person, take turns. */
async function lockLocal(tx: Context, employeeId: string) {
  const [person] = await tx.db
    .select()
    .from(employees)
    .where(and(isPerson(tx, employeeId), isNull(employees.deletedAt)))
    .for('no key update')
  if (!person) throw new AppError('not_found', 'This person is not in the directory any more.')
  if (person.source !== 'local') {
    throw new AppError('conflict', 'Entra sends this person by now. Open the page again.')
  }
  return person
}

function valuesAfter(
  person: LocalValues,
  changes: readonly PlannedChange<LocalField>[],
): LocalValues {
  const after = Object.fromEntries(changes.map((change) => [change.field, change.after]))
  return Object.assign({ ...person }, after)
}

function editedEntry(
  employeeId: string,
  { displayName }: LocalValues,
  changes: readonly PlannedChange<LocalField>[],
): ActivityEntry {
  const told = changes.map((change) => ({
    ...change,
    field: change.field === 'primaryEmail' ? 'primary e-mail' : detailWords[change.field],
  }))
  return {
    kind: 'employee.details_edited',
    data: { name: displayName, changes: told },
    subject: { kind: 'employee', id: employeeId },
  }
}

function isPerson(ctx: Context, employeeId: string) {
  return and(eq(employees.organizationId, ctx.organizationId), eq(employees.id, employeeId))
}
