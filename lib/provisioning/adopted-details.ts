import { type SQL, sql } from 'drizzle-orm'
import { employees } from '@/db/schema'
import type { StoredEdits } from '@/db/schema/directory'
import type { LostDetail } from '@/lib/activity/overwritten-entry'
import { type EditableDetail, editableDetails } from '@/lib/kernel/editable-details'
import type { ShownDetails } from './kept-details'

/**
 * Entra's first word about somebody whom Sequr knows already is stored by the statement that finds
 * them. So what `keepDetails` says of a push is said here in SQL, over the row `e`, what was sent
 * `i`, and the list of details that Sequr owns, `o.details`.
 */
export interface AdoptedDetails {
  before: ShownDetails & { edits: StoredEdits }
  after: ShownDetails
}

const columnOf = (row: 'b' | 'e' | 'i', detail: EditableDetail) =>
  sql`${sql.raw(row)}.${sql.identifier(employees[detail].name)}`
const named = (detail: EditableDetail) => sql.raw(`'${detail}'`)
const forEach = (part: (detail: EditableDetail) => SQL) =>
  sql.join(editableDetails.map(part), sql`, `)

const isKept = (detail: EditableDetail) =>
  sql`(o.details ? ${named(detail)} and (${columnOf('e', detail)} is not null or e.edits ? ${named(detail)}))`

const shown = (detail: EditableDetail) =>
  sql`${sql.identifier(employees[detail].name)} = case when ${isKept(detail)} then ${columnOf('e', detail)} else ${columnOf('i', detail)} end`

const keptRow = (detail: EditableDetail) =>
  sql`(${named(detail)}, ${columnOf('e', detail)}, ${columnOf('i', detail)}, ${isKept(detail)})`

/** `<column> = <value>, …`, for the update that adopts. */
export const adoptedAssignments: SQL = sql`${forEach(shown)},
  edits = (
    select coalesce(jsonb_object_agg(k.detail, jsonb_build_object('entra', k.entra,
      'by', e.edits -> k.detail ->> 'by',
      'at', coalesce(e.edits -> k.detail ->> 'at', ${sql.placeholder('now')}::text))), '{}'::jsonb)
    from (values ${forEach(keptRow)}) as k (detail, shown, entra, kept)
    where k.kept and k.shown is distinct from k.entra
  )`

const detailsOf = (row: 'b' | 'e') =>
  forEach((detail) => sql`${named(detail)}, ${columnOf(row, detail)}`)

/** For its returning: a query in there still sees the row as it was. */
export const adoptedBeforeAndAfter: SQL = sql`jsonb_build_object(
  'before', (
    select jsonb_build_object(${detailsOf('b')}, 'edits', b.edits) from ${employees} as b
    where b.organization_id = e.organization_id and b.id = e.id
  ),
  'after', jsonb_build_object(${detailsOf('e')}))`

/** What Entra's values replaced: all that was kept by hand, or what somebody edited of a former account. */
export function lostByAdoption(
  details: AdoptedDetails | null,
  { wasByHand }: { wasByHand: boolean },
): LostDetail[] {
  if (!details) return []
  const { before, after } = details
  return editableDetails.flatMap((detail) => {
    const edit = before.edits[detail]
    const isOwn = edit !== undefined || (wasByHand && before[detail] !== null)
    if (!isOwn || before[detail] === after[detail]) return []
    return [{ detail, lost: before[detail], entra: after[detail], by: edit?.by ?? null }]
  })
}
