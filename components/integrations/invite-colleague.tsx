'use client'

import { useState } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { Form } from '@/components/form/form'
import { FormText, FormTextArea } from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { Card, Section } from '@/components/ui/page'
import { Callout, StatusBadge } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'
import { type InviteInput, inviteSchema, type OpenInvitation } from '@/lib/set-up/schemas'

interface Props {
  open: OpenInvitation | null
  timeZone: string
  invite: (input: InviteInput) => Promise<ActionResult<unknown>>
  withdraw: (input: object) => Promise<ActionResult<unknown>>
}

/** *Send set-up to a colleague* (product.md 3.1): one open invitation at a time. */
export function InviteColleague({ open, timeZone, invite, withdraw }: Props) {
  const notify = useNotify()
  return (
    <Section
      id="colleague"
      title="Send set-up to a colleague"
      description="For somebody who administers Microsoft but does not use Sequr. They do steps 1 and 2 and the list for Azure. They never see the rules or your people."
    >
      <Card className="max-w-2xl">
        {open ? (
          <Open open={open} timeZone={timeZone} withdraw={withdraw} />
        ) : (
          <Form
            schema={inviteSchema}
            defaultValues={{ email: '', note: '' }}
            submitLabel="Send invitation"
            submitTone="secondary"
            onSubmit={invite}
            onDone={() => notify('The invitation is on its way')}
          >
            <FormText name="email" label="Your colleague’s e-mail" type="email" required />
            <FormTextArea
              name="note"
              label="Note"
              hint="Stands in the e-mail, in your own words. It may be empty."
            />
            <p className="text-small text-ink-soft">
              The link works for 7 days, once, and only for this set-up.
            </p>
          </Form>
        )}
      </Card>
    </Section>
  )
}

function Open({
  open,
  timeZone,
  withdraw,
}: {
  open: OpenInvitation
  timeZone: string
  withdraw: Props['withdraw']
}) {
  const notify = useNotify()
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, setPending] = useState(false)
  async function confirm() {
    setPending(true)
    const result = await answerOf(withdraw({}))
    setPending(false)
    setAsking(false)
    if (result.ok) notify('The invitation was withdrawn')
    else setRefusal(result.message)
  }
  return (
    <div className="grid gap-3">
      <p className="font-medium break-words">{open.email}</p>
      <p>
        <StatusBadge tone={open.usedAt ? 'healthy' : 'waiting'}>
          {open.usedAt ? 'At work' : 'Not opened yet'}
        </StatusBadge>
      </p>
      <p className="text-small text-ink-soft">
        Asked by {open.invitedBy} <Time at={open.createdAt} timeZone={timeZone} />
        {open.usedAt && (
          <>
            , opened <Time at={open.usedAt} timeZone={timeZone} />
          </>
        )}
        . It ends by itself <Time at={open.expiresAt} timeZone={timeZone} />.
      </p>
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
      <div>
        <Button tone="danger" onClick={() => setAsking(true)}>
          Withdraw invitation
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Withdraw the invitation of ${open.email}?`}
        description="The link and whatever is open with it stop at once. What was done so far stays."
        action="Withdraw invitation"
        pending={pending}
        onConfirm={confirm}
      />
    </div>
  )
}
