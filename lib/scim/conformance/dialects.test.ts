import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../json'
import { createMemoryStores } from '../memory-store'
import {
  addMembers,
  changeActive,
  changeManager,
  changeTexts,
  type Dialect,
  dialects,
  removeMembers,
  type TextChanges,
} from './dialects'
import { memorySend } from './memory-send'
import { type TextName, textPaths } from './model'

/** A client of a server of its own, with people and a group whose ids have names. */
async function newServer() {
  const send = memorySend(createMemoryStores())
  const ask = async (method: string, path: string, body?: JsonObject) => {
    const sent = body === undefined ? undefined : JSON.stringify(body)
    const answer = await send({ method, path, headers: {}, body: sent })
    const json = (answer.body === '' ? {} : JSON.parse(answer.body)) as JsonObject
    return { status: answer.status, body: json }
  }
  const make = async (path: string, body: JsonObject) =>
    String((await ask('POST', path, body)).body.id)
  const people: string[] = []
  for (const userName of ['ann', 'ben', 'eve', 'kim'])
    people.push(await make('/Users', { userName }))
  const group = await make('/Groups', { displayName: 'G' })
  const nameOf = (id: Json | undefined) => `p${people.indexOf(String(id))}`
  return { ask, people, group, nameOf }
}

type Server = Awaited<ReturnType<typeof newServer>>
type Change =
  | { kind: 'texts'; changes: TextChanges }
  | { kind: 'active'; active: boolean }
  | { kind: 'manager'; boss: number | undefined }
  | { kind: 'join' | 'part'; who: number[] }

const someone = fc.nat({ max: 3 })
const word = fc.constantFrom('A', ' b c ', 'é', 'x@Y.example', "O'1", undefined)
const change: fc.Arbitrary<Change> = fc.oneof(
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...(Object.keys(textPaths) as TextName[])), word), {
      selector: ([name]) => name,
      minLength: 1,
    })
    .map((changes) => ({ kind: 'texts' as const, changes })),
  fc.boolean().map((active) => ({ kind: 'active' as const, active })),
  fc.option(someone, { nil: undefined }).map((boss) => ({ kind: 'manager' as const, boss })),
  fc
    .tuple(
      fc.constantFrom('join' as const, 'part' as const),
      fc.uniqueArray(someone, { minLength: 1 }),
    )
    .map(([kind, who]) => ({ kind, who })),
)
const sequence = fc.array(change, { minLength: 1, maxLength: 8 })

function inWords(dialect: Dialect, one: Change, { people }: Server): Json[] {
  const id = (index: number) => people[index] ?? ''
  switch (one.kind) {
    case 'texts':
      return changeTexts(dialect, one.changes)
    case 'active':
      return changeActive(dialect, one.active)
    case 'manager':
      return changeManager(dialect, one.boss === undefined ? undefined : id(one.boss))
    case 'join':
      return addMembers(dialect, one.who.map(id))
    case 'part':
      return removeMembers(dialect, one.who.map(id))
  }
}

/** The state after a sequence, with names in place of ids, and without times and versions. */
async function stateAfter(all: readonly Change[], dialectOf: (index: number) => Dialect) {
  const server = await newServer()
  const { ask, people, group, nameOf } = server
  for (const [index, one] of all.entries()) {
    const path =
      one.kind === 'join' || one.kind === 'part' ? `/Groups/${group}` : `/Users/${people[0]}`
    const { status } = await ask('PATCH', path, {
      Operations: inWords(dialectOf(index), one, server),
    })
    expect([200, 204], JSON.stringify(one)).toContain(status)
  }
  const person = (await ask('GET', `/Users/${people[0]}`)).body
  const { members } = (await ask('GET', `/Groups/${group}`)).body
  const text = JSON.stringify({ ...person, id: null, meta: null, groups: null })
  return {
    person: JSON.parse(text.replaceAll(/[0-9a-f-]{36}/g, (id) => nameOf(id))) as unknown,
    members: (members as { value: string }[]).map(({ value }) => nameOf(value)).sort(),
  }
}

