import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { domainOf, factsFromScim, rawValues } from './facts'
import { operandOf, operands } from './operands'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const maya = {
  userName: 'Maya.Lind@Contoso.com',
  active: true,
  displayName: 'Maya Lind',
  title: ' Site  Engineer ',
  userType: 'Employee',
  preferredLanguage: 'en-US',
  name: { givenName: 'Maya', familyName: 'Lind' },
  emails: [
    { type: 'work', value: 'Maya@Contoso.com', primary: true },
    { type: 'other', value: 'maya@example.org' },
  ],
  phoneNumbers: [
    { type: 'work', value: '+1 303 555 0100' },
    { type: 'mobile', value: '+1 303 555 0199' },
  ],
  addresses: [
    {
      type: 'work',
      streetAddress: '1 Main St',
      locality: 'Denver',
      region: 'CO',
      postalCode: '80202',
      country: 'US',
    },
    { type: 'other', formatted: 'HQ Denver' },
  ],
  roles: [{ value: 'Door.User' }, { value: 'Lab' }],
  [ENTERPRISE]: {
    department: 'Engineering',
    organization: 'Contoso Ltd',
    division: 'West',
    costCenter: 'CC-7',
    employeeNumber: '00421',
    manager: { value: 'usr_Ana' },
  },
  'urn:ietf:params:scim:schemas:extension:Sequr:2.0:User': { badge: 'Blue', levels: [1, 2] },
}

const CUSTOM = 'urn:ietf:params:scim:schemas:extension:contoso:2.0:User'
const custom = (attributes: Record<string, unknown>) => ({ ...maya, [CUSTOM]: attributes })

