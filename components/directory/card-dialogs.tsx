'use client'

import { useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { Form } from '@/components/form/form'
import { FormSelect, FormText } from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'
import { type EmployeeCard, type GiveCardInput, giveCardSchema } from '@/lib/keys/schemas'
import { type CardDeed, cardDeedWords } from './card-words'
import { DeedDialog } from './deed-dialog'

/** What the page can do about cards, and why this administrator may not. */
export interface CardManagement {
  refusal?: string | undefined
  give: (input: GiveCardInput) => Promise<ActionResult<void>>
  giveAgain: (input: { cardId: string }) => Promise<ActionResult<void>>
  reportLost: (input: { cardId: string }) => Promise<ActionResult<void>>
  liftSuspension: (input: { cardId: string }) => Promise<ActionResult<void>>
  end: (input: { cardId: string }) => Promise<ActionResult<void>>
}

/** A property where the person has access, which a card could use. */
export interface CardPlace {
  propertyId: string
  property: string
}

interface About {
  person: { id: string; name: string }
  manage: CardManagement
}

/** *Give a card*: its number, and the property where there is a choice. */
export function GiveCard({ places, person, manage }: About & { places: CardPlace[] }) {
  const [open, setOpen] = useState(false)
  const nowhere =
    places.length === 0
      ? `${person.name} has no access at any property, so a card would open nothing.`
      : undefined
  return (
    <>
      <Button disabledReason={manage.refusal ?? nowhere} onClick={() => setOpen(true)}>
        Give a card
      </Button>
      {open && <GiveCardDialog {...{ places, person, manage }} onClose={() => setOpen(false)} />}
    </>
  )
}

function GiveCardDialog({
  places,
  person,
  manage,
  onClose,
}: About & { places: CardPlace[]; onClose: () => void }) {
  const notify = useNotify()
  const [only] = places
  const several = places.length > 1
  const where = several || !only ? 'the property' : only.property
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Give ${person.name} a card`}
      description={`It opens at ${where} what ${person.name} may open there, and ends with the access. Only a fingerprint of the number is kept, and its last four characters.`}
    >
      <Form
        schema={giveCardSchema}
        defaultValues={{
          employeeId: person.id,
          propertyId: several ? '' : (only?.propertyId ?? ''),
          number: '',
        }}
        onSubmit={async (values) => {
          const result = await manage.give(values)
          if (result.ok) {
            notify(`${person.name} has the card`)
            onClose()
          }
          return result
        }}
        submitLabel="Give card"
      >
        {several && (
          <FormSelect
            name="propertyId"
            label="Property"
            required
            options={places.map(({ propertyId, property }) => ({
              value: propertyId,
              label: property,
            }))}
          />
        )}
        <FormText
          name="number"
          label="Number"
          required
          autoComplete="off"
          spellCheck={false}
          hint="As its reader says it. Spaces, dashes and capitals do not count."
        />
      </Form>
    </Dialog>
  )
}

export function CardDialog({
  deed,
  card,
  person,
  manage,
  onClose,
}: About & { deed: CardDeed; card: EmployeeCard; onClose: () => void }) {
  const acts = {
    report_lost: manage.reportLost,
    lift_suspension: manage.liftSuspension,
    end: manage.end,
  }
  return (
    <DeedDialog
      words={cardDeedWords(deed, { name: person.name, card })}
      act={() => acts[deed]({ cardId: card.id })}
      onClose={onClose}
    />
  )
}

/** The same card, for somebody whose access is back. */
export function GiveCardAgain({ card, person, manage }: About & { card: EmployeeCard }) {
  const notify = useNotify()
  const [pending, start] = useTransition()
  const again = () =>
    start(async () => {
      const result = await answerOf(manage.giveAgain({ cardId: card.id }))
      notify(result.ok ? `${person.name} has the card …${card.ending} again` : result.message)
    })
  return (
    <Button
      pending={pending}
      disabledReason={manage.refusal}
      aria-label={`Give again the card …${card.ending} for ${card.property}`}
      onClick={again}
    >
      Give again
    </Button>
  )
}
