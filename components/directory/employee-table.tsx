import type { ReactNode } from 'react'
import { rulesAddress } from '@/components/rules/rules-address'
import { Initials } from '@/components/ui/initials'
import { Link } from '@/components/ui/navigation'
import { TextLink } from '@/components/ui/page'
import { Chip, StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import type { EmployeePlace, EmployeeRow } from '@/lib/directory/schemas'
import { counted } from '@/lib/kernel/words'
import { keyWords, statusWords } from './directory-words'

export const employeeColumns = [
  'Name and e-mail',
  'State and source',
  'Access',
  'Role',
  'Mobile key',
  'Department and phone',
]

/** The rule that comes closest to covering somebody, and what stands in its way. */
export interface ClosestRule {
  employeeId: string
  ruleId: string
  rule: string
  property: string
  match: 'all' | 'any'
  lacks: string[]
}

/** People with what they have at each property; a property is one line through three columns. */
export function EmployeeTable({
  rows,
  closest = [],
}: {
  rows: EmployeeRow[]
  closest?: ClosestRule[]
}) {
  const closestOf = new Map(closest.map((one) => [one.employeeId, one]))
  return (
    <Table caption="Employees" head={employeeColumns}>
      {rows.map((row) => (
        <EmployeeLine key={row.id} row={row} closest={closestOf.get(row.id)} />
      ))}
    </Table>
  )
}

function EmployeeLine({ row, closest }: { row: EmployeeRow; closest: ClosestRule | undefined }) {
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
        {closest && <Closest closest={closest} />}
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

/** So many conditions are told in a row; the person's page shows them all. */
const LACKS_MAX = 2

/** "Closest: Employees at Austin. Office is (empty); the rule asks: is Austin." */
function Closest({ closest: { ruleId, rule, property, match, lacks } }: { closest: ClosestRule }) {
  const told = lacks.slice(0, LACKS_MAX).join(match === 'all' ? ' and ' : ' or ')
  const rest = lacks.length - LACKS_MAX
  return (
    <p className="w-72 text-ink-soft [overflow-wrap:anywhere]">
      Closest: <TextLink href={rulesAddress({ ruleId })}>{rule}</TextLink> at {property}. {told}
      {rest > 0 && `, and ${counted(rest, 'more condition')}`}.
    </p>
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