describe('facts of a SCIM document', () => {
  it('hold every attribute that Entra sends, folded, under its operand', () => {
    expect(factsFromScim(maya)).toEqual({
      department: ['engineering'],
      jobTitle: ['site engineer'],
      employeeType: ['employee'],
      company: ['contoso ltd'],
      division: ['west'],
      costCentre: ['cc-7'],
      employeeId: ['00421'],
      manager: ['usr_ana'],
      office: ['hq denver'],
      street: ['1 main st'],
      city: ['denver'],
      state: ['co'],
      postcode: ['80202'],
      country: ['us'],
      email: ['maya@contoso.com'],
      emailDomain: ['contoso.com'],
      otherEmails: ['maya@example.org'],
      userName: ['maya.lind@contoso.com'],
      displayName: ['maya lind'],
      givenName: ['maya'],
      familyName: ['lind'],
      mobilePhone: ['+1 303 555 0199'],
      workPhone: ['+1 303 555 0100'],
      language: ['en-us'],
      appRole: ['door.user', 'lab'],
      active: ['true'],
      'ext:urn:ietf:params:scim:schemas:extension:Sequr:2.0:User:badge': ['blue'],
      'ext:urn:ietf:params:scim:schemas:extension:Sequr:2.0:User:levels': ['1', '2'],
    })
  })

  it('answer every operand of the table but groups, and only operands that exist', () => {
    const mapped = custom({
      employeeHireDate: '2026-11-26',
      leaveDate: '2027-11-26',
      usageLocation: 'US',
      originalUserPrincipalName: 'maya@contoso.com',
    })
    const asked = Object.keys(rawValues(mapped))
    expect(asked.filter((id) => !operandOf(id))).toEqual([])
    const inTable = operands.filter((one) => one.type !== 'groups').map((one) => one.id)
    expect(inTable.filter((id) => !asked.includes(id))).toEqual([])
  })

  it.each([
    ['maya_fabrikam.com#EXT#@contoso.onmicrosoft.com', 'true'],
    ['maya@contoso.com', 'false'],
  ])('know a guest by the original user name %s: %s', (originalUserPrincipalName, answer) => {
    expect(factsFromScim(custom({ originalUserPrincipalName })).guest).toEqual([answer])
  })

  it.each([
    ['startDate', 'startDate'],
    ['employeeHireDate', 'startDate'],
    ['EMPLOYEELEAVEDATETIME', 'leaveDate'],
  ])('read %s of any custom extension as %s, beside its date', (name, operand) => {
    const facts = factsFromScim(custom({ [name]: '2026-11-26T15:30:00Z' }))
    const date = ['2026-11-26T15:30:00.000Z']
    expect(facts).toMatchObject({ [operand]: ['2026-11-26t15:30:00z'], [`date:${operand}`]: date })
    expect(facts[`date:ext:${CUSTOM}:${name}`]).toEqual(date)
  })

  it('keep a date that cannot be read as a text, and no date for it', () => {
    const facts = factsFromScim(custom({ startDate: 'Soon' }))
    expect(facts.startDate).toEqual(['soon'])
    expect(facts).not.toHaveProperty('date:startDate')
  })

  it('name a manager by id and by name, where the directory sends one', () => {
    const manager = { value: 'usr_Ana', displayName: 'Ana Ruiz' }
    expect(factsFromScim({ [ENTERPRISE]: { manager } }).manager).toEqual(['usr_ana', 'ana ruiz'])
  })

  it('keep the real values for people to read', () => {
    expect(rawValues(maya)).toMatchObject({ jobTitle: [' Site  Engineer '], country: ['US'] })
  })

  it.each([
    ['missing', {}],
    ['empty', { title: '' }],
    ['blank', { title: ' \u00a0\t' }],
    ['null', { title: null }],
    ['of another shape', { title: { value: 'x' } }],
  ])('hold nothing for a value that is %s', (_, resource) => {
    expect(factsFromScim(resource)).not.toHaveProperty('jobTitle')
  })

  it.each([
    [undefined, 'true'],
    [true, 'true'],
    ['True', 'true'],
    [false, 'false'],
    ['False', 'false'],
    [' FALSE ', 'false'],
  ])('read active %j as %s', (active, answer) => {
    expect(factsFromScim({ active }).active).toEqual([answer])
  })

  it.each([
    [
      'the work e-mail',
      [
        { type: 'other', value: 'o@x.y' },
        { type: 'Work', value: 'w@x.y' },
      ],
      'w@x.y',
    ],
    [
      'the primary one when the work one is empty',
      [{ type: 'work', value: '' }, { value: 'o@x.y' }, { primary: true, value: 'p@x.y' }],
      'p@x.y',
    ],
    ['any other', [{ type: 'home', value: 'h@x.y' }], 'h@x.y'],
    ['the user name without any', [], 'u@x.y'],
  ])('take as primary e-mail %s', (_, emails, email) => {
    expect(factsFromScim({ userName: 'u@x.y', emails }).email).toEqual([email])
  })

  it('take no user name for an e-mail that is none', () => {
    expect(factsFromScim({ userName: 'maya@home' })).not.toHaveProperty('email')
  })

  it('prefer the office of the work address, where Entra maps it today', () => {
    const addresses = [
      { type: 'other', formatted: 'Old' },
      { type: 'work', formatted: 'New' },
    ]
    expect(factsFromScim({ addresses }).office).toEqual(['new'])
  })

  it.each([
    ['missing', { type: 'work' }],
    ['blank', { type: 'work', formatted: ' \u200b' }],
  ])('take the office of the other address where that of work is %s', (_, work) => {
    const addresses = [work, { type: 'other', formatted: 'HQ Denver' }]
    expect(factsFromScim({ addresses }).office).toEqual(['hq denver'])
  })

  it('hold every other e-mail, also the one that stands in for a work e-mail', () => {
    const emails = [
      { type: 'other', value: 'Maya@x.y' },
      { type: 'other', value: 'lind@x.y' },
      { type: 'home', value: 'home@x.y' },
    ]
    expect(factsFromScim({ emails })).toMatchObject({
      email: ['maya@x.y'],
      otherEmails: ['maya@x.y', 'lind@x.y', 'home@x.y'],
    })
  })

  it('read the addresses of proxyAddresses without what stands before them', () => {
    const emails = [
      { type: 'other', value: 'SMTP:maya@x.y' },
      { type: 'other', value: 'smtp:lind@x.y' },
      { type: 'other', value: 'smtp: ' },
    ]
    expect(factsFromScim({ emails })).toMatchObject({
      email: ['maya@x.y'],
      emailDomain: ['x.y'],
      otherEmails: ['maya@x.y', 'lind@x.y'],
    })
  })

  it('keep e-mail addresses apart that are like each other as texts', () => {
    const facts = factsFromScim({
      userName: 'groß@straße.de',
      emails: [{ type: 'other', value: 'ＭＡＹＡ@x.y' }],
    })
    expect(facts).toMatchObject({ userName: ['groß@straße.de'], otherEmails: ['ｍａｙａ@x.y'] })
    expect(factsFromScim({ userName: 'groß@straße.de' }).emailDomain).toEqual(['straße.de'])
  })

  it('hold the code of a country, whatever it was called', () => {
    const addresses = [{ type: 'work', country: 'Korea, Republic of' }]
    const facts = factsFromScim({ addresses, [CUSTOM]: { usageLocation: 'DEU' } })
    expect(facts).toMatchObject({ country: ['kr'], usageLocation: ['de'] })
  })

  it('can be stored: a long text is not cut within a character', () => {
    const [title] = factsFromScim({ title: `${'a'.repeat(999)}😀` }).jobTitle ?? []
    expect(title).toBe('a'.repeat(999))
  })

  it('exist for any JSON document: none throws, none holds an empty value', () => {
    const document = fc.dictionary(
      fc.constantFrom(
        'title',
        'name',
        'emails',
        'addresses',
        'roles',
        'active',
        ENTERPRISE,
        'urn:x:y',
      ),
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(document, (resource) => {
        for (const values of Object.values(factsFromScim(resource))) {
          expect(values.length).toBeGreaterThan(0)
          expect(values.every((value) => value !== '')).toBe(true)
        }
      }),
    )
  })
})

describe('the domain of an e-mail', () => {
  it.each([
    ['maya@contoso.com', 'contoso.com'],
    ['"a@b"@contoso.com', 'contoso.com'],
    ['contoso.com', undefined],
    ['maya@', ''],
  ])('of %s is %s', (email, domain) => {
    expect(domainOf(email)).toBe(domain)
  })
})
