import { capitalisedField } from '@/components/activity/field-words'
import { Link } from '@/components/ui/navigation'
import { Section, TextLink } from '@/components/ui/page'
import { Time } from '@/components/ui/time'
import { describeActivity } from '@/lib/activity/describe'
import type { FieldChange } from '@/lib/activity/kinds'
import type { AnyActivityRow, Followed, FollowedPart, HistoryMoment } from '@/lib/activity/schemas'
import { actorLabel } from '@/lib/kernel/actors'
import { nameList } from './directory-words'

/** An entry names so many doors; more of them are counted. */
const DOORS_TOLD = 4

/** What happened to the person, newest first: value, then rule, then access with its doors, then key. */
export function EmployeeHistory({
  employeeId,
  moments,
  timeZone,
}: {
  employeeId: string
  moments: HistoryMoment[]
  timeZone: string
}) {
  return (
    <Section
      title="History"
      id="history"
      actions={<TextLink href={`/activity?subject=${employeeId}`}>All activity</TextLink>}
    >
      {moments.length === 0 ? (
        <p className="text-ink-soft">Nothing is on record for this person yet.</p>
      ) : (
        <ol className="ml-1.5 grid gap-5 border-l pl-5">
          {moments.map((moment) => (
            <Moment key={moment.id} moment={moment} timeZone={moment.timeZone ?? timeZone} />
          ))}
        </ol>
      )}
    </Section>
  )
}

function Moment({ moment, timeZone }: { moment: HistoryMoment; timeZone: string }) {
  const { causes, values, followed } = moment
  const rules = rulesOf(followed)
  return (
    <li className="relative grid gap-1">
      <span
        aria-hidden
        className="absolute top-1.5 -left-[1.5625rem] size-2 rounded-full border border-line-strong bg-surface"
      />
      <p className="text-small text-ink-soft">
        <Time at={moment.at} timeZone={timeZone} /> · {actorLabel(moment.actor)}
      </p>
      {values.map((entry) => (
        <Value key={entry.id} entry={entry} />
      ))}
      {causes.map((entry) => (
        <EntryLine key={entry.id} entry={entry} />
      ))}
      {rules.length > 0 && (
        <p className="text-ink-soft">
          {rules.length > 1 ? 'Rules' : 'Rule'} {rules.join(', ')} matched.
        </p>
      )}
      {followed.length > 0 && (
        <ul className="grid gap-1 border-l border-line-strong/40 pl-3">
          {followed.map(({ entry, parts }) => (
            <li key={entry.id}>
              <EntryLine entry={entry} parts={parts} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** Changed values stand as values; anything else as its sentence. */
function Value({ entry }: { entry: AnyActivityRow }) {
  switch (entry.kind) {
    case 'employee.updated':
      return <Changes id={entry.id} changes={entry.data.changes} />
    case 'employee.details_edited':
      return <Changes id={entry.id} changes={entry.data.changes} title="Edited in Sequr" />
    case 'employee.entra_used':
      return <Changes id={entry.id} changes={entry.data.changes} title="Entra’s value again" />
    default:
      return <EntryLine entry={entry} />
  }
}

function Changes({ id, changes, title }: { id: string; changes: FieldChange[]; title?: string }) {
  return (
    <Link href={`/activity/${id}?tab=changes`} className="group grid gap-0.5">
      {title && <span>{title}</span>}
      {changes.map(({ field, before, after }) => (
        <span key={field} className="[overflow-wrap:anywhere] group-hover:underline">
          {capitalisedField(field)}: {before ?? '(empty)'} → {after ?? '(empty)'}
        </span>
      ))}
    </Link>
  )
}

/** A line for each thing that the entry tells of; all of them lead to it. */
function EntryLine({
  entry,
  parts = [{ part: entry, doors: [] }],
}: {
  entry: AnyActivityRow
  parts?: FollowedPart[]
}) {
  return (
    <Link href={`/activity/${entry.id}`} className="group grid gap-1">
      {parts.map((one, index) => (
        <PartLine key={`${index} ${one.part.kind}`} {...one} />
      ))}
    </Link>
  )
}

function PartLine({ part, doors }: FollowedPart) {
  const sign = signs[part.kind]
  return (
    <span>
      <span className="flex gap-1.5">
        {sign && (
          <span aria-hidden className={sign === '+' ? 'text-gain' : 'text-lose'}>
            {sign}
          </span>
        )}
        <span className="min-w-0 [overflow-wrap:anywhere] group-hover:underline">
          {wordsOf(part)}
        </span>
      </span>
      {doors.length > 0 && (
        <span className="block pl-4 text-small text-ink-soft">
          Doors today: {nameList(doors.slice(0, DOORS_TOLD), doors.length)}
        </span>
      )}
    </span>
  )
}

const signs: Partial<Record<AnyActivityRow['kind'], '+' | '−'>> = {
  'access.given': '+',
  'access.taken': '−',
  'key.issued': '+',
  'key.revoked': '−',
  'card.given': '+',
  'card.ended': '−',
}

/** On a person's own page their name need not be said again. */
function wordsOf(entry: AnyActivityRow): string {
  switch (entry.kind) {
    case 'access.given':
      return `Access to ${entry.data.accessGroup} at ${entry.data.property}${entry.data.byHand ? ' by hand' : ''}`
    case 'access.taken':
      return `Access to ${entry.data.accessGroup} at ${entry.data.property} ended`
    case 'key.issued':
      return `Mobile key for ${entry.data.property}`
    case 'key.revoked':
      return `Mobile key for ${entry.data.property} ended. ${entry.data.cause}`
    case 'key.suspended':
      return `Mobile key for ${entry.data.property} opens nothing. ${entry.data.cause}`
    case 'card.given':
      return `Card …${entry.data.card} for ${entry.data.property}`
    case 'card.ended':
      return `Card …${entry.data.card} for ${entry.data.property} ended. ${entry.data.cause}`
    case 'card.suspended':
      return `Card …${entry.data.card} for ${entry.data.property} opens nothing. ${entry.data.cause}`
    case 'role.changed':
      return entry.data.after
        ? `Role ${entry.data.after} at ${entry.data.property}`
        : `No role at ${entry.data.property} any more`
    default:
      return describeActivity(entry.kind, entry.data)
  }
}

function rulesOf(followed: Followed[]): string[] {
  const given = followed.flatMap(({ parts }) =>
    parts.flatMap(({ part }) => (part.kind === 'access.given' ? part.data.rules : [])),
  )
  return [...new Set(given)]
}
