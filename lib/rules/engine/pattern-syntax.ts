import { foldEmailLetters, foldLetters } from './fold'

/**
 * What a pattern may say: literals, `.`, `[a-z]`, `\d \w \s` and their opposites, `^ $ | ( )` and
 * the counts `* + ? {2} {2,} {2,4}`. Whatever would need going back over the text (back references,
 * looking ahead) does not exist, which is why matching takes linear time.
 */
export type PatternNode =
  | { kind: 'character'; test: CharacterTest }
  | { kind: 'sequence'; parts: PatternNode[] }
  | { kind: 'choice'; options: PatternNode[] }
  | { kind: 'repeat'; node: PatternNode; min: number; max: number | undefined }
  | { kind: 'start' }
  | { kind: 'end' }

/** Whether a folded character is meant. */
export type CharacterTest = (character: string) => boolean

export class PatternProblem extends Error {}

export const PATTERN_LENGTH_MAX = 200
/** Of one count; how large all of them become together is bounded where they are unfolded. */
const COUNT_MAX = 100

/** How the values are folded on which a pattern is tried; its own characters are folded alike. */
export type PatternFolding = 'email' | undefined

/** Composed, so that an accent and its letter are one character as they are in folded values. */
export function parsePattern(text: string, folding: PatternFolding): PatternNode {
  if (text.length > PATTERN_LENGTH_MAX) {
    throw new PatternProblem(`A pattern has at most ${PATTERN_LENGTH_MAX} characters.`)
  }
  const reader = new Reader([...text.normalize('NFC')], folding)
  const node = parseChoice(reader)
  if (reader.peek() === ')') throw new PatternProblem('A ) in the pattern has no ( before it.')
  return node
}

class Reader {
  #at = 0
  constructor(
    private readonly characters: readonly string[],
    private readonly folding: PatternFolding,
  ) {}

