import { describe, expect, it } from 'vitest'
import { describeActivity } from './describe'
import { maskBody, maskEntry } from './mask'
import type { AnyActivityRow } from './schemas'

const common = {
  id: 'act_1',
  at: new Date(0),
  lens: 'people',
  actor: { kind: 'person', employeeId: 'emp_1', name: 'Maya Chen' },
  subject: { kind: 'employee', id: 'emp_1' },
  property: null,
  requestId: 'req_1',
} as const

const request: AnyActivityRow = {
  ...common,
  kind: 'scim.request',
  data: {
    method: 'GET',
    path: '/scim/v2/Users/maya@contoso.example',
    filter: 'userName eq "maya@contoso.example" or name.familyName co "Ch\\"en',
    status: 400,
    durationMs: 1,
    tokenEnding: 'k4Qz',
    resource: { type: 'User', id: 'maya@contoso.example', name: 'Maya Chen' },
    scimType: null,
    detail: 'User maya@contoso.example was not found.',
    found: null,
    changed: false,
    times: 1,
  },
}

describe('an entry for a role that may not see personal values', () => {
  it('hides both of two who are one person', () => {
    const data = { name: 'Maya Chen', other: 'Ben Ortiz' }
    const entry = maskEntry({ ...common, kind: 'employee.second_account', data })
    expect(JSON.stringify(entry)).not.toMatch(/Maya|Chen|Ben|Ortiz/)
  })

  it('says what happened and hides to whom', () => {
    const entry = maskEntry({
      ...common,
      kind: 'access.given',
      data: { name: 'Maya Chen', accessGroup: 'Lab', property: 'Austin', rules: ['Engineers'] },
    })
    expect(describeActivity(entry.kind, entry.data)).toBe(
      'M••• C••• may use Lab at Austin, by the rule Engineers.',
    )
    expect(JSON.stringify(entry)).not.toMatch(/Maya|Chen/)
  })

  it('hides what was edited, what that took the place of, and who had entered it', () => {
    const changes = [{ field: 'phone', before: '555-0142', after: '555-0199' }]
    const overwritten = maskEntry({
      ...common,
      kind: 'employee.detail_overwritten',
      data: { name: 'Maya Chen', changes, by: ['Ben Stone'] },
    })
    expect(JSON.stringify(overwritten)).not.toMatch(/Maya|Ben|555/)
    for (const kind of ['employee.details_edited', 'employee.entra_used'] as const) {
      const entry = maskEntry({ ...common, kind, data: { name: 'Maya Chen', changes } })
      expect(JSON.stringify(entry)).not.toMatch(/Maya|555/)
      expect(describeActivity(kind, { name: 'M•••', changes })).toContain('phone')
    }
  })

  it('hides the address of a colleague who was asked to do a part of the set-up', () => {
    const lee = 'lee@contoso.example'
    const actor = { kind: 'guest', invitationId: 'sui_1', name: lee } as const
    const kinds = [
      'integration.invited',
      'integration.invitation_used',
      'integration.invitation_withdrawn',
    ] as const
    for (const kind of kinds) {
      const entry = maskEntry({ ...common, lens: 'changes', actor, kind, data: { email: lee } })
      expect(JSON.stringify(entry)).not.toContain('lee')
      expect(describeActivity(kind, { email: '•••' })).toContain('•••')
    }
  })

  it('hides names wherever a lens on people shows them, and whom a rule leaves out', () => {
    const card = maskEntry({ ...common, kind: 'card.asked', data: { name: 'Maya Chen' } })
    const applied = maskEntry({
      ...common,
      lens: 'changes',
      kind: 'rule.applied',
      data: {
        property: 'Austin',
        version: 2,
        difference: ['Maya Chen is left out.'],
        gained: 0,
        lost: 1,
      },
    })
    expect(JSON.stringify([card, applied])).not.toMatch(/Maya|Chen/)
    expect(JSON.stringify(applied)).toContain('Austin')
  })

  it('hides whom at a site was told about somebody, by name or by address', () => {
    const told = { property: 'HQ Denver', doors: ['Loading dock'], count: 1 }
    for (const contact of ['Sam Ortiz', 'sam@contoso.example']) {
      const data = { name: 'Maya Chen', contact, ...told }
      const entry = maskEntry({ ...common, kind: 'door.contact_told', data })
      expect(JSON.stringify(entry)).not.toMatch(/Maya|Chen|sam|Ortiz/i)
      expect(describeActivity(entry.kind, entry.data)).toContain('Loading dock')
    }
  })

  it('hides how the number of somebody’s card ends, at a door too', () => {
    const who = { name: 'Maya Chen', property: 'Austin' }
    const given = maskEntry({ ...common, kind: 'card.given', data: { ...who, card: '4711' } })
    const asked = maskEntry({
      ...common,
      kind: 'door.asked',
      data: { ...who, door: 'Dock', answer: 'open', card: '4711' },
    })
    expect(describeActivity(given.kind, given.data)).toBe(
      'M••• C••• was given the card …••• for Austin.',
    )
    expect(JSON.stringify([given, asked])).not.toMatch(/Maya|Chen|4711/)
  })

  it('hides what somebody calls their phone, and what it was called when it was given up', () => {
    const who = { name: 'Maya Chen', property: 'Austin' }
    const phone = { device: 'Mayas Telefon', before: 'Chens iPhone' }
    const named = maskEntry({ ...common, kind: 'key.phone_named', data: { ...who, ...phone } })
    expect(describeActivity(named.kind, named.data)).toBe(
      'M••• C••• calls the phone with the mobile key for Austin “•••”; it was “•••”.',
    )
    const data = { name: 'Maya Chen', device: phone.device }
    const replaced = maskEntry({ ...common, kind: 'key.phone_replaced', data })
    expect(JSON.stringify([named, replaced])).not.toMatch(/Maya|Chen|iPhone/)
  })

  it('of what one decision changed hides the person and the cards, not what they may open', () => {
    const entry = maskEntry({
      ...common,
      kind: 'access.changed',
      data: {
        name: 'Maya Chen',
        property: 'Austin',
        given: [{ accessGroup: 'Lab', rules: ['Engineers'] }],
        cards: [{ card: '4711', what: 'ended', cause: 'All access ended.' }],
      },
    })
    expect(describeActivity(entry.kind, entry.data)).toBe(
      'M••• C••• at Austin: gets Lab; loses the card …•••. By the rule Engineers. All access ended.',
    )
    expect(JSON.stringify(entry)).not.toMatch(/Maya|Chen|4711/)
  })

  it('hides values before and after, and keeps which field changed', () => {
    const changes = [{ field: 'phone', before: '+1 555', after: null }]
    const entry = maskEntry({
      ...common,
      kind: 'employee.updated',
      data: { name: 'Maya', changes },
    })
    expect(entry.data).toEqual({
      name: 'M•••',
      changes: [{ field: 'phone', before: '•••', after: null }],
    })
  })

  it('of a request hides what the address, the filter and the refusal quote', () => {
    const text = JSON.stringify(maskEntry(request))
    expect(text).not.toMatch(/maya|Ch\W*en/i)
    expect(text).toContain('userName eq')
    expect(text).toContain('k4Qz')
  })

  it('shows the grammar of a body alone', () => {
    const body = {
      schemas: ['urn:x'],
      Operations: [
        { op: 'Replace', path: 'emails[type eq "maya"].value', value: 'maya@contoso.example' },
        { op: 'Add', value: { active: false, phone: 5551234, deep: [{ 'name.given': 'Maya' }] } },
      ],
    }
    expect(JSON.parse(maskBody(JSON.stringify(body)))).toEqual({
      schemas: ['urn:x'],
      Operations: [
        { op: 'Replace', path: 'emails[type eq "•••"].value', value: '•••' },
        { op: 'Add', value: { active: false, phone: '•••', deep: [{ 'name.given': '•••' }] } },
      ],
    })
  })
})
