import { invalidFilter } from '../errors'
import { FILTER_LENGTH_MAX } from '../limits'

export type Token =
  | { readonly kind: 'open' | 'close' | 'openElement' | 'closeElement' | 'end' }
  /** Names, operators, numbers, `true`, `false`, `null`. */
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }

const TOKEN = /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|([^\s"()[\]]+))/y

const brackets = { '(': 'open', ')': 'close', '[': 'openElement', ']': 'closeElement' } as const

/** Cuts a filter into its words; the last token is always `end`. */
export function tokenize(text: string): Token[] {
  if (text.length > FILTER_LENGTH_MAX) {
    throw invalidFilter(`The filter is longer than ${FILTER_LENGTH_MAX} characters.`)
  }
  const tokens: Token[] = []
  const source = text.trimEnd()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex
    const found = TOKEN.exec(source)
    if (!found) throw invalidFilter(`The filter cannot be read at character ${at + 1}.`)
    tokens.push(toToken(found))
  }
  tokens.push({ kind: 'end' })
  return tokens
}

function toToken([, bracket, quoted, word]: RegExpExecArray): Token {
  if (bracket !== undefined) return { kind: brackets[bracket as keyof typeof brackets] }
  if (quoted !== undefined) return { kind: 'text', value: readText(quoted) }
  return { kind: 'word', text: word ?? '' }
}

/** A comparison's text is a JSON string (RFC 7644 section 3.4.2.2). */
function readText(quoted: string): string {
  let value: unknown
  try {
    value = JSON.parse(quoted)
  } catch {
    throw invalidFilter('A quoted value in the filter is not a JSON string.')
  }
  // Neither can be stored, so neither can be found; Postgres would refuse them with an error.
  if (typeof value !== 'string' || value.includes('\0') || !value.isWellFormed()) {
    throw invalidFilter('A quoted value in the filter is not well-formed text.')
  }
  return value
}
