'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choices'
import { Link } from '@/components/ui/navigation'
import { PageHeader, TextLink } from '@/components/ui/page'
import { EmptyState } from '@/components/ui/states'
import { Callout } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { HeldRemovals as Held } from '@/lib/access/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import { KeepDialog, LetItHappenDialog } from './held-dialogs'

const back = { href: '/inbox', label: 'Needs you' }

/** Who would lose access, over the organisation's limit, and the two ways to settle it (product.md 3.11). */
export function HeldRemovals({
  held,
  timeZone,
  today,
  letItHappen,
  keepForNow,
}: {
  held: Held
  timeZone: string
  /** ISO 8601. */
  today: string
  letItHappen: (input: { employeeIds?: string[] }) => Promise<ActionResult<{ taken: number }>>
  keepForNow: (input: {
    employeeIds?: string[]
    until: string
  }) => Promise<ActionResult<{ people: number }>>
}) {
  const [chosen, setChosen] = useState<string[]>([])
  const [asked, setAsked] = useState<'happen' | 'keep'>()
  if (held.count === 0) {
    return (
      <>
        <PageHeader title="Held removals" back={back} />
        <EmptyState title="No removal waits.">
          When Entra would take access from more people than your limit within half an hour, it is
          held here until somebody decides. People who leave are never held.
        </EmptyState>
      </>
    )
  }
  const toggle = (id: string, on: boolean) =>
    setChosen((ids) => (on ? [...ids, id] : ids.filter((one) => one !== id)))
  // Nobody chosen means everybody, also those beyond the list that is shown.
  const people = chosen.length > 0 ? chosen.length : held.count
  const target = chosen.length > 0 ? { employeeIds: chosen } : {}
  const close = () => setAsked(undefined)
  const done = () => {
    setChosen([])
    close()
  }
  return (
    <>
      <PageHeader
        title={`${counted(held.count, 'person', 'people')} would lose access, over your limit of ${held.limit}`}
        state="Their doors, roles and keys stay as they were until you decide. People who leave are never held."
        back={back}
        actions={
          <>
            <Button onClick={() => setAsked('keep')}>
              Keep {counted(people, 'person', 'people')} for now
            </Button>
            <Button tone="danger" onClick={() => setAsked('happen')}>
              Let it happen: {counted(people, 'person loses', 'people lose')} access
            </Button>
          </>
        }
      />
      <div className="grid gap-3">
        <Callout tone="attention" title="Is this meant?">
          Many changes at once are often a wrong edit in the HR system or in Entra. Ask whoever
          keeps the directory before you let it happen. The limit is in the{' '}
          <TextLink href="/integrations/azure/settings">settings</TextLink>.
        </Callout>
        <HeldTable people={held.people} timeZone={timeZone} chosen={chosen} toggle={toggle} />
        {held.people.length < held.count && (
          <p className="text-small text-ink-soft">
            The first {held.people.length} of {held.count} are shown.
          </p>
        )}
      </div>
      {asked === 'happen' && (
        <LetItHappenDialog
          people={people}
          send={() => letItHappen(target)}
          onDone={done}
          onClose={close}
        />
      )}
      {asked === 'keep' && (
        <KeepDialog
          people={people}
          today={today}
          timeZone={timeZone}
          send={(until) => keepForNow({ ...target, until })}
          onDone={done}
          onClose={close}
        />
      )}
    </>
  )
}

function HeldTable({
  people,
  timeZone,
  chosen,
  toggle,
}: {
  people: Held['people']
  timeZone: string
  chosen: string[]
  toggle: (id: string, on: boolean) => void
}) {
  return (
    <Table
      caption="People whose access is kept"
      head={['Choose', 'Person', 'Department', 'Would lose', 'Since', 'Put off until']}
    >
      {people.map((person) => (
        <Row key={person.id}>
          <Cell>
            <Checkbox
              label={`Choose ${person.name}`}
              labelHidden
              checked={chosen.includes(person.id)}
              onCheckedChange={(on) => toggle(person.id, on)}
            />
          </Cell>
          <RowHead>
            <Link href={`/employees/${person.id}`} className="hover:underline">
              {person.name}
            </Link>
          </RowHead>
          <Cell>{person.department ?? '–'}</Cell>
          <Cell>{person.loses.join(', ')}</Cell>
          <Cell nowrap>
            <Time at={new Date(person.since)} timeZone={timeZone} />
          </Cell>
          <Cell nowrap>
            {person.keptUntil ? <Time at={new Date(person.keptUntil)} timeZone={timeZone} /> : '–'}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
