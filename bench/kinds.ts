import { engineers, groups, MEMBERS_MAX, personId, thousands, userName } from './house'

/** One kind of request: its n-th, for n from 0, each about somebody else. */
export interface Kind {
  name: string
  /** Seconds of the server's CPU per 1,000, where issue and README promise one: self-hosted, route files. */
  target?: { statements: number; selfHosted: number; routeFiles: number }
  status: number
  warmUp: number
  measured: number
  request(n: number): BenchRequest
}

export interface BenchRequest {
  method: string
  path: string
  body?: unknown
}

const read = { statements: 2, selfHosted: 0.35, routeFiles: 1 }
const write = { statements: 8, selfHosted: 1.2, routeFiles: 2 }
const membership = { statements: 6, selfHosted: 0.6, routeFiles: 2 }
const often = { warmUp: 500, measured: 1500 }
const rarely = { warmUp: 2, measured: 10 }

const filter = (text: string) => `/Users?filter=${encodeURIComponent(text)}`
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const patch = (...Operations: unknown[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
})

const addMembers = (groupId: string, people: number[]): BenchRequest => ({
  method: 'PATCH',
  path: `/Groups/${groupId}`,
  body: patch({ op: 'Add', path: 'members', value: people.map((n) => ({ value: personId(n) })) }),
})

const engineer = (n: number) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE],
  userName: `engineer${n}@contoso.example`,
  externalId: `engineer-${n}`,
  displayName: `Engineer ${n}`,
  active: true,
  title: 'Engineer',
  name: { givenName: 'Engineer', familyName: `Number ${n}` },
  emails: [{ type: 'work', primary: true, value: `engineer${n}@contoso.example` }],
  [ENTERPRISE]: { department: 'Engineering', employeeNumber: String(n) },
})

export const kinds: Kind[] = [
  {
    name: 'match, nobody found',
    target: read,
    status: 200,
    ...often,
    request: (n) => ({ method: 'GET', path: filter(`userName eq "nobody${n}@contoso.example"`) }),
  },
  {
    name: 'match, found',
    target: read,
    status: 200,
    ...often,
    request: (n) => ({ method: 'GET', path: filter(`userName eq "${userName(n + 1)}"`) }),
  },
  {
    name: 'GET a user',
    target: read,
    status: 200,
    ...often,
    request: (n) => ({ method: 'GET', path: `/Users/${personId(n + 1)}` }),
  },
  {
    name: 'list, a page of 100',
    status: 200,
    warmUp: 10,
    measured: 50,
    request: (n) => ({ method: 'GET', path: `/Users?startIndex=${n * 100 + 1}&count=100` }),
  },
  {
    name: 'create: doors and keys at two properties',
    target: write,
    status: 201,
    ...often,
    request: (n) => ({ method: 'POST', path: '/Users', body: engineer(n) }),
  },
  {
    name: 'PATCH an attribute',
    target: write,
    status: 200,
    ...often,
    request: (n) => ({
      method: 'PATCH',
      path: `/Users/${personId(n + 1)}`,
      body: patch({ op: 'Replace', path: 'title', value: `Analyst ${n}` }),
    }),
  },
  {
    name: 'PATCH active: false, which ends doors and keys',
    target: write,
    status: 200,
    ...often,
    request: (n) => ({
      method: 'PATCH',
      path: `/Users/${personId(engineers.from + n)}`,
      body: patch({ op: 'Replace', path: 'active', value: 'False' }),
    }),
  },
  {
    name: 'a member into a group of 50',
    target: membership,
    status: 204,
    ...often,
    request: (n) => addMembers(groups.fifty.id, [MEMBERS_MAX + 1 + n]),
  },
  {
    name: 'a member into a group of 50,000',
    target: membership,
    status: 204,
    ...often,
    request: (n) => addMembers(groups.fiftyThousand.id, [MEMBERS_MAX + 1 + n]),
  },
  {
    name: 'a member who gets doors and keys at two properties by it',
    target: write,
    status: 204,
    ...often,
    request: (n) => addMembers(groups.badge.id, [MEMBERS_MAX + 1 + n]),
  },
  {
    name: '1,000 members in one PATCH',
    status: 204,
    ...rarely,
    request: (n) =>
      addMembers(
        thousands[n % thousands.length]?.id ?? '',
        Array.from({ length: 1000 }, (_, i) => i + 1),
      ),
  },
]
