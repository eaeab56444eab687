import { practiceMaya, practiceTenantDomain } from '@/lib/kernel/practice-ids'
import type { Group, Person } from './person'

/**
 * The 25 people and 4 groups of Contoso, from many places, with the names, alphabets and gaps of a
 * real directory. Ids count upwards, so that a fresh clone is the same everywhere.
 */
interface Office {
  name: string
  street: string
  city: string
  state: string
  postalCode: string
  country: string
  language: string
}

const offices = {
  denver: office('HQ Denver', '1801 California St', 'Denver', 'CO', '80202', 'US'),
  austin: office('Austin', '500 W 2nd St', 'Austin', 'TX', '78701', 'US'),
  berlin: office('Berlin', 'Torstraße 12', 'Berlin', '', '10119', 'DE', 'de-DE'),
} as const

function office(
  ...[name, street, city, state, postalCode, country, language = 'en-US']: [
    string,
    string,
    string,
    string,
    string,
    string,
    string?,
  ]
): Office {
  return { name, street, city, state, postalCode, country, language }
}

type SeedRow = [
  givenName: string,
  surname: string,
  account: string,
  jobTitle: string,
  department: string,
  office: keyof typeof offices,
  managerNumber: number | null,
  employeeType?: 'Contractor',
]

/** The first three sign in: see `rolesByNumber`. A person's number is their place, from one. */
const rows: SeedRow[] = [
  ['Maya', 'Chen', 'maya.chen', 'IT Director', 'IT', 'denver', null],
  ['Omar', 'Haddad', 'omar.haddad', 'Identity Engineer', 'IT', 'denver', 1],
  ['Pia', 'Lind', 'pia.lind', 'Office Coordinator', 'Facilities', 'berlin', 20],
  ['Jonas', 'Weber', 'jonas.weber', 'Engineering Manager', 'Engineering', 'berlin', null],
  ['Aisha', 'Okonkwo', 'aisha.okonkwo', 'Staff Engineer', 'Engineering', 'denver', 4],
  ['Mateo', 'Fernández', 'mateo.fernandez', 'Software Engineer', 'Engineering', 'austin', 4],
  ['Yuki', 'Tanaka', 'yuki.tanaka', 'Software Engineer', 'Engineering', 'denver', 5],
  ['Zofia', 'Wójcik', 'zofia.wojcik', 'Software Engineer', 'Engineering', 'berlin', 4],
  ['Ravi', 'Subramaniam', 'ravi.subramaniam', 'Site Reliability', 'Engineering', 'austin', 5],
  ['Nguyễn', 'Thị Lan', 'lan.nguyen', 'Test Engineer', 'Engineering', 'denver', 5],
  ['Kwame', 'Mensah', 'kwame.mensah', 'Data Engineer', 'Engineering', 'austin', 4],
  ['Ingrid', 'Sørensen', 'ingrid.sorensen', 'Head of Design', 'Design', 'berlin', null],
  ['Leila', 'Rahimi', 'leila.rahimi', 'Product Designer', 'Design', 'denver', 12],
  ['Tomás', "O'Brien", 'tomas.obrien', 'Product Designer', 'Design', 'austin', 12],
  ['Mei', 'Ling Wu', 'mei.wu', 'Researcher', 'Design', 'denver', 12],
  ['Hassan', 'al-Farsi', 'hassan.alfarsi', 'Systems Administrator', 'IT', 'austin', 1],
  ['Elena', 'Petrova', 'elena.petrova', 'Support Engineer', 'IT', 'berlin', 1],
  ['Andrés', 'Quispe', 'andres.quispe', 'Finance Lead', 'Finance', 'denver', null],
  ['Grace', 'Kamau', 'grace.kamau', 'Accountant', 'Finance', 'denver', 18],
  ['Sofia', 'Rossi', 'sofia.rossi', 'Facilities Lead', 'Facilities', 'denver', null],
  ['Daniel', 'Cohen', 'daniel.cohen', 'Receptionist', 'Facilities', 'austin', 20],
  ['Amélie', 'Dubois', 'amelie.dubois', 'Receptionist', 'Facilities', 'denver', 20],
  [
    'Viktor',
    'Horváth',
    'v-viktor.horvath',
    'Electrician',
    'Facilities',
    'berlin',
    20,
    'Contractor',
  ],
  ['Priya', 'Nair', 'v-priya.nair', 'Consultant', 'Engineering', 'austin', 4, 'Contractor'],
  ['Sam', 'Keahi', 'v-sam.keahi', 'Illustrator', 'Design', 'denver', 12, 'Contractor'],
]

const rolesByNumber: Record<number, Person['role']> = { 1: 'global', 2: 'cloud' }

export const seedPeople: Person[] = rows.map((row, index) => personOf(row, index + 1))

function personOf(row: SeedRow, number: number): Person {
  const [givenName, surname, account, jobTitle, department, at, manager, employeeType] = row
  const place = offices[at]
  const german = place.country === 'DE'
  return {
    id: personId(number),
    userPrincipalName: `${account}@${practiceTenantDomain}`,
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    jobTitle,
    department,
    employeeType: employeeType ?? 'Employee',
    employeeId: String(701_000 + number),
    mail: `${account}@${practiceTenantDomain}`,
    mailNickname: account,
    preferredLanguage: place.language,
    officeLocation: place.name,
    streetAddress: place.street,
    city: place.city,
    state: place.state,
    postalCode: place.postalCode,
    country: place.country,
    businessPhone: german ? `+49 30 555 01${two(number)}` : `+1 303 555 01${two(number)}`,
    mobilePhone: number % 3 === 0 ? '' : `+1 720 555 01${two(number)}`,
    managerId: manager === null ? null : personId(manager),
    role: rolesByNumber[number] ?? null,
    accountEnabled: true,
    assigned: true,
    deletedAt: null,
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

function personId(number: number): string {
  return `${practiceMaya.objectId.slice(0, -12)}${number.toString(16).padStart(12, '0')}`
}

function groupOf(number: number, displayName: string, holds: (person: Person) => boolean): Group {
  const id = `${practiceMaya.objectId.slice(0, -12)}9000${number.toString(16).padStart(8, '0')}`
  return { id, displayName, assigned: true, memberIds: seedPeople.filter(holds).map((p) => p.id) }
}

export const seedGroups: Group[] = [
  groupOf(1, 'Engineering', (person) => person.department === 'Engineering'),
  groupOf(2, 'Contractors', (person) => person.employeeType === 'Contractor'),
  groupOf(3, 'IT Admins', (person) => person.department === 'IT'),
  groupOf(4, 'Front of house', (person) => /Receptionist|Coordinator/.test(person.jobTitle)),
]
