import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { scenarios } from './suite'

/**
 * Every number of the lists that the service promises to meet, and where it is met: by a scenario
 * whose name begins with it, or by a named test, where an exchange of messages cannot show it.
 */
const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(2, '0')}`)

const galleryTests = [
  'Create_User',
  'Update_User',
  'Disable_User',
  'Delete_User',
  'User_Update_Manager',
  'Restore_User',
  'POD_User',
  'Create_Group',
  'Update_Group',
  'Group_Update_Add_Member',
  'Group_Update_Remove_Member',
  'POD_Group',
  'Delete_Group',
  'Restore_Group',
  'Schema_Discoverability',
  'SCIM_Null_Update',
  'SCIM_User_Create',
  'SCIM_User_Update',
  'SCIM_Group_Create',
  'SCIM_Group_Update',
  'SCIM_Update_Manager',
  'SCIM_User_Pagination',
  'SCIM_Group_Pagination',
]

const played = [
  ...numbered('14.1-', 25),
  ...numbered('14.2-', 7),
  ...galleryTests.map((name) => `15 ${name}`),
  ...numbered('E', 15),
  'E19',
  'E23',
  'E24',
  'fault: filter ignored and the whole list returned',
  'fault: not (a or b) read as not a or not b',
  'fault: value path met by two different elements',
  'fault: enterprise URN or core URN prefix unknown to filters',
  'fault: "False" stored as true',
  'fault: capitalised group operations silently ignored with 200',
  'fault: Remove with a value array emptying the group',
  'fault: the same member twice',
  'fault: a dotted key stored literally',
  'fault: manager returned as a string',
  'fault: schemas dropped by attributes=',
  'fault: no Location on 201',
  'fault: 409 without scimType',
  'fault: more than 100 members in one POST refused',
  'fault: prototype pollution through a PATCH path',
  'fault: 5,000 brackets overflowing the stack',
]

/** What needs many connections, a clock, a second organisation or the database's own view. */
const tested: Record<string, string> = {
  '15 Validate_Credentials': 'lib/provisioning/token-endpoint.db.test.ts',
  E09: 'lib/provisioning/lifecycle.db.test.ts',
  E16: 'lib/scim/provider.test.ts',
  E17: 'lib/provisioning/races.pg.test.ts',
  E18: 'lib/provisioning/races.pg.test.ts',
  E20: 'lib/provisioning/token-endpoint.db.test.ts',
  E21: 'lib/provisioning/workload-identity.db.test.ts',
  '15 Federated_Identity': 'lib/provisioning/workload-identity.db.test.ts',
  E22: 'lib/provisioning/isolation.db.test.ts',
  E25: 'lib/practice/engine/run-cycle.db.test.ts',
  'fault: check-then-insert races answering 500': 'lib/provisioning/races.pg.test.ts',
  'fault: all rows loaded to count or to page': 'lib/provisioning/statements.db.test.ts',
  'fault: 852 ms for one add to a 2,000-member group': 'lib/provisioning/races.pg.test.ts',
  'fault: ETag compared outside the write': 'lib/provisioning/races.pg.test.ts',
  'fault: an or filter escaping the tenant condition': 'lib/provisioning/filter-sql.db.test.ts',
  'fault: bcrypt on every request': 'lib/integrations/token-format.test.ts',
  'fault: a lost update acknowledged with 200': 'lib/provisioning/races.pg.test.ts',
}

describe('the corpus', () => {
  it('plays a scenario for every number that an exchange of messages can show', () => {
    const missing = played.filter((id) => !scenarios.some(({ name }) => begins(name, id)))
    expect(missing).toEqual([])
  })

  it('has a named test for every number that needs more than messages', () => {
    const missing = Object.entries(tested).filter(
      ([id, file]) => !namesOf(file).some((name) => begins(name, id)),
    )
    expect(missing).toEqual([])
  })

  it('lists the whole of each list', () => {
    const ids = new Set([...played, ...Object.keys(tested)])
    const acceptance = numbered('E', 25).filter((id) => !ids.has(id))
    expect(acceptance, 'E01 to E25').toEqual([])
    expect([...ids].filter((id) => id.startsWith('14.')).length).toBe(25 + 7)
    expect([...ids].filter((id) => id.startsWith('15 ')).length).toBe(25)
    expect([...ids].filter((id) => id.startsWith('fault: ')).length).toBe(23)
  })

  it('names no scenario twice', () => {
    const names = scenarios.map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

/** `E1` does not name `E10`. */
function begins(name: string, id: string): boolean {
  return name === id || (name.startsWith(id) && /^[ :,(]/.test(name.slice(id.length)))
}

/** The names of a file's tests and groups of tests, as they stand in its text. */
function namesOf(file: string): string[] {
  const text = readFileSync(path.join(process.cwd(), file), 'utf8')
  const names = [...text.matchAll(/(?:it|describe)(?:\.each\([\s\S]*?\))?\(\s*(['"`])(.+?)\1,/g)]
  return names.map((match) => match[2] ?? '')
}
