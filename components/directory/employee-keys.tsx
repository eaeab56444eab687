import { Section } from '@/components/ui/page'
import { StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { EmployeeDetails, EmployeeKey } from '@/lib/directory/schemas'
import { keyWords } from './directory-words'

/** Per property the living key, then those that ended; each with its own times. */
export function EmployeeKeys({ keys }: { keys: EmployeeDetails['keys'] }) {
  return (
    <Section title="Mobile keys" id="keys">
      {keys.length === 0 ? (
        <p className="text-ink-soft">
          No mobile key yet. One is made when a rule that says yes matches.
        </p>
      ) : (
        <Table caption="Mobile keys" head={['Property', 'State', 'Since', 'Made']}>
          {keys.map((key) => (
            <KeyLine key={key.id} mobileKey={key} />
          ))}
        </Table>
      )}
    </Section>
  )
}

function KeyLine({ mobileKey: key }: { mobileKey: EmployeeKey }) {
  const ended = key.revokedAt !== null
  const { word, tone } = keyWords[ended ? 'revoked' : key.state]
  return (
    <Row muted={ended}>
      <RowHead>{key.property}</RowHead>
      <Cell>
        <StatusBadge tone={tone}>
          {word}
          {key.device && !ended && ` on ${key.device}`}
        </StatusBadge>
        {ended && key.cause && <p className="text-ink-soft">{key.cause}</p>}
      </Cell>
      <Cell nowrap>
        <Time at={key.revokedAt ?? key.stateAt} timeZone={key.timeZone} />
      </Cell>
      <Cell nowrap>
        <Time at={key.issuedAt} timeZone={key.timeZone} />
      </Cell>
    </Row>
  )
}
