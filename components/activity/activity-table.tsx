import { Link } from '@/components/ui/navigation'
import { StatusBadge, type Tone } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { describeActivity } from '@/lib/activity/describe'
import type { AnyActivityRow } from '@/lib/activity/schemas'
import { actorLabel } from '@/lib/kernel/actors'
import { outcomeOf } from './entry-facts'

export const activityColumns = ['What', 'Time', 'Who', 'Property', 'Result']

export const outcomeWords = {
  done: { word: 'Done', tone: 'healthy' },
  refused: { word: 'Refused', tone: 'attention' },
  failed: { word: 'Failed', tone: 'stopped' },
} as const satisfies Record<string, { word: string; tone: Tone }>

/** Entries as sentences; each opens into its own page. `timeZone` is for entries of no property. */
export function ActivityTable({ rows, timeZone }: { rows: AnyActivityRow[]; timeZone: string }) {
  return (
    <Table caption="Activity" head={activityColumns}>
      {rows.map((entry) => (
        <ActivityLine key={entry.id} entry={entry} timeZone={timeZone} />
      ))}
    </Table>
  )
}

function ActivityLine({ entry, timeZone }: { entry: AnyActivityRow; timeZone: string }) {
  const outcome = outcomeWords[outcomeOf(entry)]
  const status = entry.kind === 'scim.request' ? ` ${entry.data.status}` : ''
  return (
    <Row>
      <RowHead>
        <Link
          href={`/activity/${entry.id}`}
          className="block max-w-[32rem] min-w-64 font-normal text-ink [overflow-wrap:anywhere] hover:underline"
        >
          {describeActivity(entry.kind, entry.data)}
        </Link>
      </RowHead>
      <Cell nowrap>
        <Time at={entry.at} timeZone={entry.property?.timeZone ?? timeZone} />
      </Cell>
      <Cell nowrap>{actorLabel(entry.actor)}</Cell>
      <Cell nowrap>{entry.property?.name ?? <span className="text-ink-soft">–</span>}</Cell>
      <Cell nowrap>
        <StatusBadge tone={outcome.tone}>
          {outcome.word}
          {status}
        </StatusBadge>
      </Cell>
    </Row>
  )
}
