import { invalidSyntax, invalidValue } from './errors'
import { emptyObject, isJsonObject, type JsonObject, sameJson } from './json'
import { applySteps } from './patch/apply'
import { readPatch } from './patch/request'
import { addObjectSteps, type Steps } from './patch/steps'
import { withoutByteOrderMark } from './quirks'
import type { ResourceType } from './schemas'
import type { Change, MemberChange, MemberReference, Resource } from './store'

/** Reads a request body. An array, a bare value or broken JSON is `invalidSyntax`. */
export function parseJson(text: string | undefined): JsonObject {
  let body: unknown
  try {
    body = JSON.parse(withoutByteOrderMark(text ?? ''))
  } catch {
    throw invalidSyntax('The request body is not JSON.')
  }
  if (!isJsonObject(body)) throw invalidSyntax('The request body is not a JSON object.')
  return body
}

export interface ParsedBody {
  readonly resource: Resource
  readonly members: readonly MemberReference[]
  readonly membersSent: boolean
}

/** Reads the body of a POST: canonical names, typed values, nothing that the client cannot set. */
export function readResource(body: JsonObject, type: ResourceType): ParsedBody {
  const { steps, members } = readBody(body, type)
  const resource = complete(applySteps(emptyObject(), steps), undefined, type)
  return {
    resource,
    members: members.flatMap((change) => namedIn(change)),
    membersSent: members.length > 0,
  }
}

export interface Replacement {
  readonly resource: Change
  readonly members: readonly MemberChange[]
}

/** Reads the body of a PUT: what it leaves out is cleared (RFC 7644 section 3.5.1). */
export function readReplacement(body: JsonObject, type: ResourceType): Replacement {
  const { steps, members } = readBody(body, type)
  const replaced = applySteps(emptyObject(), steps)
  return {
    resource: (before) => unlessSame(before, complete(replaced, before, type)),
    members: [{ op: 'replace', members: members.flatMap((change) => namedIn(change)) }],
  }
}

export interface Patch {
  /** Absent when the PATCH touches nothing but members. */
  readonly resource: Change | undefined
  readonly members: readonly MemberChange[]
}

export function readPatchBody(body: JsonObject, type: ResourceType): Patch {
  const { steps, members } = readPatch(body, type)
  if (steps.length === 0) return { resource: undefined, members }
  return {
    resource: (before) => unlessSame(before, complete(applySteps(before, steps), before, type)),
    members,
  }
}

function readBody(body: JsonObject, type: ResourceType): Steps {
  const into: Steps = { steps: [], members: [] }
  addObjectSteps(into, type, { verb: 'replace', object: body })
  return into
}

function namedIn(change: MemberChange): readonly MemberReference[] {
  return change.op === 'clear' ? [] : change.members
}

/** A change that changes nothing writes nothing, so version and lastModified stay. */
function unlessSame(before: Resource, after: Resource): Resource | 'unchanged' {
  return sameJson(before, after) ? 'unchanged' : after
}

/** What must hold of every stored document, however it came about. */
function complete(after: Resource, before: Resource | undefined, type: ResourceType): Resource {
  for (const definition of type.schema.attributes) {
    if (definition.required && after[definition.name] === undefined) {
      throw invalidValue(`A ${type.name} needs the attribute ${definition.name}.`)
    }
  }
  // A user always is or is not active. Leaving it out must neither let a leaver in again nor end
  // the access of somebody who stays.
  if (type.name === 'User' && after.active === undefined) after.active = before?.active ?? true
  return after
}
