import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import type { AnyActivityRow } from '@/lib/activity/schemas'
import { changesOf } from './entry-facts'
import { capitalisedField } from './field-words'

/** Values before and after; of a request, everything that it changed. */
export function EntryChanges({
  entry,
  related,
}: {
  entry: AnyActivityRow
  related: AnyActivityRow[]
}) {
  const told = entry.kind === 'scim.request' ? related : [entry]
  const changes = told.flatMap((one) =>
    changesOf(one).map((change) => ({ ...change, who: nameOf(one) })),
  )
  if (changes.length === 0) {
    return <p className="text-ink-soft">No value is different because of this.</p>
  }
  const several = new Set(changes.map((change) => change.who)).size > 1
  return (
    <Table
      caption="Values before and after"
      head={several ? ['Whose', 'Field', 'Before', 'After'] : ['Field', 'Before', 'After']}
    >
      {changes.map((change, index) => (
        <Row key={`${index} ${change.field}`}>
          {several ? (
            <RowHead>{change.who}</RowHead>
          ) : (
            <RowHead>{capitalisedField(change.field)}</RowHead>
          )}
          {several && <Cell>{capitalisedField(change.field)}</Cell>}
          <Cell>
            <Value text={change.before} />
          </Cell>
          <Cell>
            <Value text={change.after} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function Value({ text }: { text: string | null }) {
  return text === null ? (
    <span className="text-ink-soft">(empty)</span>
  ) : (
    <span className="[overflow-wrap:anywhere]">{text}</span>
  )
}

function nameOf(entry: AnyActivityRow): string {
  if ('name' in entry.data && entry.data.name !== null) return entry.data.name
  return 'group' in entry.data ? entry.data.group : ''
}
