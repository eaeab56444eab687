import type { ReactNode } from 'react'
import { Initials } from '@/components/ui/initials'
import { Link } from '@/components/ui/navigation'
import { Chip, StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import type { EmployeePlace, EmployeeRow } from '@/lib/directory/schemas'
import { keyWords, statusWords } from './directory-words'

export const employeeColumns = [
  'Name and e-mail',
  'State and source',
  'Access',
  'Role',
  'Mobile key',
  'Department and phone',
]

/** People with what they have at each property; a property is one line through three columns. */
export function EmployeeTable({ rows }: { rows: EmployeeRow[] }) {
  return (
    <Table caption="Employees" head={employeeColumns}>
      {rows.map((row) => (
        <EmployeeLine key={row.id} row={row} />
      ))}
    </Table>
  )
}

function EmployeeLine({ row }: { row: EmployeeRow }) {
  const gone = row.status === 'deactivated' || row.status === 'deleted'
  const status = statusWords[row.status]
  return (
    <Row muted={gone}>
      <RowHead>
        <div className="flex w-52 items-center gap-2.5">
          <Initials name={row.name} />
          <div className="min-w-0">
            <Link href={`/employees/${row.id}`} className="block truncate text-ink hover:underline">
              {row.name}
            </Link>
            <p className="truncate font-normal text-ink-soft" title={row.email ?? undefined}>
              {row.email ?? 'No e-mail'}
            </p>
          </div>
        </div>
      </RowHead>
      <Cell nowrap>
        <StatusBadge tone={status.tone}>{status.word}</StatusBadge>
        <p className="text-ink-soft">{row.source === 'entra' ? 'Entra' : 'Local only'}</p>
      </Cell>
      <Cell>
        <Lines of={row.places} empty="No access">
          {(place) => <Access place={place} />}
        </Lines>
      </Cell>
      <Cell nowrap>
        <Lines of={row.places}>{(place) => place.role ?? <Nothing of="role" />}</Lines>
      </Cell>
      <Cell nowrap>
        <Lines of={row.places}>
          {(place) =>
            place.key ? (
              <StatusBadge tone={keyWords[place.key].tone}>{keyWords[place.key].word}</StatusBadge>
            ) : (
              <span className="text-ink-soft">No key</span>
            )
          }
        </Lines>
      </Cell>
      <Cell>
        <div className="w-32">
          <p className="truncate">{row.department ?? <Nothing of="department" />}</p>
          <p className="truncate text-ink-soft">{row.phone ?? <Nothing of="phone" />}</p>
        </div>
      </Cell>
    </Row>
  )
}

function Access({ place }: { place: EmployeePlace }) {
  const groups = place.accessGroups.join(', ')
  const rules = place.rules.length > 0 ? `by ${place.rules.join(', ')}` : ''
  return (
    <div
      className="flex w-72 min-w-0 items-center gap-2"
      title={[place.property, groups || 'no doors', rules].filter(Boolean).join(' · ')}
    >
      <Chip>{place.property}</Chip>
      <span className="truncate">
        {groups || <span className="text-ink-soft">no doors</span>}
        {rules && <span className="text-ink-soft"> {rules}</span>}
      </span>
    </div>
  )
}

function Lines({
  of: places,
  empty,
  children,
}: {
  of: EmployeePlace[]
  empty?: string
  children: (place: EmployeePlace) => ReactNode
}) {
  if (places.length === 0) return <span className="text-ink-soft">{empty}</span>
  return places.map((place) => (
    <div key={place.propertyId} className="flex h-6 items-center">
      {children(place)}
    </div>
  ))
}

function Nothing({ of: what }: { of: string }) {
  return (
    <span className="text-ink-soft">
      <span aria-hidden>–</span>
      <span className="sr-only">No {what}</span>
    </span>
  )
}