  /** A character as values hold it once they are folded: none, one or several, as ß is ss. */
  fold(character: string): string[] {
    if (/\s/u.test(character)) return [' ']
    return [...(this.folding === 'email' ? foldEmailLetters : foldLetters)(character)]
  }
  peek(ahead = 0): string | undefined {
    return this.characters[this.#at + ahead]
  }
  take(): string | undefined {
    return this.characters[this.#at++]
  }
  takeIf(character: string): boolean {
    if (this.peek() !== character) return false
    this.#at++
    return true
  }
  /** Takes what a count is written with; nothing when these characters are no count. */
  takeCount(): [string, string | undefined] | undefined {
    const rest = this.characters.slice(this.#at, this.#at + 12).join('')
    const [whole, min, comma, max] = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(rest) ?? []
    if (!whole || !min) return undefined
    this.#at += whole.length
    return [min, comma ? (max ?? '') : min]
  }
}

function parseChoice(reader: Reader): PatternNode {
  const options = [parseSequence(reader)]
  while (reader.takeIf('|')) options.push(parseSequence(reader))
  const [only] = options
  return options.length === 1 && only ? only : { kind: 'choice', options }
}

function parseSequence(reader: Reader): PatternNode {
  const parts: PatternNode[] = []
  for (;;) {
    const next = reader.peek()
    if (next === undefined || next === '|' || next === ')') return { kind: 'sequence', parts }
    const part = parseCounts(reader, parseAtom(reader))
    const before = parts.at(-1)
    if (before && spacesIn(before) + spacesIn(part) > 1) throw new PatternProblem(SPACES)
    parts.push(part)
  }
}

/** A pattern that asks for more would be found in nothing, and look as if nobody matched. */
const SPACES = 'Several spaces count as one. Write one space in the pattern.'

/** How many spaces a part asks for at least, where it is made of them alone. */
function spacesIn(node: PatternNode): number {
  if (node.kind === 'repeat') return node.min * spacesIn(node.node)
  return node.kind === 'character' && node.test === isSpace ? 1 : 0
}

function parseCounts(reader: Reader, atom: PatternNode): PatternNode {
  let node = atom
  for (;;) {
    const count = parseCount(reader)
    if (!count) return node
    if (node.kind === 'start' || node.kind === 'end') {
      throw new PatternProblem('^ and $ in a pattern cannot be repeated.')
    }
    // A lazy count finds the same people as a greedy one.
    reader.takeIf('?')
    node = { kind: 'repeat', node, ...count }
    if (spacesIn(node) > 1) throw new PatternProblem(SPACES)
  }
}

function parseCount(reader: Reader): { min: number; max: number | undefined } | undefined {
  if (reader.takeIf('*')) return { min: 0, max: undefined }
  if (reader.takeIf('+')) return { min: 1, max: undefined }
  if (reader.takeIf('?')) return { min: 0, max: 1 }
  const count = reader.takeCount()
  if (!count) return undefined
  const min = Number(count[0])
  const max = count[1] === '' ? undefined : Number(count[1])
  if (Math.max(min, max ?? 0) > COUNT_MAX) {
    throw new PatternProblem(`A count in a pattern is at most ${COUNT_MAX}.`)
  }
  if (max !== undefined && max < min) {
    throw new PatternProblem('Give the smaller count first, as in {2,4}.')
  }
  return { min, max }
}

function parseAtom(reader: Reader): PatternNode {
  const character = reader.take() ?? ''
  switch (character) {
    case '(':
      return parseGroup(reader)
    case '[':
      return parseClass(reader)
    case '.':
      return { kind: 'character', test: () => true }
    case '^':
      return { kind: 'start' }
    case '$':
      return { kind: 'end' }
    case '\\':
      return parseEscape(reader)
    case '*':
    case '+':
    case '?':
      throw new PatternProblem(`A ${character} in the pattern has nothing before it to repeat.`)
    default:
      return literal(reader.fold(character))
  }
}

function parseGroup(reader: Reader): PatternNode {
  if (reader.takeIf('?') && !reader.takeIf(':')) {
    throw new PatternProblem('Looking ahead or behind is not possible in a pattern.')
  }
  const node = parseChoice(reader)
  if (!reader.takeIf(')')) throw new PatternProblem('A ( in the pattern is not closed.')
  return node
}

const isDigit: CharacterTest = (one) => one >= '0' && one <= '9'
const isWordCharacter: CharacterTest = (one) => /^[a-z0-9_]$/.test(one)
/** Folded values hold no other. */
const isSpace: CharacterTest = (one) => one === ' '
const not =
  (test: CharacterTest): CharacterTest =>
  (one) =>
    !test(one)

const classes: Record<string, CharacterTest> = {
  d: isDigit,
  D: not(isDigit),
  w: isWordCharacter,
  W: not(isWordCharacter),
  s: isSpace,
  S: not(isSpace),
}

function parseEscape(reader: Reader): PatternNode {
  const character = reader.take()
  if (character === undefined) throw new PatternProblem('The pattern ends with a lone \\.')
  const test = classes[character]
  return test ? { kind: 'character', test } : literal(reader.fold(plainEscape(character)))
}

/** Letters and digits after a \ mean something in other dialects; here they must not mean another. */
function plainEscape(character: string): string {
  if (/[\p{L}\p{N}]/u.test(character)) {
    throw new PatternProblem(`\\${character} has no meaning in a pattern here.`)
  }
  return character
}

function literal(folded: readonly string[]): PatternNode {
  const [only, ...others] = folded.map((one) => characterNode(isExactly(one)))
  if (only && others.length === 0) return only
  return { kind: 'sequence', parts: only ? [only, ...others] : [] }
}

function characterNode(test: CharacterTest): PatternNode {
  return { kind: 'character', test }
}

function isExactly(folded: string): CharacterTest {
  return folded === ' ' ? isSpace : (other) => other === folded
}

/** What stands between [ and ]: tests of one character, and characters that fold to several. */
interface ClassParts {
  tests: CharacterTest[]
  several: PatternNode[]
}

function parseClass(reader: Reader): PatternNode {
  const negated = reader.takeIf('^')
  const parts: ClassParts = { tests: [], several: [] }
  for (let first = true; ; first = false) {
    const character = reader.take()
    if (character === undefined) throw new PatternProblem('A [ in the pattern is not closed.')
    if (character === ']' && !first) break
    if (character === ']') throw new PatternProblem('[] in the pattern is empty.')
    readClassPart(reader, character, parts)
  }
  const { tests, several } = parts
  const some: CharacterTest = (one) => tests.some((test) => test(one))
  if (!negated) {
    const one = characterNode(some)
    return several.length === 0 ? one : { kind: 'choice', options: [one, ...several] }
  }
  if (several.length > 0) {
    throw new PatternProblem('[^…] in the pattern can only leave out single letters, not ß or ﬁ.')
  }
  return characterNode(not(some))
}

function readClassPart(reader: Reader, character: string, parts: ClassParts): void {
  const escaped = character === '\\'
  const from = escaped ? reader.take() : character
  if (from === undefined) throw new PatternProblem('A [ in the pattern is not closed.')
  const known = escaped ? classes[from] : undefined
  if (known) {
    parts.tests.push(known)
    return
  }
  const low = escaped ? plainEscape(from) : from
  const ends = reader.peek(1)
  if (reader.peek() === '-' && ends !== undefined && ends !== ']') {
    reader.take()
    parts.tests.push(...rangeTests(reader, low))
    return
  }
  const folded = reader.fold(low)
  if (folded.length > 1) parts.several.push(literal(folded))
  else parts.tests.push(...folded.map(isExactly))
}

/** As it is written, in either case, and between what its ends fold to: Ａ-Ｚ is a-z. */
function rangeTests(reader: Reader, low: string): CharacterTest[] {
  const to = reader.take() ?? ''
  const high = to === '\\' ? plainEscape(reader.take() ?? '') : to
  if (codeOf(high) < codeOf(low)) {
    throw new PatternProblem(`The range ${low}-${high} in the pattern is the wrong way round.`)
  }
  const [[foldedLow, ...moreLow], [foldedHigh, ...moreHigh]] = [reader.fold(low), reader.fold(high)]
  if (!foldedLow || !foldedHigh || moreLow.length + moreHigh.length > 0) {
    throw new PatternProblem(
      `The range ${low}-${high} in the pattern must go from letter to letter.`,
    )
  }
  return [isBetween(low, high), isBetween(foldedLow, foldedHigh)]
}

/** In either case, since values are folded and ranges are written in capitals as often as not. */
function isBetween(low: string, high: string): CharacterTest {
  const [from, to] = [codeOf(low), codeOf(high)]
  const isIn = (character: string) => {
    const code = codeOf(character)
    return code >= from && code <= to
  }
  // The capital of the ı without a dot is that of another letter.
  return (one) =>
    isIn(one) ||
    (one !== 'ı' &&
      [one.toUpperCase(), one.toLowerCase()].some((other) => isOne(other) && isIn(other)))
}

function isOne(text: string): boolean {
  return [...text].length === 1
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}
