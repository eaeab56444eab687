'use client'

import { useEffect, useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Callout } from '@/components/ui/status'
import type { FreshSignIn } from './fresh-sign-in-area'

const MICROSOFT = '/api/auth/entra/start?purpose=confirm'
const LOOK_AGAIN_MS = 2_000

/** Asks for one more sign-in, in a tab beside, and notices when it has happened. */
export function SignInAgainDialog({
  person,
  microsoft,
  sendLink,
  askFreshness,
  onAnswer,
}: FreshSignIn & { onAnswer: (signedIn: boolean) => void }) {
  const [sent, setSent] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const other = useFreshness({ person, askFreshness, onFresh: () => onAnswer(true) })
  const send = () =>
    start(async () => {
      const result = await answerOf(sendLink())
      setSent(result.ok)
      setRefusal(result.ok ? undefined : result.message)
    })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onAnswer(false)}
      title="Sign in again to go on"
      description="You signed in a while ago. What removes access, deletes something or shows a secret asks for it once more. This page stays open, with all you typed, and goes on by itself."
      footer={
        <>
          {microsoft && (
            <a
              href={MICROSOFT}
              target="_blank"
              rel="noopener"
              className="inline-flex min-h-11 items-center justify-center rounded-base border border-line-strong/50 bg-raised px-3 font-medium hover:bg-sunken sm:min-h-8"
            >
              Sign in with Microsoft
            </a>
          )}
          <Button tone="primary" pending={pending} onClick={send}>
            {sent ? 'Send another link' : 'E-mail me a link'}
          </Button>
        </>
      }
    >
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
      {sent && (
        <Callout tone="waiting" role="status">
          We sent a link to {person.email}. Open it in this browser; it works once, for 15 minutes.
        </Callout>
      )}
      {other && (
        <Callout tone="attention" role="alert">
          This browser is signed in as somebody else now. Reload the page, or sign in as{' '}
          {person.email}.
        </Callout>
      )}
    </Dialog>
  )
}

/** Looks every two seconds; true while somebody else is signed in, in whose name nothing goes on. */
function useFreshness({
  person,
  askFreshness,
  onFresh,
}: Pick<FreshSignIn, 'person' | 'askFreshness'> & { onFresh: () => void }): boolean {
  const [other, setOther] = useState(false)
  useEffect(() => {
    let over = false
    const look = async () => {
      const now = await askFreshness().catch(() => undefined)
      if (over || !now) return
      setOther(now.userId !== null && now.userId !== person.id)
      if (now.fresh && now.userId === person.id) onFresh()
    }
    const timer = setInterval(look, LOOK_AGAIN_MS)
    return () => {
      over = true
      clearInterval(timer)
    }
  }, [askFreshness, onFresh, person.id])
  return other
}