describe('a sequence of changes', () => {
  it('ends in one dialect as in every other, and as in a mixture of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        sequence,
        fc.infiniteStream(fc.constantFrom(...dialects)),
        async (all, any) => {
          const expected = await stateAfter(all, () => 'legacy')
          for (const dialect of dialects) {
            expect({ dialect, ...(await stateAfter(all, () => dialect)) }).toEqual({
              dialect,
              ...expected,
            })
          }
          expect(await stateAfter(all, () => any.next().value ?? 'flag')).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)
})

describe('a story that once told a fault', () => {
  // Kept from servers and drafts: a value set and cleared, a member who comes and goes.
  const story: Change[] = [
    { kind: 'texts', changes: [['workEmail', 'x@Y.example']] },
    { kind: 'texts', changes: [['workEmail', undefined]] },
    { kind: 'join', who: [0, 1, 2] },
    { kind: 'part', who: [1, 3] },
    { kind: 'manager', boss: 0 },
    { kind: 'manager', boss: undefined },
    { kind: 'active', active: false },
  ]
  it.each(dialects)('ends as it should in the dialect %s', async (dialect) => {
    const { person, members } = await stateAfter(story, () => dialect)
    expect(members).toEqual(['p0', 'p2'])
    expect(person).toMatchObject({ userName: 'ann', active: false })
    expect(JSON.stringify(person)).not.toMatch(/emails|manager/)
  })
})

describe('a PATCH that is refused', () => {
  const good: Json[] = [
    { op: 'replace', path: 'title', value: 'New' },
    { op: 'Replace', path: 'active', value: 'False' },
    { op: 'add', value: { nickName: 'N', 'name.givenName': 'G' } },
    { op: 'add', path: 'emails[type eq "work"].value', value: 'new@x' },
  ]
  const bad: Json[] = [
    { op: 'replace', path: 'active', value: 'maybe' },
    { op: 'replace', path: 'userName', value: 'BEN' },
    { op: 'remove' },
    { op: 'replace', path: 'id', value: 'x' },
    { op: 'add', path: '__proto__.title', value: 'x' },
    { op: 'add', path: 'emails[type eq', value: 'x' },
    { op: 'jump', path: 'title' },
  ]
  const withOneBad = fc
    .tuple(fc.subarray(good), fc.constantFrom(...bad), fc.subarray(good))
    .map(([before, one, after]) => [...before, one, ...after])

  it('leaves a user as it was, its version too, wherever the fault stands', async () => {
    const { ask, people } = await newServer()
    const before = (await ask('GET', `/Users/${people[0]}`)).body
    await fc.assert(
      fc.asyncProperty(withOneBad, async (Operations) => {
        const { status } = await ask('PATCH', `/Users/${people[0]}`, { Operations })
        expect(status).toBeGreaterThanOrEqual(400)
        expect(status).toBeLessThan(500)
        expect((await ask('GET', `/Users/${people[0]}`)).body).toEqual(before)
      }),
    )
  })

  it('leaves a group and its members as they were', async () => {
    const { ask, people, group } = await newServer()
    const path = `/Groups/${group}`
    await ask('PATCH', path, { Operations: addMembers('flag', people.slice(0, 2)) })
    const before = (await ask('GET', path)).body
    const members = (op: string, ids: string[]) => ({
      op,
      path: 'members',
      value: ids.map((value) => ({ value })),
    })
    const fine: Json[] = [
      members('Add', people),
      members('Remove', people),
      members('replace', people.slice(3)),
      { op: 'replace', value: { displayName: 'Renamed' } },
    ]
    const wrong: Json[] = [
      { op: 'remove', path: 'members[value xx "a"]' },
      { op: 'replace', path: 'displayName', value: { a: 1 } },
      { op: 'replace', path: 'id', value: 'x' },
      { op: 'add', path: 'constructor', value: 'x' },
    ]
    const mixed = fc
      .tuple(fc.subarray(fine), fc.constantFrom(...wrong), fc.subarray(fine))
      .map(([first, one, rest]) => [...first, one, ...rest])
    await fc.assert(
      fc.asyncProperty(mixed, async (Operations) => {
        expect((await ask('PATCH', path, { Operations })).status).toBe(400)
        expect((await ask('GET', path)).body).toEqual(before)
      }),
    )
  })
})
