import type { RequestData } from '@/lib/activity/kinds'
import type { ActivityEntry } from '@/lib/activity/record'
import { redactBody, redactText } from './redact-body'

/** One request, or one operation of a bulk request, as it is told in the log. */
export interface LoggedCall {
  method: string
  /** As the client wrote it, the base included. */
  path: string
  filter: string | null
  /** The text of the body; undefined without one, or before it was read. */
  body: string | undefined
}

export interface CallOutcome {
  status: number
  scimType: string | null
  detail: string | null
  found: number | null
  changed: boolean
}

const METHOD_LENGTH_MAX = 16
const PATH_LENGTH_MAX = 200
const DETAIL_LENGTH_MAX = 500
const FILTER_LENGTH_MAX = 500
const NAME_LENGTH_MAX = 200

export type RequestEntry = ActivityEntry & { kind: 'scim.request' }

/** How a SCIM request stands in the activity log (scim.md 10). */
export function requestEntry(
  call: LoggedCall,
  outcome: CallOutcome,
  { tokenEnding, durationMs }: { tokenEnding: string; durationMs: number },
): RequestEntry {
  const { method, path, filter, body } = call
  const sent = body === undefined ? undefined : redactBody(body)
  return {
    kind: 'scim.request',
    data: {
      method: storable(method, METHOD_LENGTH_MAX),
      path: storable(redactText(path), PATH_LENGTH_MAX),
      filter: filter === null ? null : storable(redactText(filter), FILTER_LENGTH_MAX),
      status: outcome.status,
      durationMs,
      tokenEnding,
      resource: resourceOf(path, sent),
      scimType: outcome.scimType,
      detail: outcome.detail === null ? null : storable(outcome.detail, DETAIL_LENGTH_MAX),
      found: outcome.found,
      changed: outcome.changed,
      times: 1,
    },
    ...(sent === undefined ? {} : { body: sent }),
  }
}

const RESOURCE_PATH = /\/(Users|Groups)\/*(?:\/([^/?]+))?\/*$/i

/** What a request is about, by its address; one that makes something is named by what it sent. */
function resourceOf(path: string, sent: string | undefined): RequestData['resource'] {
  const [, collection, rawId] = RESOURCE_PATH.exec(path) ?? []
  if (!collection || rawId === '.search') return null
  const type = collection.toLowerCase() === 'users' ? 'User' : 'Group'
  const id = rawId === undefined ? null : storable(decoded(rawId), PATH_LENGTH_MAX)
  const name = id === null && sent !== undefined ? nameIn(sent) : null
  return id === null && name === null ? null : { type, id, name }
}

function nameIn(sent: string): string | null {
  const body: unknown = JSON.parse(sent)
  if (typeof body !== 'object' || body === null) return null
  const texts = ['displayname', 'username'].map(
    (wanted) => Object.entries(body).find(([name]) => name.toLowerCase() === wanted)?.[1],
  )
  const name = texts.find((text) => typeof text === 'string' && text.trim() !== '')
  return typeof name === 'string' ? storable(name, NAME_LENGTH_MAX) : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A client may send what Postgres cannot hold; one such text must not cost the others their entry. */
function storable(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).toWellFormed().replaceAll('\0', '\uFFFD')
}
