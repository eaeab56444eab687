import {
  type CharacterTest,
  type PatternFolding,
  type PatternNode,
  PatternProblem,
  parsePattern,
} from './pattern-syntax'

/**
 * Patterns that nobody can make slow (product.md 4.2). A pattern becomes a small machine whose
 * states are all followed at once, so a value is read once, from left to right, whatever the
 * pattern; sets of states met before are remembered with where each character leads.
 */
export interface Pattern {
  /** Whether the pattern is found in a folded value; `^` and `$` hold it to the whole. */
  matches(value: string): boolean
}

/** Steps of the machine. A pattern of 200 characters needs more only through counts of counts. */
const STEPS_MAX = 600
/** Remembered sets of one pattern; beyond it the memory begins anew. */
const SETS_MAX = 500

type Step =
  | { kind: 'character'; test: CharacterTest; next: number }
  | { kind: 'split'; next: number[] }
  | { kind: 'start' | 'end'; next: number }
  | { kind: 'found' }

/** Patterns in use; a rule is evaluated for many people, one after the other. */
const PATTERNS_KEPT_MAX = 200
const kept = new Map<string, Pattern>()

/** What an operand's values are folded as decides what a pattern's letters are. */
type FoldedAs = PatternFolding | 'country'

/** The pattern, ready to use; undefined for a text that is none. */
export function patternOf(text: string, foldedAs?: FoldedAs): Pattern | undefined {
  const folding = foldedAs === 'email' ? foldedAs : undefined
  const key = `${folding} ${text}`
  const known = kept.get(key)
  if (known) return known
  if (patternProblem(text, folding) !== undefined) return undefined
  if (kept.size >= PATTERNS_KEPT_MAX) kept.clear()
  const made = compilePattern(text, folding)
  kept.set(key, made)
  return made
}

/** Throws `PatternProblem` with a sentence for whoever wrote the pattern. */
function compilePattern(text: string, folding: PatternFolding): Pattern {
  const steps: Step[] = [{ kind: 'found' }]
  let size = 0
  const put = (step: Step) => steps.push(step) - 1
  const unfold = (node: PatternNode, next: number): number => {
    if (++size > STEPS_MAX) throw new PatternProblem('This pattern repeats too much.')
    switch (node.kind) {
      case 'character':
        return put({ kind: 'character', test: node.test, next })
      case 'start':
      case 'end':
        return put({ kind: node.kind, next })
      case 'sequence':
        return node.parts.reduceRight((after, part) => unfold(part, after), next)
      case 'choice':
        return put({ kind: 'split', next: node.options.map((one) => unfold(one, next)) })
      case 'repeat':
        return repeat(node, next)
    }
  }
  const repeat = ({ node, min, max }: PatternNode & { kind: 'repeat' }, next: number): number => {
    let entry = next
    if (max === undefined) {
      const loop: Step = { kind: 'split', next: [next] }
      entry = put(loop)
      loop.next.push(unfold(node, entry))
    }
    for (let extra = min; extra < (max ?? min); extra++) {
      entry = put({ kind: 'split', next: [unfold(node, entry), next] })
    }
    for (let times = 0; times < min; times++) entry = unfold(node, entry)
    return entry
  }
  return new Machine(steps, unfold(parsePattern(text, folding), 0))
}

/** What is wrong with a pattern, in a sentence; undefined when it can be used. */
export function patternProblem(text: string, folding?: PatternFolding): string | undefined {
  try {
    compilePattern(text, folding)
    return undefined
  } catch (error) {
    if (error instanceof PatternProblem) return error.message
    throw error
  }
}

/** Every state that the machine may be in after the same beginning. */
interface StateSet {
  steps: readonly number[]
  found: boolean
  /** Found if the value ends here. */
  foundAtEnd: boolean
  /** Where each character leads from here. */
  next: Map<string, StateSet>
}

class Machine implements Pattern {
  readonly #sets = new Map<string, StateSet>()

  constructor(
    private readonly steps: readonly Step[],
    private readonly first: number,
  ) {}

  matches(value: string): boolean {
    let set = this.#setOf(this.#closure([this.first], { atStart: true, atEnd: false }))
    for (const character of value) {
      if (set.found) return true
      set = this.#after(set, character)
    }
    return set.found || set.foundAtEnd
  }

  #after(set: StateSet, character: string): StateSet {
    const known = set.next.get(character)
    if (known) return known
    // The pattern may begin at every character, unless it says ^.
    const reached = [this.first]
    for (const index of set.steps) {
      const step = this.steps[index]
      if (step?.kind === 'character' && step.test(character)) reached.push(step.next)
    }
    const made = this.#setOf(this.#closure(reached, { atStart: false, atEnd: false }))
    set.next.set(character, made)
    return made
  }

  #setOf(steps: number[]): StateSet {
    const key = steps.join()
    const known = this.#sets.get(key)
    if (known) return known
    if (this.#sets.size >= SETS_MAX) {
      for (const old of this.#sets.values()) old.next.clear()
      this.#sets.clear()
    }
    const atEnd = this.#closure(steps, { atStart: false, atEnd: true })
    const made = {
      steps,
      found: steps.includes(FOUND),
      foundAtEnd: atEnd.includes(FOUND),
      next: new Map<string, StateSet>(),
    }
    this.#sets.set(key, made)
    return made
  }

  /** All steps that are reached without a character, in a fixed order. */
  #closure(from: readonly number[], place: { atStart: boolean; atEnd: boolean }): number[] {
    const seen = new Set<number>()
    const waiting = [...from]
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (seen.has(index)) continue
      seen.add(index)
      const step = this.steps[index]
      if (step?.kind === 'split') waiting.push(...step.next)
      if (step?.kind === 'start' && place.atStart) waiting.push(step.next)
      if (step?.kind === 'end' && place.atEnd) waiting.push(step.next)
    }
    return [...seen].sort((a, b) => a - b)
  }
}

/** The first step of every machine. */
const FOUND = 0
