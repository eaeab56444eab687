import fc from 'fast-check'
import type { JsonObject } from '../json'
import { ENTERPRISE_USER } from '../schemas'

/** Random filters and people, small in their values so that they often meet. */
const word = fc.constantFrom('ann', 'Ann', 'bob', 'work', 'WORK', 'x%', 'a_b', '\\', 'é', '😀', '')
const custom = 'urn:acme:params:2.0:User'

const textPath = fc.constantFrom(
  'userName',
  'externalId',
  'title',
  'name.givenName',
  'emails',
  'emails.value',
  'emails.type',
  'department',
  `${ENTERPRISE_USER}:manager`,
  `${custom}:tag`,
)
const textOperator = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le')
const quoted = word.map((value) => JSON.stringify(value))

const term = fc.oneof(
  fc.tuple(textPath, textOperator, quoted).map((parts) => parts.join(' ')),
  fc.tuple(textPath, fc.constantFrom('eq null', 'ne null', 'pr')).map((parts) => parts.join(' ')),
  fc
    .tuple(fc.constantFrom('active', 'emails.primary'), fc.constantFrom('eq', 'ne'), fc.boolean())
    .map((parts) => parts.join(' ')),
  fc
    .tuple(
      fc.constantFrom('meta.created', 'meta.lastModified'),
      fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'),
      fc.constantFrom('"2026-01-01T00:00:00Z"', '"2026-01-01T02:00:00+02:00"', '"2025-06-30"'),
    )
    .map((parts) => parts.join(' ')),
  fc
    .tuple(textOperator, quoted)
    .map(([op, value]) => `emails[type eq "work"].value ${op} ${value}`),
)

const element = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2 },
    fc
      .tuple(fc.constantFrom('type', 'value'), textOperator, quoted)
      .map((parts) => parts.join(' ')),
    fc.constantFrom('primary eq true', 'primary pr', 'value pr'),
    fc
      .tuple(tie('node'), fc.constantFrom('and', 'or'), tie('node'))
      .map(([left, op, right]) => `(${left} ${op} ${right})`),
    tie('node').map((inner) => `not (${inner})`),
  ),
})).node

/** The text of a filter on users that can be read. */
export const userFilterText: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    term,
    element.map((inner) => `emails[${inner}]`),
    fc
      .tuple(tie('node'), fc.constantFrom('and', 'or'), tie('node'))
      .map(([left, op, right]) => `${left} ${op} ${right}`),
    tie('node').map((inner) => `(${inner})`),
    tie('node').map((inner) => `not (${inner})`),
  ),
})).node

const emails = fc.array(
  fc.record(
    { type: fc.constantFrom('work', 'home'), value: word, primary: fc.boolean() },
    { requiredKeys: [] },
  ),
  { maxLength: 3 },
)

/** The body of a POST; `userName` is the caller's business, because it is unique. */
export const userBody: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      externalId: word,
      title: word,
      active: fc.constantFrom(true, false, 'True', 'False'),
      name: fc.record({ givenName: word, familyName: word }, { requiredKeys: [] }),
      emails,
      [ENTERPRISE_USER]: fc.record({ department: word, manager: word }, { requiredKeys: [] }),
      [custom]: fc.record({ tag: word }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  )
  // A copy as JSON has it, without the prototype-less records of fast-check.
  .map((body) => JSON.parse(JSON.stringify(body)) as JsonObject)
