import type { Json, JsonObject } from '../json'
import { bulkScenarios } from './fixtures/bulk'
import { createScenarios } from './fixtures/creates'
import { cycleScenarios } from './fixtures/cycles'
import { deletionScenarios } from './fixtures/deletions'
import { discoveryScenarios } from './fixtures/discovery'
import { faultScenarios } from './fixtures/faults'
import { filterScenarios } from './fixtures/filters'
import { galleryValidatorScenarios } from './fixtures/gallery-validator'
import { groupPatchScenarios } from './fixtures/group-patches'
import { listScenarios } from './fixtures/lists'
import { managerScenarios } from './fixtures/managers'
import { microsoftValidatorScenarios } from './fixtures/microsoft-validator'
import { pluralScenarios } from './fixtures/plurals'
import { transportScenarios } from './fixtures/transport'
import { userPatchScenarios } from './fixtures/user-patches'
import { validatorScenarios } from './fixtures/validator'
import { versionScenarios } from './fixtures/versions'
import { ABSENT, ANY, type Scenario, type Step } from './scenario'

/**
 * Plays recorded exchanges against any SCIM service: the core with its memory store, the same core
 * over the database, or a server over HTTP. It knows no test runner; a scenario that fails throws.
 */
export const scenarios: readonly Scenario[] = [
  ...createScenarios,
  ...filterScenarios,
  ...userPatchScenarios,
  ...pluralScenarios,
  ...managerScenarios,
  ...groupPatchScenarios,
  ...listScenarios,
  ...deletionScenarios,
  ...versionScenarios,
  ...transportScenarios,
  ...bulkScenarios,
  ...discoveryScenarios,
  ...validatorScenarios,
  ...microsoftValidatorScenarios,
  ...galleryValidatorScenarios,
  ...cycleScenarios,
  ...faultScenarios,
]

export interface WireRequest {
  readonly method: string
  /** Below the base, with the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

export interface WireResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly body: string
}

export type Send = (request: WireRequest) => Promise<WireResponse>

/** Enough of an answer to see what was wrong with it. */
const SHOWN_LENGTH_MAX = 2_000

export async function playScenario(scenario: Scenario, send: Send): Promise<void> {
  const names = new Map([['run', crypto.randomUUID().slice(0, 8)]])
  for (const [index, step] of scenario.steps.entries()) {
    const request = toRequest(step, names)
    const response = await send(request)
    const fail = (reason: string) => {
      const where = `step ${index + 1}, ${request.method} ${request.path}`
      const answer = response.body.slice(0, SHOWN_LENGTH_MAX)
      throw new Error(`${where}: ${reason}\nanswered ${response.status} ${answer}`)
    }
    checkAnswer(step, response, names, fail)
    for (const [name, attribute] of keptOf(step)) {
      const value = readBody(response)?.[attribute]
      if (typeof value === 'string') names.set(name, value)
      else fail(`the answer has no ${attribute}`)
    }
  }
}

function keptOf({ keep, keepToo }: Step): [name: string, attribute: string][] {
  return [...(keep ? [[keep, 'id'] as [string, string]] : []), ...Object.entries(keepToo ?? {})]
}

type Names = ReadonlyMap<string, string>

function toRequest(step: Step, names: Names): WireRequest {
  const body = typeof step.body === 'object' ? JSON.stringify(step.body) : step.body
  return {
    method: step.method,
    path: fill(step.path, names),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/scim+json; charset=utf-8' }),
      ...fillAll(step.headers ?? {}, names),
    },
    body: body === undefined ? undefined : fill(body, names),
  }
}

function fillAll(headers: Readonly<Record<string, string>>, names: Names) {
  return Object.fromEntries(Object.entries(headers).map(([key, v]) => [key, fill(v, names)]))
}

function fill(text: string, names: Names): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => names.get(name) ?? whole)
}

function checkAnswer(
  { expect }: Step,
  response: WireResponse,
  names: Names,
  fail: (reason: string) => void,
): void {
  const statuses = typeof expect.status === 'number' ? [expect.status] : expect.status
  if (!statuses.includes(response.status)) fail(`expected ${statuses.join(' or ')}`)
  for (const [name, pattern] of Object.entries(expect.headers ?? {})) {
    const value = response.headers.get(name) ?? ''
    if (!pattern.test(value)) fail(`the header ${name} is "${value}"`)
  }
  if (response.body !== '') checkForm(response, fail)
  if (expect.without?.test(response.body)) fail(`the body holds ${expect.without}`)
  if (!expect.body) return
  const expected = JSON.parse(fill(JSON.stringify(expect.body), names)) as JsonObject
  const difference = differenceOf(expected, readBody(response), 'body')
  if (difference) fail(difference)
}

/** Whatever the answer, it is SCIM: never HTML, and an error names its status as text. */
function checkForm(response: WireResponse, fail: (reason: string) => void): void {
  const type = response.headers.get('content-type') ?? ''
  if (!type.startsWith('application/scim+json')) fail(`the content type is "${type}"`)
  const body = readBody(response)
  if (response.status >= 400 && body?.status !== String(response.status)) {
    fail('the error does not name its status')
  }
}

function readBody(response: WireResponse): JsonObject | undefined {
  if (response.body === '') return undefined
  return JSON.parse(response.body) as JsonObject
}

function differenceOf(expected: Json, actual: Json | undefined, at: string): string | undefined {
  if (expected === ABSENT) {
    return actual === undefined || actual === null ? undefined : `${at} should be absent`
  }
  if (expected === ANY) return actual === undefined ? `${at} is missing` : undefined
  if (Array.isArray(expected)) return listDifference(expected, actual, at)
  if (typeof expected !== 'object' || expected === null) {
    if (expected === actual) return undefined
    return `${at} is ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`
  }
  const object = typeof actual === 'object' && actual !== null && !Array.isArray(actual)
  if (!object && Object.values(expected).some((value) => value !== ABSENT)) {
    return `${at} is ${JSON.stringify(actual)} instead of an object`
  }
  const has = object ? actual : {}
  for (const [name, value] of Object.entries(expected)) {
    const difference = differenceOf(value, has[name], `${at}.${name}`)
    if (difference) return difference
  }
  return undefined
}

function listDifference(expected: Json[], actual: Json | undefined, at: string) {
  if (!Array.isArray(actual) || actual.length !== expected.length) {
    return `${at} is ${JSON.stringify(actual)} instead of ${expected.length} elements`
  }
  const left = [...actual]
  for (const element of expected) {
    const found = left.findIndex((item) => differenceOf(element, item, at) === undefined)
    if (found < 0) return `${at} lacks ${JSON.stringify(element)}`
    left.splice(found, 1)
  }
  return undefined
}
