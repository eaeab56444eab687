import { Link } from '@/components/ui/navigation'
import { StatusBadge, type Tone } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { describeActivity } from '@/lib/activity/describe'
import type { AnyActivityRow } from '@/lib/activity/schemas'
import { actorLabel } from '@/lib/kernel/actors'
import { outcomeOf } from './entry-facts'

export const activityColumns = ['What', 'Time', 'Who', 'Property']
/** A request is of no property, but it may be refused. */
const requestColumns = ['What', 'Time', 'Who', 'Result']

export const outcomeWords = {
  done: { word: 'Done', tone: 'healthy' },
  refused: { word: 'Refused', tone: 'attention' },
  failed: { word: 'Failed', tone: 'stopped' },
} as const satisfies Record<string, { word: string; tone: Tone }>

/** Entries as sentences; each opens into its own page. `timeZone` is for entries of no property. */
export function ActivityTable({
  rows,
  timeZone,
  withResult,
}: {
  rows: AnyActivityRow[]
  timeZone: string
  /** Requests may be refused; everything else in the log did happen, so it says no result. */
  withResult: boolean
}) {
  const head = withResult ? requestColumns : activityColumns
  return (
    <Table caption="Activity" head={head}>
      {rows.map((entry) => (
        <ActivityLine key={entry.id} entry={entry} timeZone={timeZone} withResult={withResult} />
      ))}
    </Table>
  )
}

function ActivityLine({
  entry,
  timeZone,
  withResult,
}: {
  entry: AnyActivityRow
  timeZone: string
  withResult: boolean
}) {
  return (
    <Row>
      <RowHead>
        <Link
          href={`/activity/${entry.id}`}
          className="block w-60 whitespace-normal font-normal text-ink [overflow-wrap:anywhere] hover:underline sm:w-auto sm:max-w-[34rem] sm:min-w-64"
        >
          {describeActivity(entry.kind, entry.data)}
        </Link>
      </RowHead>
      <Cell nowrap>
        <Time at={entry.at} timeZone={entry.property?.timeZone ?? timeZone} />
      </Cell>
      <Cell nowrap>{actorLabel(entry.actor)}</Cell>
      <Cell nowrap>
        {withResult ? (
          <Result entry={entry} />
        ) : (
          (entry.property?.name ?? <span className="text-ink-soft">–</span>)
        )}
      </Cell>
    </Row>
  )
}

function Result({ entry }: { entry: AnyActivityRow }) {
  const { word, tone } = outcomeWords[outcomeOf(entry)]
  return (
    <StatusBadge tone={tone}>
      {word}
      {entry.kind === 'scim.request' && ` ${entry.data.status}`}
    </StatusBadge>
  )
}
