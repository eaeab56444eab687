import { nameKey } from '@/lib/kernel/name-key'
import { describeConditions } from './engine/describe'
import type { Names } from './names'
import type { VersionedRule } from './rule-content'

/** A rule in words, as differences between versions and between properties are told. */
export interface WordedRule {
  ruleId: string
  name: string
  position: number
  words: string
  accessGroups: string[]
  role: string
  mobileKey: boolean
  enabled: boolean
  leftOut: string[]
}

/** Fifty conditions of five hundred values are no sentence any more. */
const SENTENCE_LENGTH_MAX = 400

export function wordRules(rules: readonly VersionedRule[], names: Names): WordedRule[] {
  return rules.map((rule, index) => ({
    ruleId: rule.ruleId,
    name: rule.name,
    position: index + 1,
    words: describeConditions(rule.conditions, (id) => names.get(id)),
    accessGroups: rule.accessGroupNames.toSorted(),
    role: rule.roleName,
    mobileKey: rule.mobileKey,
    enabled: rule.enabled,
    leftOut: rule.leftOut
      .map(({ employeeId, until }) => {
        const name = names.get(employeeId) ?? 'somebody who is gone'
        return until ? `${name} until ${until.slice(0, 10)}` : name
      })
      .sort(),
  }))
}

/** What happened to a property's rules between two states, a sentence each. */
export function differenceOf(before: WordedRule[], after: WordedRule[]): string[] {
  const wasThere = (rule: WordedRule) => before.find((one) => one.ruleId === rule.ruleId)
  const isThere = (rule: WordedRule) => after.some((one) => one.ruleId === rule.ruleId)
  const sentences = [
    ...before.filter((rule) => !isThere(rule)).map((rule) => `${rule.name} was deleted.`),
    ...after.flatMap((rule) => {
      const old = wasThere(rule)
      if (!old) return [`${rule.name} was added: ${inWords(rule)}`]
      const renamed = old.name === rule.name ? [] : [`${old.name} is now called ${rule.name}.`]
      return [...renamed, ...changedParts(old, rule).map((part) => `${rule.name}: ${part}`)]
    }),
    ...orderChange(before.filter(isThere), after.filter(wasThere)),
  ]
  return sentences.map(shortened)
}

/** What changed within a rule, but for its name. */
function changedParts(old: WordedRule, rule: WordedRule): string[] {
  const parts: string[] = []
  if (old.words !== rule.words) parts.push(`asks “${rule.words}”, before “${old.words}”.`)
  if (!sameList(old.accessGroups, rule.accessGroups)) {
    parts.push(`gives ${rule.accessGroups.join(', ')}, before ${old.accessGroups.join(', ')}.`)
  }
  if (old.role !== rule.role) parts.push(`the role is ${rule.role}, before ${old.role}.`)
  if (old.mobileKey !== rule.mobileKey) {
    parts.push(rule.mobileKey ? 'gives a mobile key now.' : 'gives no mobile key any more.')
  }
  if (old.enabled !== rule.enabled) parts.push(rule.enabled ? 'turned on.' : 'turned off.')
  if (!sameList(old.leftOut, rule.leftOut)) {
    parts.push(
      rule.leftOut.length > 0
        ? `leaves out ${rule.leftOut.join(', ')}.`
        : 'leaves out nobody any more.',
    )
  }
  return parts
}

/** In what two rules beside each other differ; what each says stands in its column. */
export function differingParts(left: WordedRule, right: WordedRule): string[] {
  const parts: string[] = []
  if (left.words !== right.words) parts.push('The conditions differ.')
  if (!sameNames(left.accessGroups, right.accessGroups)) parts.push('The access groups differ.')
  if (left.role !== right.role) parts.push('The roles differ.')
  if (left.mobileKey !== right.mobileKey) parts.push('Only one gives a mobile key.')
  if (left.enabled !== right.enabled) parts.push('Only one is turned on.')
  if (!sameList(left.leftOut, right.leftOut)) parts.push('Other people are left out.')
  return parts
}

/** Rules of two lists that are called alike, in the order of the first, then those of the second alone. */
export function pairedByName(left: WordedRule[], right: WordedRule[]) {
  const called = (rule: WordedRule) => nameKey(rule.name)
  const names = [...new Set([...left, ...right].map(called))]
  return names.map((key) => ({
    left: left.find((rule) => called(rule) === key),
    right: right.find((rule) => called(rule) === key),
  }))
}

function inWords(rule: WordedRule): string {
  const key = rule.mobileKey ? 'a mobile key' : 'no mobile key'
  return `if ${rule.words}, then ${rule.accessGroups.join(', ')}, the role ${rule.role} and ${key}.`
}

function orderChange(before: WordedRule[], after: WordedRule[]): string[] {
  const ids = (rules: WordedRule[]) => rules.map((rule) => rule.ruleId)
  if (sameList(ids(before), ids(after))) return []
  return [`The order is now ${after.map((rule) => rule.name).join(', ')}.`]
}

function sameList(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index])
}

/** Names of access groups at two properties, which matter as they are compared everywhere: folded. */
function sameNames(one: string[], other: string[]): boolean {
  return sameList(one.map(nameKey).sort(), other.map(nameKey).sort())
}

function shortened(sentence: string): string {
  return sentence.length <= SENTENCE_LENGTH_MAX
    ? sentence
    : `${sentence.slice(0, SENTENCE_LENGTH_MAX)}…`
}
