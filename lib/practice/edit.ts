import type { Db } from '@/db/client'
import { purgePerson, readGroup, readPerson, saveGroup, savePerson } from './directory'
import type { PersonEdit } from './person'

/** What the portal does to people and groups: the changes an administrator makes in Microsoft. */
export async function editPerson(db: Db, id: string, edit: PersonEdit): Promise<void> {
  await savePerson(db, { ...(await readPerson(db, id)), ...edit })
}

export type PersonVerb = 'disable' | 'enable' | 'delete' | 'restore' | 'purge'

/** Deleting puts a person into the recycle bin; purging is for good (entra-profile 8). */
export async function changePerson(
  db: Db,
  { id, verb, now }: { id: string; verb: PersonVerb; now: Date },
): Promise<void> {
  if (verb === 'purge') return purgePerson(db, id)
  const person = await readPerson(db, id)
  await savePerson(db, { ...person, ...changes[verb](now) })
}

const changes: Record<
  Exclude<PersonVerb, 'purge'>,
  (now: Date) => { accountEnabled: boolean } | { deletedAt: string | null }
> = {
  disable: () => ({ accountEnabled: false }),
  enable: () => ({ accountEnabled: true }),
  delete: (now) => ({ deletedAt: now.toISOString() }),
  restore: () => ({ deletedAt: null }),
}

export async function changeMember(
  db: Db,
  { groupId, personId, member }: { groupId: string; personId: string; member: boolean },
): Promise<void> {
  const group = await readGroup(db, groupId)
  await readPerson(db, personId)
  const others = group.memberIds.filter((id) => id !== personId)
  await saveGroup(db, { ...group, memberIds: member ? [...others, personId] : others })
}
