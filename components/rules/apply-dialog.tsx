'use client'

import { type ReactNode, useState, useTransition } from 'react'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { Button } from '@/components/ui/button'
import { RadioGroup } from '@/components/ui/choices'
import { Dialog } from '@/components/ui/dialog'
import { Callout } from '@/components/ui/status'
import { TextField } from '@/components/ui/text-field'
import { useNotify } from '@/components/ui/toast'
import type { AppliedOutcome, RuleClash, RulePreview } from '@/lib/access/schemas'
import { counted, countedList } from '@/lib/kernel/words'
import { carefulKeys, type KeyChoices, type RuleChange } from '@/lib/rules/schemas'
import { EffectDetails } from './effect-details'
import { effectWords } from './effect-words'
import type { RuleActions } from './rules-view'
import { TryAgain } from './try-again'
import { useAnswer } from './use-answer'

export interface ApplyDialogProps {
  property: { id: string; name: string }
  change: RuleChange
  title: string
  description?: ReactNode
  /** What the button says before the numbers; a verb. */
  verb?: string
  actions: Pick<RuleActions, 'preview' | 'apply'>
  onClose: () => void
  onApplied: () => void
  onClash: (clash: RuleClash) => void
  /** Where the fields are that a refusal belongs to; without it the dialog says it. */
  onRefused?: (refusal: { message: string; fields: Record<string, string> }) => void
}

/** What a change does, by name and in numbers, before it is done; the button says the numbers. */
export function ApplyDialog(props: ApplyDialogProps) {
  const { property, change, title, description, verb = 'Apply', actions, onClose } = props
  const [keys, setKeys] = useState<KeyChoices>(carefulKeys)
  const { value, stale, refusal, again } = useAnswer(actions.preview, {
    propertyId: property.id,
    change,
    keys,
  })
  const fresh = useFreshSignIn()
  const { typed, setTyped, needed, problem, pending, apply } = useApply(
    { ...props, actions: { ...actions, apply: (input) => fresh.run(() => actions.apply(input)) } },
    { keys, value },
  )
  const ready = value !== undefined && !stale
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        if (ready && !pending) apply()
      }}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone={value && value.effect.lose > 0 ? 'danger' : 'primary'}
            pending={pending}
            {...(ready ? {} : { disabledReason: 'The effect is still being worked out.' })}
            onClick={apply}
          >
            {value ? `${verb}: ${effectWords(value.effect)}` : verb}
          </Button>
        </>
      }
    >
      <form
        noValidate
        aria-label={title}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !pending) apply()
        }}
      >
        {problem && <Callout tone="stopped" role="alert" title={problem} />}
        {refusal && (
          <TryAgain
            title="We could not work out what would change."
            refusal={refusal}
            onAgain={again}
          />
        )}
        {!value && !refusal && (
          <p className="appear-late text-ink-soft">Working out who gains and who loses…</p>
        )}
        {value && (
          <div aria-busy={stale} className={stale ? 'grid gap-4 opacity-85' : 'grid gap-4'}>
            <EffectDetails effect={value.effect} />
            <KeyQuestions preview={value} keys={keys} onChange={setKeys} />
          </div>
        )}
        {needed !== undefined && (
          <Guard needed={needed} limit={value?.guard.limit ?? 0} typed={typed} onType={setTyped} />
        )}
      </form>
      {fresh.dialog}
    </Dialog>
  )
}

/** Holds the typed number, sends the change, and says what came of it. */
function useApply(
  { property, change, actions, onApplied, onClash, onRefused }: ApplyDialogProps,
  { keys, value }: { keys: KeyChoices; value: RulePreview | undefined },
) {
  const notify = useNotify()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const [losses, setLosses] = useState<number>()
  const [pending, start] = useTransition()
  const needed = losses ?? (value?.guard.exceeds ? value.guard.losses : undefined)

  const apply = () =>
    start(async () => {
      if (needed !== undefined && Number(typed) !== needed) {
        return setProblem(`Type ${needed}, the number of people who lose access, to confirm.`)
      }
      const result = await actions
        .apply({
          propertyId: property.id,
          change,
          keys,
          ...(needed === undefined ? {} : { confirmLosses: needed }),
        })
        .catch(() => undefined)
      if (!result) return setProblem('Sequr did not answer. Nothing is lost; try again.')
      if (!result.ok) {
        const { message, fields } = result
        return fields && onRefused ? onRefused({ message, fields }) : setProblem(message)
      }
      switch (result.value.kind) {
        case 'applied':
          notify(
            `${property.name}, version ${result.value.version}`,
            outcomeWords(result.value.outcome),
          )
          return onApplied()
        case 'clash':
          return onClash(result.value)
        case 'confirm':
          setLosses(result.value.losses)
          return setProblem(
            `${counted(result.value.losses, 'person', 'people')} would lose access, more than the limit of ${result.value.limit}. Type the number to confirm.`,
          )
      }
    })
  return { typed, setTyped, needed, problem, pending, apply }
}

function outcomeWords({ given, taken, keysIssued, keysRevoked }: AppliedOutcome): string {
  const changed = countedList([
    [given, 'grant given'],
    [taken, 'grant taken'],
    [keysIssued, 'key issued'],
    [keysRevoked, 'key revoked'],
  ])
  return changed ? `${changed}.` : 'Nobody’s access changed.'
}

/** Whoever takes access from many says so by hand (product.md 4.5). */
function Guard({
  needed,
  limit,
  typed,
  onType,
}: {
  needed: number
  limit: number
  typed: string
  onType: (typed: string) => void
}) {
  return (
    <Callout
      tone="attention"
      title={`${counted(needed, 'person loses', 'people lose')} access. The limit is ${limit}.`}
    >
      <div className="grid gap-2">
        <p>The other administrators are told at once.</p>
        <TextField
          label={`Type ${needed} to confirm`}
          inputMode="numeric"
          autoComplete="off"
          className="sm:max-w-32"
          value={typed}
          onChange={(event) => onType(event.target.value)}
        />
      </div>
    </Callout>
  )
}

/** A rule's answer about keys flipped: what happens to who has, or lacks, one today (product.md 4.5). */
function KeyQuestions({
  preview: { keyChoices },
  keys,
  onChange,
}: {
  preview: RulePreview
  keys: KeyChoices
  onChange: (keys: KeyChoices) => void
}) {
  return (
    <>
      {keyChoices.revocable > 0 && (
        <RadioGroup
          label={`${counted(keyChoices.revocable, 'person keeps', 'people keep')} doors, and no rule gives them a mobile key any more`}
          choices={[
            { value: 'keep', label: 'Stop giving new keys' },
            {
              value: 'revoke',
              label: `Also revoke the ${counted(keyChoices.revocable, 'existing key')}`,
            },
          ]}
          value={keys.stopped}
          onValueChange={(stopped) =>
            onChange({ ...keys, stopped: stopped === 'revoke' ? 'revoke' : 'keep' })
          }
        />
      )}
      {keyChoices.sendable > 0 && (
        <RadioGroup
          label={`${counted(keyChoices.sendable, 'person has', 'people have')} doors already, and a rule now gives them a mobile key`}
          choices={[
            { value: 'newcomers', label: 'New people only' },
            {
              value: 'everyone',
              label: `Also send one to the ${counted(keyChoices.sendable, 'person', 'people')} who ${keyChoices.sendable === 1 ? 'matches' : 'match'} today`,
            },
          ]}
          value={keys.started}
          onValueChange={(started) =>
            onChange({ ...keys, started: started === 'everyone' ? 'everyone' : 'newcomers' })
          }
        />
      )}
    </>
  )
}
