'use client'

import { useEffect, useState } from 'react'
import { Callout, StatusBadge } from '@/components/ui/status'
import type { AccessEffect } from '@/lib/access/schemas'
import { type CopyPlan, carefulKeys, type KeyChoices } from '@/lib/rules/schemas'
import { ApplyingWords } from './applying-words'
import { CopiedGroup, choiceOf } from './copied-group'
import { EffectDetails } from './effect-details'
import type { EffectTotals } from './effect-words'
import { KeyQuestions } from './key-questions'
import { LossesConfirm } from './losses-confirm'
import type { RuleActions } from './rules-view'
import { typedNumber } from './typed-number'
import { useAnswer } from './use-answer'
import type { CopyProgress, TargetState } from './use-copying'

/** One property that rules are copied to: its access groups, then what the copy changes there. */
export function CopyTarget({
  plan,
  ruleIds,
  accessGroups,
  actions,
  progress,
  onState,
}: {
  plan: CopyPlan
  ruleIds: string[]
  accessGroups: { id: string; name: string }[]
  actions: Pick<RuleActions, 'preview' | 'listChanged'>
  progress: CopyProgress | undefined
  onState: (propertyId: string, state: TargetState) => void
}) {
  const { propertyId, property } = plan
  const [chosen, setChosen] = useState<Record<string, string>>({})
  const [keys, setKeys] = useState<KeyChoices>(carefulKeys)
  const [typed, setTyped] = useState('')
  const open = plan.groups.some((group) => !group.matched && !chosen[group.fromId])
  const groups = plan.groups.flatMap((group) => choiceOf(group, chosen[group.fromId]))
  const question = { propertyId, change: { kind: 'copy' as const, ruleIds, groups }, keys }
  const { value, stale, refusal } = useAnswer(actions.preview, open ? undefined : question)
  const losses = value?.guard.exceeds ? value.guard.losses : undefined
  const ready = !open && value !== undefined && !stale
  const state: TargetState = {
    groups,
    keys,
    previewed: value?.version ?? null,
    effect: ready ? totalsOf(value.effect) : null,
    confirmLosses: losses ?? null,
    problem: problemOf({ property, open, ready, losses, typed }),
  }
  // As text, because it is made anew with each drawing: the dialog hears of what differs alone.
  const told = JSON.stringify(state)
  useEffect(() => onState(propertyId, JSON.parse(told) as TargetState), [told, propertyId, onState])

  return (
    <section aria-label={property} className="grid gap-3 border-t pt-4">
      <div className="grid gap-1">
        <h3 className="font-semibold">{property}</h3>
        <Progress progress={progress} />
      </div>
      {progress?.state === 'copying' && (
        <ApplyingWords property={property} progress={progress.applied} />
      )}
      {!progress && (
        <>
          {plan.replaces.length > 0 && (
            <p className="text-small text-attention">
              Replaces {new Intl.ListFormat('en').format(plan.replaces)}.
            </p>
          )}
          <ul className="grid gap-2">
            {plan.groups.map((group) => (
              <CopiedGroup
                key={group.fromId}
                group={group}
                property={property}
                accessGroups={accessGroups}
                chosen={chosen[group.fromId]}
                onChoose={(next) => setChosen({ ...chosen, [group.fromId]: next })}
              />
            ))}
          </ul>
          {refusal && <Callout tone="stopped" role="alert" title={refusal} />}
          {value && !open && (
            <div aria-busy={stale} className={stale ? 'grid gap-3 opacity-85' : 'grid gap-3'}>
              <EffectDetails
                effect={value.effect}
                others={{ question, listChanged: actions.listChanged }}
              />
              <KeyQuestions keyChoices={value.keyChoices} keys={keys} onChange={setKeys} />
            </div>
          )}
          {value?.guard.exceeds && !open && (
            <LossesConfirm
              guard={value.guard}
              property={property}
              typed={typed}
              onType={setTyped}
            />
          )}
        </>
      )}
    </section>
  )
}

function totalsOf({ gain, lose, besides, emails, emailsHeld }: AccessEffect): EffectTotals {
  return { gain, lose, besides, emails, emailsHeld }
}

function problemOf({
  property,
  open,
  ready,
  losses,
  typed,
}: {
  property: string
  open: boolean
  ready: boolean
  losses: number | undefined
  typed: string
}): string | null {
  if (open) return `Choose the access groups at ${property}.`
  if (!ready) return `The effect at ${property} is still being worked out.`
  if (losses !== undefined && typedNumber(typed) !== losses) {
    return `Type ${losses} to confirm the losses at ${property}.`
  }
  return null
}

function Progress({ progress }: { progress: CopyProgress | undefined }) {
  if (!progress) return null
  return (
    <span role="status">
      <StatusBadge tone={progress.tone}>
        <span className="whitespace-normal">{progress.words}</span>
      </StatusBadge>
    </span>
  )
}
