'use client'

import { useState } from 'react'
import { RowMenu } from '@/components/places/row-menu'
import { Section } from '@/components/ui/page'
import { Callout, StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { EmployeeCard } from '@/lib/keys/schemas'
import {
  CardDialog,
  type CardManagement,
  type CardPlace,
  GiveCard,
  GiveCardAgain,
} from './card-dialogs'
import { type CardDeed, cardDeedsFor, cardDeedWords, cardState } from './card-words'

export interface EmployeeCardsProps {
  person: { id: string; name: string }
  cards: EmployeeCard[]
  /** Since when the person waits for a card instead of a key. */
  askedAt: Date | null
  /** Where a card could be given; none for somebody who may have no access. */
  places: CardPlace[]
  timeZone: string
  manage: CardManagement
}

/** The cards that somebody carries, then those that ended; each with its own times. */
export function EmployeeCards(props: EmployeeCardsProps) {
  const { person, cards, askedAt, places, timeZone, manage } = props
  const [deed, setDeed] = useState<{ deed: CardDeed; card: EmployeeCard }>()
  const give = <GiveCard person={person} places={places} manage={manage} />
  return (
    <Section title="Cards" id="cards" actions={askedAt ? undefined : give}>
      {askedAt && (
        <Callout
          tone="attention"
          title={`${person.name} asks for a card instead of a mobile key.`}
          action={give}
        >
          Asked <Time at={askedAt} timeZone={timeZone} />.
        </Callout>
      )}
      {cards.length === 0 ? (
        <p className="text-ink-soft">
          No card yet. A card opens what {person.name} may open at one property.
        </p>
      ) : (
        <Table caption="Cards" head={['Card', 'Property', 'State', 'Given', '']}>
          {cards.map((card) => (
            <CardLine
              key={card.id}
              card={card}
              person={person}
              manage={manage}
              onDeed={(next) => setDeed({ deed: next, card })}
            />
          ))}
        </Table>
      )}
      {deed && (
        <CardDialog
          deed={deed.deed}
          card={deed.card}
          person={person}
          manage={manage}
          onClose={() => setDeed(undefined)}
        />
      )}
    </Section>
  )
}

function CardLine({
  card,
  person,
  manage,
  onDeed,
}: { card: EmployeeCard; onDeed: (deed: CardDeed) => void } & Pick<
  EmployeeCardsProps,
  'person' | 'manage'
>) {
  const deeds = manage.refusal === undefined ? cardDeedsFor(card) : []
  return (
    <Row muted={card.revokedAt !== null}>
      <RowHead>Ends in {card.ending}</RowHead>
      <Cell>{card.property}</Cell>
      <Cell>
        <CardState card={card} />
      </Cell>
      <Cell>
        <Time at={card.givenAt} timeZone={card.timeZone} />
        <p className="text-ink-soft">by {card.givenBy}</p>
      </Cell>
      <Cell align="right">
        {card.offered && <GiveCardAgain card={card} person={person} manage={manage} />}
        {deeds.length > 0 && (
          <RowMenu
            label={`Actions for the card …${card.ending} at ${card.property}`}
            items={deeds.map((deed) => ({
              label: cardDeedWords(deed, { name: person.name, card }).label,
              danger: deed === 'end',
              onSelect: () => onDeed(deed),
            }))}
          />
        )}
      </Cell>
    </Row>
  )
}

function CardState({ card }: { card: EmployeeCard }) {
  const { word, tone } = cardState(card)
  const stoppedAt = card.revokedAt ?? card.suspendedAt
  return (
    <>
      <span className="flex flex-wrap items-baseline gap-x-2">
        <StatusBadge tone={tone}>{word}</StatusBadge>
        {stoppedAt && (
          <span className="text-ink-soft">
            <Time at={stoppedAt} timeZone={card.timeZone} />
          </span>
        )}
      </span>
      {card.cause && <p className="max-w-80 whitespace-normal text-ink-soft">{card.cause}</p>}
      {!card.revokedAt && card.startsAt && (
        <p className="text-ink-soft">
          First day <Time at={card.startsAt} timeZone={card.timeZone} />
        </p>
      )}
    </>
  )
}
