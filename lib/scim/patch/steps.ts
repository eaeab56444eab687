import { type AttributePath, openAttribute, pathName } from '../attribute'
import { checkName } from '../coerce'
import { invalidPath, invalidValue, readOnlyAttribute } from '../errors'
import { isJsonObject, type Json, type JsonObject } from '../json'
import { isCustomExtension } from '../path'
import type { ResourceType } from '../schemas'
import type { MemberChange } from '../store'
import { memberChange } from './members'
import { parseTarget, type Target } from './target'

export type Verb = 'add' | 'replace' | 'remove'

/** One change of one attribute. Whatever dialect a client speaks, it becomes a list of these. */
export interface AttributeStep {
  readonly op: Verb
  readonly target: Extract<Target, { kind: 'attribute' }>
  /** Absent only on a `remove` that names no value. */
  readonly value: Json | undefined
}

/** A whole extension block goes; setting one is a step for each of its attributes. */
interface BlockStep {
  readonly op: 'remove'
  readonly target: Extract<Target, { kind: 'extension' }>
}

export type PatchStep = AttributeStep | BlockStep

export interface Steps {
  readonly steps: PatchStep[]
  /** Members never pass through the document (scim.md 5). */
  readonly members: MemberChange[]
}

/** Collects what an operation with a path does. A path that nobody knows does nothing. */
export function addPathStep(
  into: Steps,
  type: ResourceType,
  op: { verb: Verb; path: string; value: Json | undefined },
): void {
  const target = parseTarget(op.path, type)
  if (!target) return
  if (target.kind === 'attribute') {
    if (target.path.attribute.name !== 'schemas') refuseReadOnly(target.path)
    addAttributeStep(into, { op: op.verb, target, value: op.value })
    return
  }
  if (op.verb === 'remove') {
    if (target.kind === 'resource') throw invalidPath('A resource is deleted, not removed.')
    into.steps.push({ op: 'remove', target })
    return
  }
  addBlock(into, type, { verb: op.verb, target, value: op.value ?? null })
}

function refuseReadOnly(path: AttributePath): void {
  const readOnly = [path.attribute, path.sub].find((part) => part?.mutability === 'readOnly')
  if (readOnly) throw readOnlyAttribute(pathName(path))
}

/**
 * Collects what an object without a path does: each key is itself a path (entra-profile.md 7.4).
 * The body of a POST or PUT is read in the same way, so that both lead to the same state. What the
 * client cannot set (`id`, `meta`, `groups`) is ignored here, because clients echo what they read.
 */
export function addObjectSteps(
  into: Steps,
  type: ResourceType,
  op: { verb: 'add' | 'replace'; object: JsonObject },
): void {
  for (const [key, value] of Object.entries(op.object)) {
    const target = keyTarget(key, value, type)
    if (!target) continue
    if (target.kind === 'attribute') addWritable(into, { op: op.verb, target, value })
    else addBlock(into, type, { verb: op.verb, target, value })
  }
}

function keyTarget(key: string, value: Json, type: ResourceType): Target | undefined {
  checkName(key)
  // `foo bar` and `x[y` can be no attribute of ours.
  if (!NAME.test(key) && !FILTERED_NAME.test(key)) return undefined
  // A key that is a custom URN and holds an object is the block itself, whatever its spelling.
  if (isCustomExtension(key) && isJsonObject(value) && !/:\d+\.\d+:[^:.]+[:.]/.test(key)) {
    const known = parseTarget(key, type)
    return known?.kind === 'extension' ? known : { kind: 'extension', extension: key }
  }
  return parseTarget(key, type)
}

const NAME = /^[^\s[\]"()\\]+$/
const FILTERED_NAME = /^[^\s[\]"()\\]+\[.*\](?:\.[^\s[\]"()\\]+)?$/

/** A whole extension, or the core schema's URN as a key: an object whose keys are its attributes. */
function addBlock(
  into: Steps,
  type: ResourceType,
  op: {
    verb: 'add' | 'replace'
    target: Exclude<Target, { kind: 'attribute' }>
    value: Json
  },
): void {
  const { target, value, verb } = op
  if (value === null || value === '') {
    if (target.kind === 'extension') into.steps.push({ op: 'remove', target })
    return
  }
  // An extension's own name with anything but an object says nothing that could be stored.
  if (!isJsonObject(value)) throw invalidValue('A schema is an object of attributes.')
  for (const [key, inner] of Object.entries(value)) {
    checkName(key)
    const found = NAME.test(key) ? attributeInside(target, key, type) : undefined
    if (found) addWritable(into, { op: verb, target: found, value: inner })
  }
}

function attributeInside(
  block: Exclude<Target, { kind: 'attribute' }>,
  key: string,
  type: ResourceType,
): AttributeStep['target'] | undefined {
  if (block.kind === 'extension' && isCustomExtension(block.extension)) {
    const [name = key, ...rest] = key.split('.')
    const sub = rest.length > 0 ? openAttribute(rest.join('.')) : undefined
    const path = { extension: block.extension, attribute: openAttribute(name), sub }
    return { kind: 'attribute', path, filter: undefined }
  }
  const urn = block.kind === 'extension' ? block.extension : type.schema.urn
  const found = parseTarget(`${urn}:${key}`, type)
  return found?.kind === 'attribute' ? found : undefined
}

function addWritable(into: Steps, step: AttributeStep): void {
  const { attribute, sub } = step.target.path
  if (attribute.mutability === 'readOnly' || sub?.mutability === 'readOnly') return
  addAttributeStep(into, step)
}

function addAttributeStep(into: Steps, step: AttributeStep): void {
  const { attribute, extension } = step.target.path
  if (attribute.mutability === 'writeOnly' || attribute.mutability === 'readOnly') return
  if (attribute.name === 'members' && extension === undefined) {
    into.members.push(...memberChange(step.op, step.target, step.value))
    return
  }
  into.steps.push(step)
}
