import { type SQL, sql } from 'drizzle-orm'
import type { AttributePath } from '@/lib/scim/attribute'
import { type Comparison, type FilterAlgebra, type FilterNode, fold } from '@/lib/scim/filter/ast'
import { foldCase } from '@/lib/scim/fold-case'
import { orderSql, textPredicate } from './filter-predicates'
import type { FilterTable } from './filter-table'

/**
 * The SQL algebra of filters. It must say exactly what `lib/scim/filter/match.ts` says in memory;
 * a property test holds the two together. Every predicate is true or false, never null. All values
 * are parameters, and no attribute name of a client reaches SQL as an identifier.
 */
export function filterToSql(filter: FilterNode, table: FilterTable): SQL {
  return sql`(${fold(filter, algebraFor(resourceSource(table), table))})`
}

/** Where values are read: the document as sent, and the same document folded. */
interface Source {
  exact: SQL
  folded: SQL
  /** Reads an element of a list: paths inside it drop their attribute name. */
  isElement: boolean
}

function resourceSource(table: FilterTable): Source {
  return { exact: table.resource, folded: table.folded, isElement: false }
}

function algebraFor(source: Source, table: FilterTable): FilterAlgebra<SQL> {
  return {
    and: (terms) => sql`(${sql.join([...terms], sql` and `)})`,
    or: (terms) => sql`(${sql.join([...terms], sql` or `)})`,
    not: (term) => sql`(not ${term})`,
    present: (path) => presentSql(path, source, table),
    compare: (comparison) => compareSql(comparison, source, table),
    some: (path, element) => someSql(path, element, table),
  }
}

function compareSql(comparison: Comparison, source: Source, table: FilterTable): SQL {
  const { path, operator, value } = comparison
  if (operator === 'ne')
    return sql`(not ${compareSql({ ...comparison, operator: 'eq' }, source, table)})`
  if (value === null) {
    return operator === 'eq' ? sql`(not ${presentSql(path, source, table)})` : sql`false`
  }
  if (!source.isElement) {
    const column = table.compare(comparison)
    if (column) return column
    const contained = containment(path, [{ kind: 'compare', ...comparison }], table)
    if (contained) return contained
    if (isOpen(path)) {
      return existsOpenValue(path, table, (json) =>
        predicate(comparison, { exact: json, folded: json }),
      )
    }
    if (path.attribute.multiValued) {
      return existsElement(path, table, (element) => predicate(comparison, valueIn(path, element)))
    }
  }
  return predicate(comparison, valueIn(path, source))
}

function someSql(path: AttributePath, element: FilterNode, table: FilterTable): SQL {
  const terms = element.kind === 'and' ? element.terms : [element]
  const contained = containment(path, terms, table)
  if (contained) return contained
  // `members[value eq "U"]` is `members.value eq "U"`, which has an index.
  const compared = element.kind === 'compare' ? table.compare(element) : undefined
  if (compared) return compared
  return existsElement(path, table, (source) => fold(element, algebraFor(source, table)))
}

/**
 * Equalities on one element of an indexed list become one containment, which the index answers.
 * Only text that compares without case stands in the folded document's index.
 */
function containment(
  path: AttributePath,
  terms: readonly FilterNode[],
  table: FilterTable,
): SQL | undefined {
  const list = table.containable(path)
  if (!list) return undefined
  const wanted: Record<string, string> = {}
  for (const term of terms) {
    if (term.kind !== 'compare' || term.operator !== 'eq') return undefined
    const sub = term.path.sub
    if (!sub || sub.caseExact || sub.type !== 'string' || typeof term.value !== 'string') {
      return undefined
    }
    if (wanted[foldCase(sub.name)] !== undefined) return undefined
    wanted[foldCase(sub.name)] = foldCase(term.value)
  }
  return sql`(${list} @> ${JSON.stringify([wanted])}::jsonb and ${list} is not null)`
}

/** True when some element of the list meets the predicate; false when there is no list. */
function existsElement(
  path: AttributePath,
  table: FilterTable,
  predicateOf: (element: Source) => SQL,
): SQL {
  const rows = table.elements?.(path)
  if (rows) {
    const element: Source = {
      exact: sql`element.exact`,
      folded: sql`element.folded`,
      isElement: true,
    }
    return sql`exists (select 1 from ${rows} as element where ${predicateOf(element)})`
  }
  const exact = listOf(attributeIn(path, table.resource, asSent))
  const folded = listOf(attributeIn(path, table.folded, foldCase))
  const element: Source = { exact: sql`exact.value`, folded: sql`folded.value`, isElement: true }
  return sql`exists (
    select 1
    from jsonb_array_elements(${exact}) with ordinality as exact (value, n)
    join jsonb_array_elements(${folded}) with ordinality as folded (value, n) on folded.n = exact.n
    where ${predicateOf(element)}
  )`
}

