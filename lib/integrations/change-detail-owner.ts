import { and, eq, type SQL, sql } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { textArray } from '@/db/predicates'
import { employees, integrations } from '@/db/schema'
import type { StoredEdits } from '@/db/schema/directory'
import { type LostDetail, overwrittenEntry } from '@/lib/activity/overwritten-entry'
import { type ActivityEntry, recordActivity } from '@/lib/activity/record'
import {
  type DetailOwner,
  detailWords,
  type EditableDetail,
  ownedDetails,
} from '@/lib/kernel/editable-details'
import { AppError } from '@/lib/kernel/errors'
import { lockIntegration } from './lock-integration'
import { isKnown, showsOwn } from './read-detail-owners'
import type { ChangeOwnerInput } from './schemas'

/**
 * Lets Entra or Sequr own a detail from now on. Where Entra is to own it again its values take the
 * place of Sequr's at once, of as many people as `replaces` says; throws conflict when it would be
 * others by now.
 */
export async function changeDetailOwner(ctx: Context, input: ChangeOwnerInput): Promise<void> {
  const row = ownedDetails.find(({ id }) => id === input.detail)
  if (!row) throw new AppError('invalid', 'There is no such detail.')
  const details: readonly EditableDetail[] = row.details
  await withTransaction(ctx, async (tx) => {
    await lockIntegration(tx)
    const [changed] = await tx.db
      .update(integrations)
      .set({ sequrOwns: ownsAfter(details, input.owner) })
      .where(and(ofOrganization(tx), isOther(details, input.owner)))
      .returning({ id: integrations.id })
    if (!changed) return
    const replaced = input.owner === 'entra' ? await takeEntraValues(tx, details) : []
    if (replaced.length !== input.replaces) throw new AppError('conflict', COUNT_CHANGED)
    const { owner } = input
    await recordActivity(tx, [
      {
        kind: 'integration.owner',
        data: { detail: detailWords[row.details[0]], owner, replaced: replaced.length },
      },
      ...replaced,
    ])
  })
}

const COUNT_CHANGED = 'Meanwhile it is another number of people. Nothing was changed. Look again.'

function ownsAfter(details: readonly EditableDetail[], owner: DetailOwner): SQL {
  const others = sql`array(select owned from unnest(${integrations.sequrOwns}) as o (owned) where owned <> all(${textArray(details)}))`
  return owner === 'sequr' ? sql`${others} || ${textArray(details)}` : others
}

/** Who owns it already changes nothing, and takes nobody's edit away. */
function isOther(details: readonly EditableDetail[], owner: DetailOwner): SQL {
  const owned = sql`${integrations.sequrOwns} @> ${textArray(details)}`
  return owner === 'sequr' ? sql`not ${owned}` : owned
}

type Replaced = {
  id: string
  name: string
  before: Record<EditableDetail, string | null>
  edits: StoredEdits
}

/** Shows what Entra has, of everybody with another value; returns what was lost by it, person by person. */
async function takeEntraValues(
  tx: Context,
  details: readonly EditableDetail[],
): Promise<ActivityEntry[]> {
  const { rows } = await tx.db.execute<Replaced>(sql`
    with own as (
      select id, edits, ${jsonOf(details)} as before from ${employees}
      where ${isKnown(tx)} and ${showsOwn(details)}
      order by id
      for no key update
    )
    update ${employees} as e
    set ${sql.join(details.map(entraValue), sql`, `)}, edits = e.edits - ${textArray(details)}
    from own
    where e.organization_id = ${tx.organizationId} and e.id = own.id
    returning e.id, e.display_name as name, own.before, own.edits`)
  return rows.map((person) => overwrittenEntry(person, lostOf(person, details)))
}

function lostOf({ before, edits }: Replaced, details: readonly EditableDetail[]): LostDetail[] {
  return details.flatMap((detail) => {
    const edit = edits[detail]
    return edit ? [{ detail, lost: before[detail], entra: edit.entra, by: edit.by }] : []
  })
}

const columnOf = (detail: EditableDetail) => sql.identifier(employees[detail].name)

const entraValue = (detail: EditableDetail) =>
  sql`${columnOf(detail)} = case when own.edits ? ${detail}::text then own.edits -> ${detail}::text ->> 'entra' else e.${columnOf(detail)} end`

const jsonOf = (details: readonly EditableDetail[]) =>
  sql`jsonb_build_object(${sql.join(
    details.map((detail) => sql`${detail}::text, ${columnOf(detail)}`),
    sql`, `,
  )})`

function ofOrganization(ctx: Context): SQL | undefined {
  return and(eq(integrations.organizationId, ctx.organizationId), eq(integrations.kind, 'entra'))
}
