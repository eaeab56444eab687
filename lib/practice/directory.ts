import { and, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { practiceObjects } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'
import { practiceTenantId } from '@/lib/kernel/practice-ids'
import { type Group, groupSchema, type Person, personSchema } from './person'
import { seedGroups, seedPeople } from './seed-people'

/** What the practice directory holds. Its people are laid down when it is first used. */
export interface Directory {
  people: Person[]
  groups: Group[]
}

export async function readDirectory(db: Db): Promise<Directory> {
  const rows = await selectObjects(db)
  const found = rows.length > 0 ? rows : await seed(db)
  const people = found
    .filter((row) => row.kind === 'user')
    .map((row) => ({ ...personSchema.parse(row.document), id: row.id }))
  const groups = found
    .filter((row) => row.kind === 'group')
    .map((row) => ({ ...groupSchema.parse(row.document), id: row.id }))
  return { people: people.sort(byName), groups: groups.sort(byName) }
}

export async function readPerson(db: Db, id: string): Promise<Person> {
  const person = (await readDirectory(db)).people.find((one) => one.id === id)
  if (!person) throw new AppError('not_found', 'The practice directory has no such person.')
  return person
}

export async function readGroup(db: Db, id: string): Promise<Group> {
  const group = (await readDirectory(db)).groups.find((one) => one.id === id)
  if (!group) throw new AppError('not_found', 'The practice directory has no such group.')
  return group
}

export async function savePerson(db: Db, { id, ...document }: Person): Promise<void> {
  await db
    .update(practiceObjects)
    .set({ document: personSchema.parse(document) })
    .where(objectIs('user', id))
}

export async function saveGroup(db: Db, { id, ...document }: Group): Promise<void> {
  await db
    .update(practiceObjects)
    .set({ document: groupSchema.parse(document) })
    .where(objectIs('group', id))
}

/** Purges a person: they are gone here, and the next cycle deletes them at the other end. */
export async function purgePerson(db: Db, id: string): Promise<void> {
  const { groups, people } = await readDirectory(db)
  await db.delete(practiceObjects).where(objectIs('user', id))
  for (const group of groups.filter((one) => one.memberIds.includes(id))) {
    await saveGroup(db, { ...group, memberIds: group.memberIds.filter((one) => one !== id) })
  }
  for (const report of people.filter((one) => one.managerId === id)) {
    await savePerson(db, { ...report, managerId: null })
  }
}

async function selectObjects(db: Db) {
  return db
    .select({
      kind: practiceObjects.kind,
      id: practiceObjects.id,
      document: practiceObjects.document,
    })
    .from(practiceObjects)
    .where(eq(practiceObjects.tenantId, practiceTenantId))
}

async function seed(db: Db) {
  const rows = [
    ...seedPeople.map(({ id, ...document }) => ({ kind: 'user' as const, id, document })),
    ...seedGroups.map(({ id, ...document }) => ({ kind: 'group' as const, id, document })),
  ]
  await db
    .insert(practiceObjects)
    .values(rows.map((row) => ({ tenantId: practiceTenantId, ...row })))
    .onConflictDoNothing()
  return selectObjects(db)
}

function objectIs(kind: 'user' | 'group', id: string) {
  return and(
    eq(practiceObjects.tenantId, practiceTenantId),
    eq(practiceObjects.kind, kind),
    eq(practiceObjects.id, id),
  )
}

function byName(a: { displayName: string }, b: { displayName: string }): number {
  return a.displayName.localeCompare(b.displayName, 'en')
}