/** A custom extension may hold anything; a value outside a list is read as a list of one. */
function existsOpenValue(
  path: AttributePath,
  table: FilterTable,
  predicateOf: (value: SQL) => SQL,
): SQL {
  const values = valuesOf(attributeIn(path, table.folded, foldCase))
  if (!path.sub) {
    return sql`exists (select 1 from jsonb_array_elements(${values}) as item where ${predicateOf(sql`item.value`)})`
  }
  const inner = valuesOf(sql`(outer_item.value -> ${foldCase(path.sub.name)}::text)`)
  return sql`exists (
    select 1 from jsonb_array_elements(${values}) as outer_item,
      lateral jsonb_array_elements(${inner}) as item
    where ${predicateOf(sql`item.value`)}
  )`
}

const isOpen = (path: AttributePath) => path.attribute.type === 'open'

const listOf = (value: SQL) =>
  sql`case jsonb_typeof(${value}) when 'array' then ${value} else '[]'::jsonb end`

const valuesOf = (value: SQL) =>
  sql`case jsonb_typeof(${value}) when 'array' then ${value} when 'null' then '[]'::jsonb else coalesce(jsonb_build_array(${value}), '[]'::jsonb) end`

/** Names in the folded document are folded too (keys.ts). */
type NameIn = (name: string) => string
const asSent: NameIn = (name) => name

function attributeIn(path: AttributePath, document: SQL, nameIn: NameIn): SQL {
  const base = path.extension ? sql`${document} -> ${nameIn(path.extension)}::text` : document
  return path.attribute.name
    ? sql`(${base} -> ${nameIn(path.attribute.name)}::text)`
    : sql`(${base})`
}

/** The value a path names, as JSON, in both readings. */
function valueIn(path: AttributePath, source: Source): { exact: SQL; folded: SQL } {
  const read = (document: SQL, nameIn: NameIn) => {
    const attribute = source.isElement ? document : attributeIn(path, document, nameIn)
    return path.sub ? sql`(${attribute} -> ${nameIn(path.sub.name)}::text)` : attribute
  }
  return { exact: read(source.exact, asSent), folded: read(source.folded, foldCase) }
}

function predicate({ path, operator, value }: Comparison, at: { exact: SQL; folded: SQL }): SQL {
  const definition = path.sub ?? path.attribute
  if (typeof value === 'boolean' || typeof value === 'number') {
    const json = sql`${JSON.stringify(value)}::jsonb`
    if (operator === 'eq') return sql`coalesce(${at.exact} = ${json}, false)`
    if (typeof value === 'boolean') return sql`false`
    return numberPredicate(operator, value, at.exact)
  }
  if (value === null) return sql`false`
  const json = definition.caseExact ? at.exact : at.folded
  const wanted = definition.caseExact ? value : foldCase(value)
  const isText = sql`jsonb_typeof(${json}) = 'string'`
  return sql`coalesce(case when ${isText} then ${textPredicate(operator, sql`(${json} #>> '{}')`, wanted)} end, false)`
}

function numberPredicate(operator: Comparison['operator'], value: number, json: SQL): SQL {
  const isNumber = sql`jsonb_typeof(${json}) = 'number'`
  const number = sql`(${json})::numeric`
  const comparison = orderSql(operator, number, sql`${value}::numeric`)
  return comparison
    ? sql`coalesce(case when ${isNumber} then ${comparison} end, false)`
    : sql`false`
}

/** Something that is neither null nor empty, at any depth (RFC 7644 section 3.4.2.2, `pr`). */
const notEmpty = (json: SQL) =>
  sql`coalesce(jsonb_path_exists(${json}, '$.** ? ((@.type() == "string" && @ != "") || @.type() == "number" || @.type() == "boolean")'), false)`

function presentSql(path: AttributePath, source: Source, table: FilterTable): SQL {
  if (!source.isElement) {
    const column = table.present(path)
    if (column) return column
    if (isOpen(path)) return existsOpenValue(path, table, notEmpty)
    if (path.attribute.multiValued && path.sub) {
      return existsElement(path, table, (element) => notEmpty(valueIn(path, element).exact))
    }
    if (table.elements?.(path)) return existsElement(path, table, () => sql`true`)
  }
  return notEmpty(valueIn(path, source).exact)
}
