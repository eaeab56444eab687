import { listed } from '@/lib/kernel/words'
import type { ActivityData, CardChange } from './kinds'

type Changed = ActivityData['access.changed']

/**
 * What one decision changed for a person, as a sentence, and what is behind it as short ones after it.
 * A file of the log holds these words alone, so they name everything.
 */
export function describeChanged(data: Changed): string {
  const { name, property, role } = data
  const clauses: string[] = []
  const gains = gainsOf(data)
  const losses = lossesOf(data)
  if (gains.length > 0) clauses.push(`gets ${listed(gains)}`)
  if (losses.length > 0) clauses.push(`loses ${listed(losses)}`)
  clauses.push(...shutWords(data))
  if (role)
    clauses.push(role.after === null ? 'has no role any more' : `has the role ${role.after}`)
  return [`${name} at ${property}: ${clauses.join('; ')}.`, ...behind(data)].join(' ')
}

function gainsOf({ given = [], key }: Changed): string[] {
  const names = given.map((one) => one.accessGroup)
  return key?.what === 'issued' ? [...names, 'a mobile key'] : names
}

function lossesOf({ taken = [], key, cards = [] }: Changed): string[] {
  const ended = cards.filter((card) => card.what === 'ended')
  return [...taken, ...(key?.what === 'revoked' ? ['the mobile key'] : []), ...cardWords(ended)]
}

/** What is suspended. */
function shutWords({ key, cards = [] }: Changed): string[] {
  const stopped = cards.filter((card) => card.what === 'suspended')
  const keys = key?.what === 'suspended' ? ['the mobile key'] : []
  const count = keys.length + stopped.length
  if (count === 0) return []
  return [`${listed([...keys, ...cardWords(stopped)])} ${count === 1 ? 'opens' : 'open'} nothing`]
}

function cardWords(cards: CardChange[]): string[] {
  if (cards.length === 0) return []
  const endings = listed(cards.map(({ card }) => `…${card}`))
  return [`the ${cards.length === 1 ? 'card' : 'cards'} ${endings}`]
}

function behind({ given = [], key, cards = [] }: Changed): string[] {
  const rules = [...new Set(given.flatMap((one) => one.rules))]
  const causes = [...(key && 'cause' in key ? [key] : []), ...cards].map((one) => one.cause)
  const byRules = `By the ${rules.length === 1 ? 'rule' : 'rules'} ${listed(rules)}.`
  return [...(rules.length > 0 ? [byRules] : []), ...new Set(causes)]
}
