'use client'

import { useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { Button } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field'
import { Dialog } from '@/components/ui/dialog'
import { Callout } from '@/components/ui/status'
import { exactTime } from '@/components/ui/time-words'
import { useNotify } from '@/components/ui/toast'
import type { EmployeeDetails, EmployeeKey } from '@/lib/directory/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { DeedDialog } from './deed-dialog'
import { deedWords, type KeyDeed } from './key-words'

/** What the page can do about keys, and why this administrator may not. */
export interface KeyManagement {
  refusal?: string | undefined
  sendAgain: (input: { employeeId: string }) => Promise<ActionResult<void>>
  copyLink: (input: { keyId: string }) => Promise<ActionResult<{ link: string; expiresAt: Date }>>
  replacePhone: (input: { keyId: string }) => Promise<ActionResult<void>>
  liftSuspension: (input: { keyId: string }) => Promise<ActionResult<void>>
  revoke: (input: { keyId: string }) => Promise<ActionResult<void>>
  issue: (input: { employeeId: string; propertyId: string }) => Promise<ActionResult<void>>
}

type Person = Pick<EmployeeDetails, 'id' | 'name'>

export function KeyDialog({
  deed,
  mobileKey: key,
  ...rest
}: {
  deed: KeyDeed
  mobileKey: EmployeeKey
  person: Person
  manage: KeyManagement
  onClose: () => void
}) {
  const about = { mobileKey: key, ...rest }
  if (deed === 'copy_link') return <CopyLinkDialog {...about} />
  return (
    <DeedDialog
      words={deedWords(deed, { name: rest.person.name, key })}
      act={() => actOf(deed, about)}
      onClose={rest.onClose}
    />
  )
}

function actOf(
  deed: Exclude<KeyDeed, 'copy_link'>,
  {
    mobileKey: key,
    person,
    manage,
  }: { mobileKey: EmployeeKey; person: Person; manage: KeyManagement },
) {
  switch (deed) {
    case 'send_again':
      return manage.sendAgain({ employeeId: person.id })
    case 'replace_phone':
      return manage.replacePhone({ keyId: key.id })
    case 'lift_suspension':
      return manage.liftSuspension({ keyId: key.id })
    case 'revoke':
      return manage.revoke({ keyId: key.id })
  }
}

/** The link is fetched by a press of its own: fetching it is logged. */
function CopyLinkDialog({
  mobileKey: key,
  person,
  manage,
  onClose,
}: {
  mobileKey: EmployeeKey
  person: Person
  manage: KeyManagement
  onClose: () => void
}) {
  const [copied, setCopied] = useState<{ link: string; expiresAt: Date }>()
  const fresh = useFreshSignIn()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const show = () =>
    start(async () => {
      const result = await answerOf(fresh.run(() => manage.copyLink({ keyId: key.id })))
      if (result.ok) setCopied(result.value)
      else setRefusal(result.message)
    })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Set-up link of ${person.name}`}
      description="Whoever opens it first and presses Continue has the key. Hand it to this person alone; that you took it stands in the activity log."
      footer={
        copied ? (
          <Button tone="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <Button tone="primary" pending={pending} onClick={show}>
            Show link
          </Button>
        )
      }
    >
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
      {copied && (
        <>
          <CopyField label="Set-up link" value={copied.link} what="Link" secret />
          <p className="text-ink-soft">
            It works once, until {exactTime(new Date(copied.expiresAt).toISOString(), key.timeZone)}
            .
          </p>
        </>
      )}
      {fresh.dialog}
    </Dialog>
  )
}

/** A key for somebody who has doors and none. */
export function GiveKey({
  employeeId,
  place,
  manage,
}: {
  employeeId: string
  place: { propertyId: string; property: string }
  manage: KeyManagement
}) {
  const notify = useNotify()
  const [pending, start] = useTransition()
  const give = () =>
    start(async () => {
      const result = await answerOf(manage.issue({ employeeId, propertyId: place.propertyId }))
      notify(result.ok ? 'A key is on its way by e-mail.' : result.message)
    })
  return (
    <Button
      pending={pending}
      disabledReason={manage.refusal}
      onClick={give}
      aria-label={`Send a key for ${place.property}`}
    >
      Send a key
    </Button>
  )
}
