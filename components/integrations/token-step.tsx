'use client'

import { useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { Button, LinkButton } from '@/components/ui/button'
import { Checkbox, RadioGroup } from '@/components/ui/choices'
import { CopyField } from '@/components/ui/copy-field'
import { Card } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { exactTime } from '@/components/ui/time-words'
import type { ActionResult } from '@/lib/kernel/result'
import { type Warn, WarnWhom, warnedAtFirst } from './warn-whom'

interface NewToken {
  token: string
  ending: string
  expiresAt: string
}

interface Props {
  tenantUrl: string
  now: string
  existing:
    | { ending: string; madeBy: string; createdAt: string; lastUsedAt: string | null }
    | undefined
  next?: Next
  /** Whom to warn before it runs out; absent where that was chosen before. */
  warn?: Warn
  makeToken: (input: {
    lifetime: string
    warnUserIds?: string[]
  }) => Promise<ActionResult<NewToken>>
}

/** Where to go on to, in the words of the button. */
interface Next {
  href: string
  label: string
}
const rulesStep: Next = {
  href: '/integrations/azure/install/rules',
  label: 'Continue to the rules',
}
const lifetimes = [
  { value: '90d', label: '90 days', days: 90 },
  { value: '1y', label: '1 year', days: 365 },
  { value: '2y', label: '2 years', days: 730 },
]
const DAY_MS = 86_400_000

/** Step 2 (D14): the Tenant URL to copy, and a token that is shown once. */
export function TokenStep({ tenantUrl, now, existing, next = rulesStep, warn, makeToken }: Props) {
  const [made, setMade] = useState<NewToken>()
  const [saved, setSaved] = useState(false)
  return (
    <div className="grid max-w-3xl gap-6">
      <CopyField label="Tenant URL" value={tenantUrl} what="Tenant URL" />
      {made ? (
        <Shown made={made} saved={saved} setSaved={setSaved} next={next} />
      ) : (
        <>
          {existing && <Existing existing={existing} next={next} />}
          <MakeToken
            now={now}
            again={existing !== undefined}
            warn={warn}
            makeToken={makeToken}
            onMade={setMade}
          />
        </>
      )}
    </div>
  )
}

function Shown({
  made,
  saved,
  setSaved,
  next,
}: {
  made: NewToken
  saved: boolean
  setSaved: (saved: boolean) => void
  next: Next
}) {
  return (
    <Card className="grid gap-4">
      <CopyField label="Secret token" value={made.token} what="Token" secret />
      <p>
        Copy it now. We keep only a fingerprint, so we cannot show it again. It works until{' '}
        {exactTime(made.expiresAt, 'UTC')}.
      </p>
      <Checkbox label="I have saved it" checked={saved} onCheckedChange={setSaved} />
      <div>
        {saved ? (
          <LinkButton href={next.href} tone="primary">
            {next.label}
          </LinkButton>
        ) : (
          <Button tone="primary" disabledReason="First tick that you have saved the token.">
            {next.label}
          </Button>
        )}
      </div>
    </Card>
  )
}

function Existing({ existing, next }: { existing: NonNullable<Props['existing']>; next: Next }) {
  return (
    <Callout
      tone="healthy"
      title={`Token ends in …${existing.ending}`}
      action={<LinkButton href={next.href}>{next.label}</LinkButton>}
    >
      Made <Time at={existing.createdAt} /> by {existing.madeBy},{' '}
      {existing.lastUsedAt ? (
        <>
          last used <Time at={existing.lastUsedAt} />.
        </>
      ) : (
        'never used.'
      )}
    </Callout>
  )
}

function MakeToken({
  now,
  again,
  warn,
  makeToken,
  onMade,
}: {
  now: string
  again: boolean
  warn: Warn | undefined
  makeToken: Props['makeToken']
  onMade: (made: NewToken) => void
}) {
  const fresh = useFreshSignIn()
  const [lifetime, setLifetime] = useState('1y')
  const [warned, setWarned] = useState(() => warn && warnedAtFirst(warn))
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const warning = warned ? { warnUserIds: warned } : {}
  return (
    <Card className="grid gap-4">
      <RadioGroup
        label="Works for"
        value={lifetime}
        onValueChange={setLifetime}
        choices={lifetimes.map(({ value, label, days }) => ({
          value,
          label,
          hint: `until ${exactTime(new Date(Date.parse(now) + days * DAY_MS).toISOString(), 'UTC')}`,
        }))}
      />
      {warn && warned && <WarnWhom warn={warn} warned={warned} onChange={setWarned} />}
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
      <div>
        <Button
          tone={again ? 'secondary' : 'primary'}
          pending={pending}
          onClick={() =>
            start(async () => {
              const result = await answerOf(fresh.run(() => makeToken({ lifetime, ...warning })))
              if (result.ok) onMade(result.value)
              else setRefusal(result.message)
            })
          }
        >
          {again ? 'Make a new token' : 'Create token'}
        </Button>
      </div>
      {again && (
        <p className="text-small text-ink-soft">
          Both work side by side until you revoke the older one, so Entra is never locked out.
        </p>
      )}
      {fresh.dialog}
    </Card>
  )
}
