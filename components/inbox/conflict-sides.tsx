import { Link } from '@/components/ui/navigation'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Conflict, ConflictSide } from '@/lib/inbox/schemas'

const fields: { label: string; of: (side: ConflictSide) => string | null }[] = [
  { label: 'User name', of: (side) => side.userName },
  { label: 'Job title', of: (side) => side.title },
  { label: 'Department', of: (side) => side.department },
  { label: 'Phone', of: (side) => side.phone },
  { label: 'Employee ID', of: (side) => side.employeeNumber },
]

/** Who waits beside whoever else has the e-mail, value by value; what nobody has is left out. */
export function ConflictSides({ conflict, timeZone }: { conflict: Conflict; timeZone: string }) {
  const { person, others } = conflict
  const sides = [person, ...others]
  const shown = fields.filter(({ of }) => sides.some((side) => of(side)))
  return (
    <Table
      caption={`${person.name} beside whoever else has the e-mail`}
      head={[
        <span key="of" className="sr-only">
          Value
        </span>,
        ...sides.map((side) => (
          <Link
            key={side.id}
            href={`/employees/${side.id}`}
            className="text-ink whitespace-normal underline wrap-anywhere"
          >
            {side.name}
          </Link>
        )),
      ]}
    >
      <Row>
        <RowHead>Now</RowHead>
        {sides.map((side) => (
          <Cell key={side.id}>{nowOf(side, side === person)}</Cell>
        ))}
      </Row>
      <Row>
        <RowHead>Comes from</RowHead>
        {sides.map((side) => (
          <Cell key={side.id}>
            {side.source === 'entra' ? 'Entra' : 'Kept by hand'},{' '}
            <Time at={side.createdAt} timeZone={timeZone} />
          </Cell>
        ))}
      </Row>
      {shown.map(({ label, of }) => (
        <Row key={label}>
          <RowHead>{label}</RowHead>
          {sides.map((side) => (
            <Cell key={side.id}>
              <span className="wrap-anywhere">{of(side) ?? '–'}</span>
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  )
}

function nowOf(side: ConflictSide, waits: boolean): string {
  if (waits) return 'Waits: no doors, no key'
  return side.ended ? 'All access ended' : 'Has what the rules say'
}
