import type { JsonObject } from '../json'
import { differenceOf } from './difference'
import type { Scenario, Step } from './scenario'

/**
 * Plays exchanges against any SCIM service: the core with its memory store, the same core over the
 * database, or a server over HTTP. It knows no test runner; what differs is thrown.
 */
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

/** An answer that is not the expected one, with everything that a report needs. */
export class Difference extends Error {
  readonly request: WireRequest
  readonly response: WireResponse
  readonly reason: string

  constructor(request: WireRequest, response: WireResponse, reason: string) {
    const answer = response.body.slice(0, SHOWN_LENGTH_MAX)
    super(
      `${request.method} ${request.path}: expected ${reason}\nanswered ${response.status} ${answer}`,
    )
    this.name = 'Difference'
    this.request = request
    this.response = response
    this.reason = reason
  }
}

/** What stands for `{name}` in the texts of a step. */
export type Names = Map<string, string>

/** Throws a Difference at the first step that is answered otherwise. */
export async function playScenario(scenario: Scenario, send: Send): Promise<void> {
  const names: Names = new Map([['run', crypto.randomUUID().slice(0, 8)]])
  for (const step of scenario.steps) await playStep(step, send, names)
}

/** Sends one step, checks the answer and keeps what it asks to keep. Throws a Difference. */
export async function playStep(step: Step, send: Send, names: Names): Promise<JsonObject> {
  const request = toRequest(step, names)
  const response = await send(request)
  const fail = (reason: string): never => {
    throw new Difference(request, response, reason)
  }
  checkAnswer(step, response, names, fail)
  const body = readBody(response) ?? {}
  for (const [name, attribute] of keptOf(step)) {
    const value = body[attribute]
    if (typeof value === 'string') names.set(name, value)
    else fail(`an answer with ${attribute}`)
  }
  return body
}

function keptOf({ keep, keepToo }: Step): [name: string, attribute: string][] {
  return [...(keep ? [[keep, 'id'] as [string, string]] : []), ...Object.entries(keepToo ?? {})]
}

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
  fail: (reason: string) => never,
): void {
  const statuses = typeof expect.status === 'number' ? [expect.status] : expect.status
  if (!statuses.includes(response.status)) fail(`status ${statuses.join(' or ')}`)
  for (const [name, pattern] of Object.entries(expect.headers ?? {})) {
    const value = response.headers.get(name) ?? ''
    if (!pattern.test(value)) fail(`a header ${name} like ${pattern}, not "${value}"`)
  }
  if (response.body !== '') checkForm(response, fail)
  if (expect.without?.test(response.body)) fail(`a body without ${expect.without}`)
  if (!expect.body) return
  const expected = JSON.parse(fill(JSON.stringify(expect.body), names)) as JsonObject
  const difference = differenceOf(expected, readBody(response), 'body')
  if (difference) fail(difference)
}

/** Whatever the answer, it is SCIM: never HTML, and an error names its status as text. */
function checkForm(response: WireResponse, fail: (reason: string) => never): void {
  const type = response.headers.get('content-type') ?? ''
  if (!type.startsWith('application/scim+json'))
    fail(`the content type application/scim+json, not "${type}"`)
  const body = readBody(response)
  if (!body) fail('a body that is a JSON object')
  if (response.status >= 400 && body?.status !== String(response.status)) {
    fail('an error that names its status as text')
  }
}

function readBody(response: WireResponse): JsonObject | undefined {
  try {
    const body: unknown = JSON.parse(response.body)
    return typeof body === 'object' && body !== null ? (body as JsonObject) : undefined
  } catch {
    return undefined
  }
}
