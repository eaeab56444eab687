import type { Json, JsonObject } from '../json'
import { ABSENT, ANY, EMPTY, ENT, GROUP, USER } from './scenario'

/** What a directory is expected to hold: a model in memory that predicts every answer. */
export type TextName = keyof typeof textPaths

/** The attributes that a history changes, and the paths under which Entra maps them. */
export const textPaths = {
  displayName: 'displayName',
  title: 'title',
  nickName: 'nickName',
  givenName: 'name.givenName',
  familyName: 'name.familyName',
  department: `${ENT}:department`,
  employeeNumber: `${ENT}:employeeNumber`,
  workEmail: 'emails[type eq "work"].value',
  mobile: 'phoneNumbers[type eq "mobile"].value',
} as const

export interface Person {
  id: string
  userName: string
  active: boolean
  texts: Partial<Record<TextName, string>>
  manager: string | undefined
}

export interface Group {
  id: string
  displayName: string
  externalId: string
  members: Set<string>
}

export class Model {
  readonly people = new Map<string, Person>()
  readonly groups = new Map<string, Group>()
  /** Names and ids of people who were deleted, who may be hired again. */
  readonly former: { userName: string; id: string }[] = []

  forget(id: string): void {
    this.people.delete(id)
    this.groups.delete(id)
    for (const group of this.groups.values()) group.members.delete(id)
  }
}

/** How a person must be answered; nothing more of these attributes than what was sent. */
export function expectedPerson(person: Person): JsonObject {
  const { texts } = person
  return {
    id: person.id,
    schemas: ANY,
    userName: person.userName,
    active: person.active,
    ...plain(texts, ['displayName', 'title', 'nickName']),
    name: plain(texts, ['givenName', 'familyName']),
    emails: texts.workEmail ? [{ type: 'work', value: texts.workEmail }] : EMPTY,
    phoneNumbers: texts.mobile ? [{ type: 'mobile', value: texts.mobile }] : EMPTY,
    [ENT]: {
      ...plain(texts, ['department', 'employeeNumber']),
      manager: person.manager === undefined ? ABSENT : { value: person.manager },
    },
    meta: { resourceType: 'User', location: ANY },
  }
}

/** The body of a POST as a job sends it (entra-profile.md 6.1). */
export function bodyOfPerson({ userName, active, texts, manager }: Omit<Person, 'id'>): JsonObject {
  const { givenName, familyName, department, employeeNumber, workEmail, mobile, ...top } = texts
  const extension = given({ department, employeeNumber, manager })
  return {
    schemas: [USER, ENT],
    userName,
    active,
    ...given(top),
    ...(givenName || familyName ? { name: given({ givenName, familyName }) } : {}),
    ...(workEmail ? { emails: [{ primary: true, type: 'work', value: workEmail }] } : {}),
    ...(mobile ? { phoneNumbers: [{ type: 'mobile', value: mobile }] } : {}),
    ...(Object.keys(extension).length > 0 ? { [ENT]: extension } : {}),
    roles: [],
  }
}

export function expectedGroup({ id, displayName, externalId, members }: Group): JsonObject {
  const listed: Json[] = [...members].map((value) => ({ value }))
  return {
    id,
    displayName,
    externalId,
    members: listed.length > 0 ? listed : EMPTY,
    meta: { resourceType: 'Group' },
  }
}

export function bodyOfGroup({
  displayName,
  externalId,
}: Pick<Group, 'displayName' | 'externalId'>) {
  return { schemas: [GROUP], displayName, externalId }
}

function plain(texts: Person['texts'], names: readonly TextName[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, texts[name] ?? ABSENT]))
}

function given(texts: Record<string, string | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
