import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'

export interface RunView {
  id: string
  kind: 'cycle' | 'on_demand'
  startedAt: Date
  milliseconds: number
  summary: {
    result: 'succeeded' | 'failed'
    created: number
    updated: number
    disabled: number
    deleted: number
    memberships: number
    requests: { GET: number; POST: number; PATCH: number; DELETE: number }
    failures: { name: string; code: string; detail: string }[]
  }
}

const head = [
  'When',
  'Result',
  'Created',
  'Updated',
  'Disabled',
  'Deleted',
  'Memberships',
  'Reads',
  'Writes',
  'Took',
]

/** The last cycles with what they sent; a cycle without changes shows no write. */
export function RunLog({ runs }: { runs: RunView[] }) {
  if (runs.length === 0) return <EmptyState title="No cycle yet" />
  return (
    <div className="grid gap-3">
      <Table caption="Cycles, newest first" head={head}>
        {runs.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </Table>
      <ul className="grid gap-1 text-small">
        {runs[0]?.summary.failures.map((failure) => (
          <li key={`${failure.name}${failure.code}`} className="wrap-anywhere">
            <strong>{failure.name}</strong>: {failure.code}. {failure.detail}
          </li>
        ))}
      </ul>
    </div>
  )
}

function RunRow({ run: { kind, startedAt, milliseconds, summary } }: { run: RunView }) {
  const { requests } = summary
  const writes = requests.POST + requests.PATCH + requests.DELETE
  return (
    <Row>
      <RowHead>
        <Time at={startedAt} /> {kind === 'on_demand' && '(on demand)'}
      </RowHead>
      <Cell>
        {summary.result === 'succeeded' ? (
          <StatusBadge tone="healthy">Succeeded</StatusBadge>
        ) : (
          <StatusBadge tone="attention">With failures</StatusBadge>
        )}
      </Cell>
      <Cell>{summary.created} created</Cell>
      <Cell>{summary.updated} updated</Cell>
      <Cell>{summary.disabled} disabled</Cell>
      <Cell>{summary.deleted} deleted</Cell>
      <Cell>{summary.memberships} memberships</Cell>
      <Cell>{requests.GET} reads</Cell>
      <Cell>{writes} writes</Cell>
      <Cell nowrap>{(milliseconds / 1000).toFixed(1)} s</Cell>
    </Row>
  )
}
