'use client'

import { useState } from 'react'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/navigation'
import { KeyValues, PageHeader, Section, TextLink } from '@/components/ui/page'
import { StatusBadge } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { useNotify } from '@/components/ui/toast'
import type { EmailDetails } from '@/lib/email/schemas'
import { languageNames } from '@/lib/kernel/languages'
import type { ActionResult } from '@/lib/kernel/result'
import { reasonWord, stateWords, templateWord } from './email-words'
import { MailCopy } from './mail-copy'
import { usePress } from './use-press'

export interface EmailPageProps {
  email: EmailDetails
  timeZone: string
  /** Why this administrator may neither send nor read the copy; absent when they may. */
  refusal?: string | undefined
  sendAgain: (input: { id: string }) => Promise<ActionResult<void>>
  readCopy: (input: { id: string }) => Promise<ActionResult<{ html: string; text: string }>>
}

/** One e-mail: what became of it, what it said, and sending it again. */
export function EmailPage({ email, timeZone, refusal, sendAgain, readCopy }: EmailPageProps) {
  const notify = useNotify()
  const fresh = useFreshSignIn()
  const [copy, setCopy] = useState<{ html: string; text: string }>()
  const { id } = email
  const again = usePress(
    () => sendAgain({ id }),
    () => notify('It will be sent again', 'It appears in the log as an e-mail of its own.'),
  )
  const read = usePress(() => fresh.run(() => readCopy({ id })), setCopy)
  const sendable = email.state !== 'waiting' && email.state !== 'held'
  return (
    <>
      <PageHeader
        title={email.subject}
        state={stateOf(email)}
        back={{ href: '/emails', label: 'E-mails' }}
        actions={
          sendable && (
            <Button
              tone="primary"
              pending={again.pending}
              disabledReason={refusal}
              onClick={again.press}
            >
              {email.error === 'gave_up' ? 'Try again' : 'Send again'}
            </Button>
          )
        }
      />
      <Envelope email={email} timeZone={timeZone} />
      {copy ? (
        <MailCopy html={copy.html} text={copy.text} />
      ) : (
        <Section
          title="Exact copy"
          description="It may carry a link that works, so the activity log keeps who looked at it."
        >
          <Button
            className="w-fit"
            pending={read.pending}
            disabledReason={refusal}
            onClick={read.press}
          >
            Show the exact copy
          </Button>
          {fresh.dialog}
        </Section>
      )}
    </>
  )
}

function stateOf({ state, error }: EmailDetails) {
  const { word, tone } = stateWords[state]
  return (
    <>
      <StatusBadge tone={tone}>{word}</StatusBadge>
      {error && <> {reasonWord(error)}</>}
    </>
  )
}

function Envelope({ email, timeZone }: Pick<EmailPageProps, 'email' | 'timeZone'>) {
  const at = (moment: Date) => <Time at={moment} timeZone={timeZone} />
  return (
    <Section title="Envelope">
      <KeyValues
        rows={[
          { label: 'Kind', value: templateWord(email.template) },
          {
            label: 'To',
            value: (
              <>
                {email.person && (
                  <Link
                    href={`/employees/${email.person.id}`}
                    className="text-accent underline underline-offset-2"
                  >
                    {email.person.name}
                  </Link>
                )}{' '}
                {email.recipient}
              </>
            ),
          },
          ...(email.sender ? [{ label: 'From', value: email.sender }] : []),
          ...(email.replyTo ? [{ label: 'Answers go to', value: email.replyTo }] : []),
          { label: 'Language', value: languageNames[email.language] },
          { label: 'Written', value: at(email.createdAt) },
          { label: 'Sent', value: email.sentAt ? at(email.sentAt) : 'Not yet' },
          { label: 'State since', value: at(email.stateAt) },
          ...(email.copyOf
            ? [
                {
                  label: 'Sent again from',
                  value: <TextLink href={`/emails/${email.copyOf}`}>the first e-mail</TextLink>,
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
