import { checkName, coerce } from '../coerce'
import { foldCase } from '../fold-case'
import { copyObject, emptyObject, isJsonObject, type Json, type JsonObject } from '../json'
import type { Resource } from '../store'
import { changeElements, changeSub } from './elements'
import { mergeLists, withoutListed } from './lists'
import type { AttributeStep, PatchStep } from './steps'

/**
 * Applies steps in order and returns a new document; the given one is never touched, so a step that
 * throws leaves nothing behind (RFC 7644 section 3.5.2: all or nothing).
 */
export function applySteps(before: Resource, steps: readonly PatchStep[]): Resource {
  const after = copyObject(before)
  for (const step of steps) applyStep(after, step)
  return after
}

function applyStep(resource: Resource, step: PatchStep): void {
  if (!('value' in step)) {
    delete resource[ownKey(resource, step.target.extension)]
    return
  }
  const { extension } = step.target.path
  if (extension === undefined) {
    applyToBlock(resource, step)
    return
  }
  const key = ownKey(resource, extension)
  const stored = Object.hasOwn(resource, key) ? resource[key] : undefined
  const block = isJsonObject(stored) ? copyObject(stored) : emptyObject()
  applyToBlock(block, step)
  if (Object.keys(block).length > 0) resource[key] = block
  else delete resource[key]
}

function applyToBlock(block: JsonObject, step: AttributeStep): void {
  const key = ownKey(block, step.target.path.attribute.name)
  const next = nextValue(Object.hasOwn(block, key) ? block[key] : undefined, step)
  if (next === undefined || (Array.isArray(next) && next.length === 0)) delete block[key]
  else block[key] = next
}

/** The spelling a name already has in the document, otherwise the given one. */
function ownKey(object: JsonObject, name: string): string {
  checkName(name)
  if (Object.hasOwn(object, name)) return name
  return Object.keys(object).find((key) => foldCase(key) === foldCase(name)) ?? name
}

function nextValue(current: Json | undefined, step: AttributeStep): Json | undefined {
  const { path, filter } = step.target
  if (filter) return changeElements(current, filter, step)
  if (path.sub) return changeSub(current, path.sub, step)
  if (step.op === 'remove') return withoutListed(path.attribute, current, step.value)
  return assigned(current, step)
}

function assigned(current: Json | undefined, step: AttributeStep): Json | undefined {
  const definition = step.target.path.attribute
  const value = coerce(definition, step.value ?? null)
  // Adding an empty list adds nothing; only null and "" unassign.
  if (value === undefined) {
    return step.op === 'add' && Array.isArray(step.value) ? current : undefined
  }
  if (Array.isArray(current) && Array.isArray(value) && step.op === 'add') {
    return mergeLists(definition, current, value)
  }
  const isSingle = definition.type === 'complex' && !definition.multiValued
  if (isSingle && isJsonObject(current) && isJsonObject(value) && value.value === undefined) {
    return Object.assign(copyObject(current), value)
  }
  return value
}
