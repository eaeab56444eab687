import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { employees } from '@/db/schema'
import {
  type Conditions,
  leavesOf,
  type SingleCondition,
  wantedValues,
} from '@/lib/rules/engine/condition'
import { namesOfCountry } from '@/lib/rules/engine/country'
import { rawValues } from '@/lib/rules/engine/facts'
import { foldValue } from '@/lib/rules/engine/fold-value'
import { type Operand, operandOf } from '@/lib/rules/engine/operands'
import { operatorOf } from '@/lib/rules/engine/operators'
import type { RuleMatches } from '../schemas'

/** Beyond the most frequent values a near one is a person's own typing, not a department's. */
const VALUES_READ_MAX = 2_000
const SHOWN_MAX = 10
/** Short words differ by one letter and mean something else: HR and PR. */
const LENGTH_FOR_ONE = 4
const LENGTH_FOR_TWO = 8

type NearSpelling = RuleMatches['nearSpellings'][number]

interface Wanted {
  operand: Operand
  /** What the rule wants, folded; with how else it is written, where a value is near to that too. */
  wanted: { value: string; typed: string; bare: string[] }[]
}

/**
 * Values that people have and that look like one the rule wants: "3 people have 'Enginering'". A
 * value that some condition of the rule wants exactly is no misspelling of another.
 */
export async function findNearSpellings(
  ctx: Context,
  conditions: Conditions,
): Promise<NearSpelling[]> {
  const asked = leavesOf(conditions.conditions).flatMap(wantedBy)
  if (asked.length === 0) return []
  const seen = await readValues(ctx, [...new Set(asked.map((one) => one.operand.id))])
  const exact = new Set(
    asked.flatMap((one) => one.wanted.map(({ value }) => `${one.operand.id} ${value}`)),
  )
  const near = seen.flatMap((one) => {
    if (exact.has(`${one.operand} ${one.value}`)) return []
    const bare = withoutAccents(one.value)
    for (const { operand, wanted } of asked) {
      if (operand.id !== one.operand) continue
      const like = wanted.find((other) => other.bare.some((name) => areNear(name, bare)))
      if (like) return [{ ...one, label: operand.label, wanted: like.typed }]
    }
    return []
  })
  return spelledAsSent(ctx, near.slice(0, SHOWN_MAX))
}

function wantedBy(condition: SingleCondition): Wanted[] {
  const operand = operandOf(condition.operand)
  const { mode, test } = operatorOf(condition.operator)
  if (!operand || operand.identifies || operand.type === 'groups' || operand.type === 'yesNo') {
    return []
  }
  if (mode !== 'any' || test !== 'equals') return []
  const typed = new Map(condition.values.map((value) => [foldValue(operand.id, value), value]))
  const wanted = wantedValues(condition, operand).map((value) => {
    const names = operand.foldedAs === 'country' ? namesOfCountry(value) : []
    return { value, typed: typed.get(value) ?? value, bare: [value, ...names].map(withoutAccents) }
  })
  return [{ operand, wanted }]
}

type SeenValue = { operand: string; value: string; people: number; example: string }

async function readValues(ctx: Context, operandIds: string[]): Promise<SeenValue[]> {
  // Grouped before they are unpacked: most people share their department with many others.
  const { rows } = await ctx.db.execute<SeenValue>(sql`
    select l.operand, v.value, sum(l.people)::int as people, min(l.example) as example
    from (
      select o.id as operand, e.facts -> o.id as list, count(*) as people, min(e.id) as example
      from ${employees} as e cross join unnest(${textArray(operandIds)}) as o (id)
      where e.organization_id = ${ctx.organizationId} and e.active and e.deleted_at is null and e.hold is null
      group by o.id, e.facts -> o.id
    ) as l, jsonb_array_elements_text(l.list) as v (value)
    group by l.operand, v.value
    order by sum(l.people) desc, v.value
    limit ${VALUES_READ_MAX}`)
  return rows
}

/** Facts are folded; people read the value as their directory has it. */
async function spelledAsSent(
  ctx: Context,
  near: (SeenValue & { label: string; wanted: string })[],
): Promise<NearSpelling[]> {
  if (near.length === 0) return []
  const ids = near.map((one) => one.example)
  const { rows } = await ctx.db.execute<{ id: string; resource: Record<string, unknown> }>(sql`
    select id, resource from ${employees}
    where organization_id = ${ctx.organizationId} and id = any(${textArray(ids)})`)
  const documents = new Map(rows.map((row) => [row.id, rawValues(row.resource)]))
  return near.map(({ example, ...one }) => {
    const sent = documents.get(example)?.[one.operand] ?? []
    const spelling = sent.find((text) => foldValue(one.operand, text) === one.value)
    return { ...one, value: spelling ?? one.value }
  })
}

/** Without accents: one slip for words of some length, two for long ones; a slip is a letter more, less, other or swapped. */
function areNear(one: string, other: string): boolean {
  if (one === other) return true
  const length = Math.min(one.length, other.length)
  const most = length < LENGTH_FOR_ONE ? 0 : length < LENGTH_FOR_TWO ? 1 : 2
  if (Math.abs(one.length - other.length) > most) return false
  return slips(one, other) <= most
}

/** Letters that are no letter with an accent to Unicode, but to who types them without. */
const PLAIN: Record<string, string> = { ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe' }

/**
 * Accents count in a rule, but somebody who left them out meant the same (product.md 4.3). The signs
 * of other scripts stay: there they are the vowels of a word.
 */
function withoutAccents(folded: string): string {
  return folded
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[øłđıæœ]/g, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC')
}

/** The optimal string alignment distance. Values are bounded, so its square is too. */
function slips(one: string, other: string): number {
  let previous: number[] = []
  let current = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      next[j] = Math.min(
        (current[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (current[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (previous[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    previous = current
    current = next
  }
  return current[other.length] ?? 0
}
