'use client'

import { useState, useTransition } from 'react'
import { useWatch } from 'react-hook-form'
import { answerOf } from '@/components/form/answer-of'
import { Form } from '@/components/form/form'
import { FormSelect, FormSwitch, FormText } from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import { ConfirmDialog, Dialog } from '@/components/ui/dialog'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import {
  type EndHandGrantInput,
  HAND_DAYS_DEFAULT,
  HAND_DAYS_MAX,
  type HandGrantInput,
  handGrantSchema,
} from '@/lib/access/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import { addDays, dayAt } from '@/lib/rules/engine/dates'

/** What may be done beside the rules, and why this administrator may not. */
export interface ByHandManagement {
  refusal?: string | undefined
  /** Whether no end may be chosen. */
  mayGiveForGood: boolean
  give: (input: HandGrantInput) => Promise<ActionResult<void>>
  end: (input: EndHandGrantInput) => Promise<ActionResult<void>>
}

interface About {
  person: { id: string; name: string }
  place: { property: string; timeZone: string }
  manage: ByHandManagement
}

/** *Give access by hand*: an access group of one property, up to a last day. */
export function GiveByHand({
  choices,
  ...about
}: About & { choices: { accessGroupId: string; accessGroup: string; doors: string[] }[] }) {
  const [open, setOpen] = useState(false)
  const { property } = about.place
  const options = choices.map(({ accessGroupId, accessGroup, doors }) => ({
    value: accessGroupId,
    label: `${accessGroup} · ${counted(doors.length, 'door')}`,
  }))
  if (options.length === 0) return null
  return (
    <div>
      <Button
        tone="quiet"
        aria-label={`Give access by hand at ${property}`}
        disabledReason={about.manage.refusal}
        onClick={() => setOpen(true)}
      >
        Give access by hand
      </Button>
      {open && (
        <HandDialog
          {...about}
          title={`Give ${about.person.name} access at ${property}`}
          submitLabel="Give access"
          done={`${about.person.name} has the access`}
          accessGroupId={options.length === 1 ? (options[0]?.value ?? '') : ''}
          options={options}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}

/** *Extend* and *Remove*, for what somebody gave by hand. */
export function HandGrantActions({
  grant,
  ...about
}: About & {
  grant: { accessGroupId: string; accessGroup: string; reason: string | null; until: Date | null }
}) {
  const [open, setOpen] = useState<'extend' | 'remove'>()
  const close = () => setOpen(undefined)
  const { refusal } = about.manage
  return (
    <div className="flex flex-wrap gap-1">
      <Button
        tone="quiet"
        aria-label={`Extend ${grant.accessGroup}`}
        disabledReason={refusal}
        onClick={() => setOpen('extend')}
      >
        Extend
      </Button>
      <Button
        tone="quiet"
        aria-label={`Remove ${grant.accessGroup}`}
        disabledReason={refusal}
        onClick={() => setOpen('remove')}
      >
        Remove
      </Button>
      {open === 'extend' && (
        <HandDialog
          {...about}
          title={`How long does ${about.person.name} keep ${grant.accessGroup}?`}
          submitLabel="Set the last day"
          done="The last day was changed"
          accessGroupId={grant.accessGroupId}
          reason={grant.reason ?? ''}
          until={grant.until}
          onClose={close}
        />
      )}
      {open === 'remove' && <RemoveDialog {...about} grant={grant} onClose={close} />}
    </div>
  )
}

function HandDialog({
  person,
  place,
  manage,
  title,
  submitLabel,
  done,
  accessGroupId,
  reason = '',
  until,
  options,
  onClose,
}: About & {
  title: string
  submitLabel: string
  done: string
  accessGroupId: string
  reason?: string
  /** When what is extended ends now; null is never. */
  until?: Date | null
  /** Without them it is about the one access group. */
  options?: { value: string; label: string }[]
  onClose: () => void
}) {
  const notify = useNotify()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description="Beside the rules: they neither give nor take it. It ends by itself after its last day, and when the person leaves."
    >
      <Form
        schema={handGrantSchema}
        defaultValues={{
          employeeId: person.id,
          accessGroupId,
          lastDay: proposedDay(until, place.timeZone),
          noEnd: until === null && manage.mayGiveForGood,
          reason,
        }}
        onSubmit={async (values) => {
          const result = await manage.give(values)
          if (result.ok) {
            notify(done)
            onClose()
          }
          return result
        }}
        submitLabel={submitLabel}
      >
        {options && <FormSelect name="accessGroupId" label="Access group" options={options} />}
        {manage.mayGiveForGood && <FormSwitch name="noEnd" label="No end" />}
        <LastDay property={place.property} />
        <FormText
          name="reason"
          label="Reason"
          required
          autoComplete="off"
          hint="For example audit week. It stands on this page and in the activity log."
        />
      </Form>
    </Dialog>
  )
}

/** A month from today, or from the last day that it has already: extending never shortens. */
function proposedDay(until: Date | null | undefined, timeZone: string): string {
  const today = dayAt(new Date(), timeZone)
  const last = until ? dayAt(new Date(until.getTime() - 1), timeZone) : today
  const proposed = addDays(last > today ? last : today, HAND_DAYS_DEFAULT)
  const latest = addDays(today, HAND_DAYS_MAX)
  return proposed < latest ? proposed : latest
}

function LastDay({ property }: { property: string }) {
  const endless = useWatch<HandGrantInput, 'noEnd'>({ name: 'noEnd' })
  if (endless) return null
  return (
    <FormText
      name="lastDay"
      label="Last day"
      type="date"
      required
      className="sm:max-w-48"
      hint={`A day of ${property}.`}
    />
  )
}

function RemoveDialog({
  person,
  place,
  manage,
  grant,
  onClose,
}: About & { grant: { accessGroupId: string; accessGroup: string }; onClose: () => void }) {
  const notify = useNotify()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const { accessGroup, accessGroupId } = grant
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${accessGroup} from ${person.name}?`}
      description={`What was given by hand at ${place.property} ends at once. If nothing else is left there, the mobile key and cards end too. What rules give stays.`}
      action="Remove access"
      tone="danger"
      pending={pending}
      onConfirm={() =>
        start(async () => {
          const result = await answerOf(manage.end({ employeeId: person.id, accessGroupId }))
          if (!result.ok) return setRefusal(result.message)
          notify(`${accessGroup} was removed`)
          onClose()
        })
      }
    >
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
    </ConfirmDialog>
  )
}
