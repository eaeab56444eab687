import { type AttributePath, pathName } from '../attribute'
import { type FilterNode, type FilterValue, fold } from './ast'

/** The canonical text of a filter, e.g. for the request log; parsing it gives the same tree. */
export function printFilter(node: FilterNode): string {
  return print(node, pathName).text
}

/** How tightly a text holds together, which decides whether it needs brackets inside another. */
interface Printed {
  readonly text: string
  readonly binds: 'or' | 'and' | 'term'
}

function print(node: FilterNode, name: (path: AttributePath) => string): Printed {
  return fold<Printed>(node, {
    compare: ({ path, operator, value }) => term(`${name(path)} ${operator} ${printValue(value)}`),
    present: (path) => term(`${name(path)} pr`),
    and: (terms) => ({
      binds: 'and',
      text: terms.map((t) => (t.binds === 'term' ? t.text : `(${t.text})`)).join(' and '),
    }),
    or: (terms) => ({
      binds: 'or',
      text: terms.map((t) => (t.binds === 'or' ? `(${t.text})` : t.text)).join(' or '),
    }),
    not: (inner) => term(`not (${inner.text})`),
    some: (path, element) => {
      const inner = print(element, ({ sub, attribute }) => (sub ?? attribute).name)
      return term(`${name(path)}[${inner.text}]`)
    },
  })
}

function term(text: string): Printed {
  return { text, binds: 'term' }
}

function printValue(value: FilterValue): string {
  return JSON.stringify(value)
}
