'use client'

import { Circle, CircleCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { Button } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field'
import { useNavigation } from '@/components/ui/navigation'
import { Card, TextLink } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { ActionResult } from '@/lib/kernel/result'

interface Item {
  id: string
  title: string
  guide: number[]
  steps: string[]
  formerly: string | null
  recommended: string | null
  warning: string | null
  copies: string | null
  seen: { at: Date; sentence: string } | null
}

interface Props {
  items: Item[]
  tenantUrl: string
  tokenEnding: string | null
  refused: { ending: string; at: Date } | null
  heard: boolean
  /** Where another token is made. */
  tokenPage?: string
  /** Absent for a colleague who may not look at people. */
  peoplePage?: string
  /** Where it is chosen who owns a detail; absent for whoever may not. */
  ownersPage?: string
  answerHelp?: (input: { panel: string; helpful: boolean }) => Promise<ActionResult<unknown>>
}

const EVERY_MS = 4_000

/** The guide's step 4 as a checklist that watches for itself (D25 to D30). */
export function SetUpChecklist({
  items,
  tenantUrl,
  tokenEnding,
  refused,
  heard,
  tokenPage = '/integrations/azure/token',
  peoplePage,
  ownersPage,
  answerHelp,
}: Props) {
  useWatching()
  return (
    <div className="grid max-w-3xl gap-6">
      {refused && (
        <Callout
          tone="stopped"
          role="alert"
          title={`Entra called with a token that ends in …${refused.ending}.`}
        >
          It does not work any more.{' '}
          {tokenEnding && <>Paste the one that ends in …{tokenEnding}.</>}
        </Callout>
      )}
      {!heard && (
        <Callout tone="waiting" role="status">
          Nothing from Entra yet. That is normal for up to 40 minutes. Need it now? In Entra open
          <em> Provision on demand</em> and choose yourself.
        </Callout>
      )}
      <ol className="grid gap-3">
        {items.map((item) => (
          <li key={item.id}>
            <ChecklistItem
              item={item}
              tenantUrl={tenantUrl}
              tokenEnding={tokenEnding}
              tokenPage={tokenPage}
              ownersPage={ownersPage}
            />
          </li>
        ))}
      </ol>
      <p className="text-ink-soft">
        Entra usually synchronises every 20 to 40 minutes.
        {peoplePage && (
          <>
            {' '}
            Watch people arrive under <TextLink href={peoplePage}>Employees</TextLink>.
          </>
        )}
      </p>
      {answerHelp && <Help answerHelp={answerHelp} />}
    </div>
  )
}

/** Looks again while the page is looked at, so that items tick as it happens. */
function useWatching() {
  const { refresh } = useNavigation()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refresh()
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [refresh])
}

function ChecklistItem({
  item,
  tenantUrl,
  tokenEnding,
  tokenPage,
  ownersPage,
}: {
  item: Item
  tenantUrl: string
  tokenEnding: string | null
  tokenPage: string
  ownersPage: string | undefined
}) {
  return (
    <Card className="grid gap-3">
      <div className="flex items-start gap-3">
        {item.seen ? (
          <CircleCheck
            size={20}
            strokeWidth={1.75}
            className="mt-px shrink-0 text-healthy"
            aria-label="Done:"
          />
        ) : (
          <Circle
            size={20}
            strokeWidth={1.75}
            className="mt-px shrink-0 text-line-strong"
            aria-label="To do:"
          />
        )}
        <div className="grid gap-0.5">
          <h2 className="font-semibold">{item.title}</h2>
          {item.seen && (
            <p className="text-small text-healthy">
              {item.seen.sentence} <Time at={item.seen.at} />
            </p>
          )}
        </div>
        <span className="ml-auto text-small whitespace-nowrap text-ink-soft">
          Guide {item.guide.join(', ')}
        </span>
      </div>
      <ol className="ml-8 grid list-decimal gap-1 pl-4">
        {item.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {item.copies && (
        <div className="ml-8 grid gap-3">
          <CopyField label="Tenant URL" value={tenantUrl} what="Tenant URL" />
          <p className="text-small text-ink-soft">
            {tokenEnding
              ? `Secret Token: the one you saved, ending in …${tokenEnding}. Lost it? `
              : 'No token works at the moment. '}
            <TextLink href={tokenPage}>Make another</TextLink>.
          </p>
        </div>
      )}
      {item.recommended && (
        <p className="ml-8 text-small">
          <strong>Recommended:</strong> {item.recommended}
        </p>
      )}
      {item.warning && (
        <div className="ml-8">
          <Callout tone="attention">
            {item.warning} <Better ownersPage={ownersPage} />
          </Callout>
        </div>
      )}
      {item.formerly && <p className="ml-8 text-small text-ink-soft">Formerly: {item.formerly}</p>}
    </Card>
  )
}

/** What does the same as switching Update off, and keeps the leavers' signal (D29). */
function Better({ ownersPage }: { ownersPage: string | undefined }) {
  const choice = 'choose which details Sequr owns'
  return (
    <>
      Better: keep Update on, and{' '}
      {ownersPage ? (
        <TextLink href={ownersPage}>{choice}</TextLink>
      ) : (
        `let an administrator ${choice}`
      )}
      .
    </>
  )
}

function Help({ answerHelp }: Required<Pick<Props, 'answerHelp'>>) {
  const [answered, setAnswered] = useState(false)
  const answer = async (helpful: boolean) => {
    const result = await answerOf(answerHelp({ panel: 'Set up Azure', helpful }))
    if (result.ok) setAnswered(true)
  }
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 border-t pt-4">
      {answered ? (
        <p>Thank you.</p>
      ) : (
        <>
          <p>Did this answer your question?</p>
          <Button onClick={() => answer(true)}>Yes</Button>
          <Button onClick={() => answer(false)}>No</Button>
        </>
      )}
    </div>
  )
}
