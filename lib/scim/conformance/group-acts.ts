import { addMembers, removeMembers } from './dialects'
import { bodyOfGroup } from './model'
import { finds, type Storyteller, UNUSED_ID } from './storyteller'

const JOINING_MAX = 8

/** What happens to groups, each act with the answers it must lead to (entra-profile.md 7.9). */
export const groupActs = {
  async found(teller: Storyteller) {
    const displayName = teller.freshGroupName()
    const externalId = crypto.randomUUID()
    await teller.ask(finds('Groups', `displayName eq "${displayName}"`))
    const id = await teller.make({
      method: 'POST',
      path: '/Groups',
      body: bodyOfGroup({ displayName, externalId }),
      expect: { status: 201, body: { displayName, externalId } },
    })
    const group = { id, displayName, externalId, members: new Set<string>() }
    teller.model.groups.set(group.id, group)
    await teller.lookAt(group)
  },

  async retitle(teller: Storyteller) {
    const group = teller.anyGroup()
    const displayName = teller.freshGroupName()
    await teller.changeGroup(group, (dialect) =>
      dialect === 'flag'
        ? [{ op: 'replace', value: { displayName } }]
        : [{ op: 'Replace', path: 'displayName', value: displayName }],
    )
    group.displayName = displayName
    await teller.lookAt(group)
  },

  async join(teller: Storyteller) {
    const group = teller.anyGroup()
    const ids = teller.random.some([...teller.model.people.keys()]).slice(0, JOINING_MAX)
    await teller.changeGroup(group, (dialect) => addMembers(dialect, ids))
    for (const id of ids) group.members.add(id)
    await teller.lookAt(group)
    const filter = `id eq "${group.id}" and members eq "${ids[0] ?? UNUSED_ID}"`
    await teller.ask(finds('Groups', filter, { onlyIds: true, answers: [{ id: group.id }] }))
  },

  /** Members and one who may be none: removing a stranger succeeds and changes nothing. */
  async part(teller: Storyteller) {
    const group = teller.anyGroup()
    const ids = teller.random.some([...group.members, teller.somebody().id])
    await teller.changeGroup(group, (dialect) => removeMembers(dialect, [...new Set(ids)]))
    for (const id of ids) group.members.delete(id)
    await teller.lookAt(group)
  },

  async set(teller: Storyteller) {
    const group = teller.anyGroup()
    const ids = teller.random.some([...teller.model.people.keys()])
    const value = ids.map((id) => ({ value: id }))
    await teller.changeGroup(group, () => [{ op: 'replace', path: 'members', value }])
    group.members = new Set(ids)
    await teller.lookAt(group)
  },

  async dissolve(teller: Storyteller) {
    const { id } = teller.anyGroup()
    await teller.ask({ method: 'DELETE', path: `/Groups/${id}`, expect: { status: 204 } })
    teller.model.forget(id)
    await teller.ask({ method: 'GET', path: `/Groups/${id}`, expect: { status: 404 } })
  },
}
