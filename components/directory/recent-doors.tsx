import { Link } from '@/components/ui/navigation'
import { Section, TextLink } from '@/components/ui/page'
import { StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { DoorTouch } from '@/lib/doors/schemas'
import { doorAnswerSentence } from '@/lib/kernel/door-answers'

/** Where the person's keys were held to a door, and what it answered. */
export function RecentDoors({
  employeeId,
  touches,
  timeZone,
}: {
  employeeId: string
  touches: DoorTouch[]
  timeZone: string
}) {
  return (
    <Section
      title="Recent doors"
      id="recent-doors"
      actions={
        touches.length > 0 && (
          <TextLink href={`/activity?subject=${employeeId}&what=door`}>All doors</TextLink>
        )
      }
    >
      {touches.length === 0 ? (
        <p className="text-ink-soft">No door was asked for this person yet.</p>
      ) : (
        <Table caption="Recent doors" head={['Door', 'Answer', 'When']}>
          {touches.map((touch) => (
            <Row key={touch.id}>
              <RowHead>
                <Link href={`/activity/${touch.id}`} className="text-ink hover:underline">
                  {touch.door ?? 'An unknown door'}
                </Link>
                {touch.property && (
                  <span className="block font-normal text-ink-soft">{touch.property}</span>
                )}
              </RowHead>
              <Cell>
                <Answer answer={touch.answer} />
              </Cell>
              <Cell nowrap>
                <Time at={touch.at} timeZone={touch.timeZone ?? timeZone} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Section>
  )
}

function Answer({ answer }: Pick<DoorTouch, 'answer'>) {
  if (answer === 'open') return <StatusBadge tone="healthy">Opened</StatusBadge>
  return (
    <>
      <StatusBadge tone="stopped">Refused</StatusBadge>{' '}
      <span className="text-ink-soft">{doorAnswerSentence(answer)}</span>
    </>
  )
}
