import type { AttributePath } from '../attribute'

/**
 * A parsed filter (RFC 7644 section 3.4.2.2). Names are already resolved against the attribute
 * table, `and`/`or` are flat lists, so a tree is at most FILTER_DEPTH_MAX deep and an interpreter
 * may recurse.
 *
 * What an interpreter must do:
 * - A path through a list is met when any element meets it; `some` when ONE element meets the whole
 *   inner filter. The paths inside `some` are whole (`emails.type`), to be read from the element.
 * - Text compares by `caseExact`, folded with `foldCase` where it is false. `externalId` is exact
 *   when a resource has exactly that value and folded when none has (entra-profile.md 5.2).
 * - `ne` is `not eq` and therefore true for an absent attribute; `pr` is false for null, `""` and
 *   empty lists and objects; `eq null` is `not pr`. Every predicate is true or false, never unknown.
 * - The value has the type of the attribute: booleans are booleans, dates are ISO text to be
 *   compared as instants, on an `open` attribute it is what the client wrote.
 */
export type FilterNode =
  | ({ readonly kind: 'compare' } & Comparison)
  | { readonly kind: 'present'; readonly path: AttributePath }
  | { readonly kind: 'and'; readonly terms: readonly FilterNode[] }
  | { readonly kind: 'or'; readonly terms: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly term: FilterNode }
  | { readonly kind: 'some'; readonly path: AttributePath; readonly element: FilterNode }

export const compareOperators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const
export type CompareOperator = (typeof compareOperators)[number]

export interface Comparison {
  readonly path: AttributePath
  readonly operator: CompareOperator
  readonly value: FilterValue
}

export type FilterValue = string | number | boolean | null

/** What a tree can be folded into: a predicate, an SQL condition, its text. */
export interface FilterAlgebra<T> {
  compare(comparison: Comparison): T
  present(path: AttributePath): T
  and(terms: readonly T[]): T
  or(terms: readonly T[]): T
  not(term: T): T
  /** The inner filter arrives unfolded, because an element is read differently from a resource. */
  some(path: AttributePath, element: FilterNode): T
}

export function fold<T>(node: FilterNode, algebra: FilterAlgebra<T>): T {
  switch (node.kind) {
    case 'compare':
      return algebra.compare(node)
    case 'present':
      return algebra.present(node.path)
    case 'and':
      return algebra.and(node.terms.map((term) => fold(term, algebra)))
    case 'or':
      return algebra.or(node.terms.map((term) => fold(term, algebra)))
    case 'not':
      return algebra.not(fold(node.term, algebra))
    case 'some':
      return algebra.some(node.path, node.element)
  }
}
