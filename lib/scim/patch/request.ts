import { invalidSyntax, invalidValue, noTarget, tooMany } from '../errors'
import { isJsonObject, type Json, type JsonObject } from '../json'
import { PATCH_OPERATIONS_MAX } from '../limits'
import { capitalisedOperation, memberIgnoringCase } from '../quirks'
import type { ResourceType } from '../schemas'
import { addObjectSteps, addPathStep, type Steps, type Verb } from './steps'

/**
 * Turns a PATCH body of any dialect into steps (RFC 7644 section 3.5.2). The `schemas` of the body
 * and stray members such as `id` or an operation's `name` are not looked at: write-ups of Entra
 * show wrong ones (entra-profile.md 7).
 */
export function readPatch(body: JsonObject, type: ResourceType): Steps {
  const operations = memberIgnoringCase(body, 'Operations')
  if (!Array.isArray(operations)) throw invalidSyntax('A PATCH needs the list Operations.')
  if (operations.length > PATCH_OPERATIONS_MAX) {
    throw tooMany(`A PATCH may hold ${PATCH_OPERATIONS_MAX} operations at most.`)
  }
  const into: Steps = { steps: [], members: [] }
  for (const operation of operations) readOperation(into, type, operation)
  return into
}

function readOperation(into: Steps, type: ResourceType, operation: Json): void {
  if (!isJsonObject(operation)) throw invalidSyntax('Each operation is an object.')
  const verb = readVerb(memberIgnoringCase(operation, 'op'))
  const value = memberIgnoringCase(operation, 'value')
  const path = readPath(memberIgnoringCase(operation, 'path'))
  if (value === undefined && verb !== 'remove') {
    throw invalidValue(`The operation ${verb} needs a value; null clears an attribute.`)
  }
  if (path !== undefined) {
    addPathStep(into, type, { verb, path, value })
    return
  }
  if (verb === 'remove') throw noTarget('The operation remove needs a path.')
  if (!isJsonObject(value)) {
    throw invalidValue(`The operation ${verb} without a path needs an object as its value.`)
  }
  addObjectSteps(into, type, { verb, object: value })
}

function readVerb(op: Json | undefined): Verb {
  const verb = capitalisedOperation(op)
  if (verb === 'add' || verb === 'replace' || verb === 'remove') return verb
  throw invalidSyntax('The op of an operation is add, replace or remove.')
}

function readPath(path: Json | undefined): string | undefined {
  if (path === undefined || path === null || path === '') return undefined
  if (typeof path !== 'string') throw invalidSyntax('The path of an operation is text.')
  return path
}
