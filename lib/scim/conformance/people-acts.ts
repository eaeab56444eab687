import { changeActive, changeManager, changeTexts } from './dialects'
import { bodyOfPerson, expectedPerson, type Person, type TextName, textPaths } from './model'
import { get } from './scenario'
import { filterText, finds, type Storyteller, UNUSED_ID } from './storyteller'

const textNames = Object.keys(textPaths) as TextName[]
const PAGE_SIZE = 5

/** What happens to people, each act with the answers it must lead to (entra-profile.md 4 to 8). */
export const peopleActs = {
  async probe(teller: Storyteller) {
    await teller.ask(finds('Users', `userName eq "${crypto.randomUUID()}"`))
    await teller.ask(finds('Groups', `displayName eq "${crypto.randomUUID()}"`))
  },

  async hire(teller: Storyteller) {
    await hire(teller, teller.freshUserName())
  },

  async rehire(teller: Storyteller) {
    const { former } = teller.model
    const [one] = former.splice(teller.random.below(former.length), 1)
    if (!one) return
    const id = await hire(teller, one.userName)
    if (id === one.id) throw teller.differs('another id than that of the user who was deleted')
    await teller.ask({ method: 'GET', path: `/Users/${one.id}`, expect: { status: 404 } })
  },

  async match(teller: Storyteller) {
    const one = teller.somebody()
    const filter = `userName eq "${one.userName.toUpperCase()}"`
    await teller.ask(finds('Users', filter, { answers: [expectedPerson(one)] }))
  },

  async double(teller: Storyteller) {
    const { userName } = teller.somebody()
    await teller.ask({
      method: 'POST',
      path: '/Users',
      body: bodyOfPerson({ userName, active: true, texts: {}, manager: undefined }),
      expect: { status: 409, body: { scimType: 'uniqueness', status: '409' } },
    })
  },

  async change(teller: Storyteller) {
    const one = teller.somebody()
    const names = teller.random.some(textNames)
    const changes = names.map((name) => [name, teller.text(name)] as const)
    await teller.changePerson(one, (dialect) => changeTexts(dialect, changes))
    for (const [name, value] of changes) {
      if (value === undefined) delete one.texts[name]
      else one.texts[name] = value
    }
    await teller.look(one)
  },

  async rename(teller: Storyteller) {
    const one = teller.somebody()
    const before = one.userName
    const userName = teller.freshUserName()
    await teller.changePerson(one, (dialect) =>
      dialect === 'flag'
        ? [{ op: 'replace', value: { userName } }]
        : [{ op: 'Replace', path: 'userName', value: userName }],
    )
    one.userName = userName
    await teller.ask(finds('Users', `userName eq "${before}"`))
    await teller.look(one)
  },

  async switch(teller: Storyteller) {
    const one = teller.somebody()
    await teller.changePerson(one, (dialect) => changeActive(dialect, !one.active))
    one.active = !one.active
    await teller.look(one)
  },

  async promote(teller: Storyteller) {
    const one = teller.somebody()
    const boss = teller.random.chance(70) ? teller.somebody().id : undefined
    await teller.changePerson(one, (dialect) => changeManager(dialect, boss))
    one.manager = boss
    await teller.look(one)
    const filter = `id eq "${one.id}" and manager eq "${boss ?? UNUSED_ID}"`
    const answers = boss === undefined ? [] : [{ id: one.id }]
    await teller.ask(finds('Users', filter, { onlyIds: true, answers }))
  },

  async dismiss(teller: Storyteller) {
    const { id, userName } = teller.somebody()
    await teller.ask({ method: 'DELETE', path: `/Users/${id}`, expect: { status: 204 } })
    const { model } = teller
    const groups = [...model.groups.values()].filter((group) => group.members.has(id))
    model.forget(id)
    model.former.push({ id, userName })
    await teller.ask({ method: 'GET', path: `/Users/${id}`, expect: { status: 404 } })
    await teller.ask({ method: 'DELETE', path: `/Users/${id}`, expect: { status: 404 } })
    await teller.ask(finds('Users', `userName eq "${userName}"`))
    for (const group of groups) await teller.lookAt(group)
  },

  async page(teller: Storyteller) {
    const total = teller.model.people.size
    const first = 1 + teller.random.below(total)
    const path = `/Users?filter=${filterText(`userName co ".${teller.run}@conformance"`)}`
    const seen: unknown[] = []
    for (let startIndex = first; startIndex <= total; startIndex += PAGE_SIZE) {
      const itemsPerPage = Math.min(PAGE_SIZE, total - startIndex + 1)
      const { Resources } = await teller.ask(
        get(`${path}&startIndex=${startIndex}&count=${PAGE_SIZE}`, {
          totalResults: total,
          startIndex,
          itemsPerPage,
          Resources: Array.from({ length: itemsPerPage }, () => ({ schemas: '<any>' })),
        }),
      )
      seen.push(...(Resources as { id: string }[]).map(({ id }) => id))
    }
    if (new Set(seen).size !== seen.length) throw teller.differs('nobody to stand on two pages')
  },
}

/** Matched first, as the engine does, then made; answers the new id. */
async function hire(teller: Storyteller, userName: string): Promise<string> {
  await teller.ask(finds('Users', `userName eq "${userName}"`))
  const texts: Person['texts'] = {}
  for (const name of teller.random.some(textNames)) {
    const text = teller.text(name)
    if (text !== undefined) texts[name] = text
  }
  const person = { userName, active: true, texts, manager: undefined }
  const id = await teller.make({
    method: 'POST',
    path: '/Users',
    body: bodyOfPerson(person),
    expect: { status: 201, headers: { location: /\/Users\// }, body: { userName, active: true } },
  })
  const hired = { ...person, id }
  teller.model.people.set(hired.id, hired)
  await teller.look(hired)
  return hired.id
}
