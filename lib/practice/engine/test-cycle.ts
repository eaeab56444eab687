import type { Directory } from '../directory'
import type { Person } from '../person'
import type { Links } from './job'
import type { Dialect } from './operations'
import { type Attempt, syncDirectory } from './run-cycle'
import { ScimClient } from './scim-client'
import { ScimFailure } from './scim-failure'
import type { Sync, Tally } from './sync'

/** For tests: the engine without its own tables, so that several can push the same directory. */
export interface TestEngine {
  links: Links
  /** `onWork` hears after each object how many were worked through. */
  cycle(directory: Directory, onWork?: (done: number) => void): Promise<TestRun>
}

export interface TestRun {
  tally: Tally
  failures: ScimFailure[]
  writes: number
}

export function createTestEngine(
  base: () => string,
  { token, dialect }: { token: string; dialect: Dialect },
): TestEngine {
  const links: Links = { users: {}, groups: {} }
  return {
    links,
    async cycle(directory, onWork = () => {}) {
      const client = new ScimClient({ base: base(), query: [] }, { read: async () => token })
      const tally: Tally = { created: 0, updated: 0, disabled: 0, deleted: 0, memberships: 0 }
      const sync: Sync = { client, links, dialect, tally }
      const failures: ScimFailure[] = []
      const note = (error: unknown) => {
        if (!(error instanceof ScimFailure)) throw error
        failures.push(error)
      }
      let done = 0
      const attempt: Attempt = async (_, work) => {
        await work().catch(note)
        onWork(++done)
      }
      await syncDirectory(sync, directory, attempt).catch(note)
      const { POST, PATCH, DELETE } = client.counts
      return { tally, failures, writes: POST + PATCH + DELETE }
    },
  }
}

const DEPARTMENTS = ['Engineering', 'Sales', 'Facilities', 'Finance']

/** A directory of that many people, a group a department, and a manager for all but the first. */
export function testDirectory(count: number): Directory {
  const people = Array.from({ length: count }, (_, index) => testPerson(index))
  return {
    people,
    groups: DEPARTMENTS.map((department) => ({
      id: `group-${department}`,
      displayName: department,
      assigned: true,
      memberIds: people.filter((one) => one.department === department).map((one) => one.id),
    })),
  }
}

function testPerson(index: number): Person {
  const account = `person${index}`
  return {
    id: `person-${index}`,
    userPrincipalName: `${account}@contoso.example`,
    displayName: `Person ${index}`,
    givenName: 'Person',
    surname: String(index),
    jobTitle: 'Clerk',
    department: DEPARTMENTS[index % DEPARTMENTS.length] ?? '',
    employeeType: '',
    employeeId: String(index).padStart(6, '0'),
    mail: `${account}@contoso.example`,
    mailNickname: account,
    preferredLanguage: 'en-US',
    officeLocation: '',
    streetAddress: '',
    city: '',
    state: '',
    postalCode: '',
    country: 'US',
    businessPhone: '',
    mobilePhone: '',
    managerId: index === 0 ? null : 'person-0',
    role: null,
    accountEnabled: true,
    assigned: true,
    deletedAt: null,
  }
}
