import { expect, test } from 'vitest'
import { groupsUnreadableSince, type HeldPermissions, permissionsNow } from './permissions'

const noon = new Date('2026-11-24T12:00:00Z')
const later = new Date('2026-11-24T13:00:00Z')
const all = ['User.Read', 'User.ReadBasic.All', 'GroupMember.Read.All']
const holding = (held: string[]): HeldPermissions => ({ held, lost: [], lostAt: null })

test('a permission that was never granted is not lost', () => {
  const first = permissionsNow(undefined, { granted: ['User.Read'], now: noon })
  expect(first).toEqual({
    grantedScopes: ['User.Read'],
    lostPermissions: [],
    lostPermissionsAt: null,
  })
})

test('what was held and is missing is lost, since the first moment it was missing, until it is back', () => {
  const lost = permissionsNow(holding(all), { granted: all.slice(0, 2), now: noon })
  expect(lost).toMatchObject({
    lostPermissions: ['GroupMember.Read.All'],
    lostPermissionsAt: noon,
  })
  expect(groupsUnreadableSince(lost)).toEqual(noon)

  const before = { held: lost.grantedScopes, lost: lost.lostPermissions, lostAt: noon }
  const still = permissionsNow(before, { granted: all.slice(0, 1), now: later })
  expect(still).toMatchObject({
    lostPermissions: ['User.ReadBasic.All', 'GroupMember.Read.All'],
    lostPermissionsAt: noon,
  })
  const back = permissionsNow(
    { held: still.grantedScopes, lost: still.lostPermissions, lostAt: noon },
    { granted: all, now: later },
  )
  expect(back).toMatchObject({ lostPermissions: [], lostPermissionsAt: null })
  expect(groupsUnreadableSince(back)).toBeUndefined()
})

test('a wider permission of the same family counts as held', () => {
  const now = permissionsNow(holding(all), {
    granted: ['user.read', 'directory.read.all'],
    now: noon,
  })
  expect(now.lostPermissions).toEqual([])
})
