'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { KeyPage } from '@/lib/invitations/schemas'
import { modelsThatFit } from '@/lib/kernel/phone-models'
import type { KeyActions } from './key-actions'
import { useLiveKey } from './live-key'
import { NamePhoneForm } from './name-phone-form'
import type { KeySpeech } from './words/speech'

/** So long a phone that told no model is asked for it; later its owner asks. */
const OFFER_MS = 24 * 60 * 60 * 1000

/**
 * Which phone has the key, as administrators read it. A new iPhone, whose browser never tells the
 * model, offers those with its screen at once; nothing waits for an answer.
 */
export function PhoneName({
  page,
  speech,
  save,
}: {
  page: Extract<KeyPage, { kind: 'active' }>
  speech: KeySpeech
  save: KeyActions['namePhone']
}) {
  const words = speech.words.phone
  const { offlineSince } = useLiveKey()
  const { models, isNew } = useThisPhone(page.since)
  const [asked, setAsked] = useState<boolean>()
  // Here, so that a moment without a connection loses nothing.
  const [typed, setTyped] = useState('')
  const button = useRef<HTMLButtonElement>(null)
  const formId = useId()
  const open = asked ?? (isNew && models.length > 0 && page.device === 'iPhone')
  const close = () => {
    setAsked(false)
    setTyped('')
    button.current?.focus()
  }
  return (
    <div className="grid gap-4 border-t pt-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="min-w-0 text-body wrap-anywhere">
          {words.called(speech.device(page.device ?? 'a device'))}
        </p>
        {!offlineSince && (
          <Button
            ref={button}
            aria-expanded={open}
            aria-controls={open ? formId : undefined}
            onClick={() => (open ? close() : setAsked(true))}
          >
            {words.change}
          </Button>
        )}
      </div>
      {open && !offlineSince && (
        <NamePhoneForm
          id={formId}
          organization={page.organization}
          {...{ models, typed, setTyped, save, close, speech }}
        />
      )}
    </div>
  )
}

interface ThisPhone {
  models: readonly string[]
  /** It got the key a short while ago. */
  isNew: boolean
}

/** What the browser tells, asked once: only the phone itself knows, and it stays the one that it is. */
function useThisPhone(since: Date): ThisPhone {
  const [phone, setPhone] = useState<ThisPhone>({ models: [], isNew: false })
  const sinceMs = since.getTime()
  useEffect(() => {
    const { width, height } = window.screen
    const { userAgent } = navigator
    const models = modelsThatFit({ userAgent, width, height, pixelRatio: window.devicePixelRatio })
    setPhone({ models, isNew: Date.now() - sinceMs < OFFER_MS })
  }, [sinceMs])
  return phone
}
