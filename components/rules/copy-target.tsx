'use client'

import { useEffect, useState } from 'react'
import { Select } from '@/components/ui/select'
import { Callout, StatusBadge } from '@/components/ui/status'
import { TextField } from '@/components/ui/text-field'
import type { AccessEffect } from '@/lib/access/schemas'
import { counted } from '@/lib/kernel/words'
import type { CopyPlan, GroupChoice } from '@/lib/rules/schemas'
import { EffectDetails } from './effect-details'
import type { RuleActions } from './rules-view'
import { useAnswer } from './use-answer'
import type { CopyProgress, TargetState } from './use-copying'

const MAKE = 'make a new one'

/** One property that rules are copied to: its access groups, then what the copy changes there. */
export function CopyTarget({
  plan,
  ruleIds,
  accessGroups,
  preview,
  progress,
  onState,
}: {
  plan: CopyPlan
  ruleIds: string[]
  accessGroups: { id: string; name: string }[]
  preview: RuleActions['preview']
  progress: CopyProgress | undefined
  onState: (propertyId: string, state: TargetState) => void
}) {
  const [chosen, setChosen] = useState<Record<string, string>>({})
  const [typed, setTyped] = useState('')
  const open = plan.groups.filter((group) => !group.matched && !chosen[group.fromId])
  const groups = plan.groups.flatMap((group) => choiceOf(group, chosen[group.fromId]))
  const { value, stale, refusal } = useAnswer(
    preview,
    open.length > 0
      ? undefined
      : { propertyId: plan.propertyId, change: { kind: 'copy', ruleIds, groups } },
  )
  const losses = value?.guard.exceeds ? value.guard.losses : undefined
  const ready = open.length === 0 && value !== undefined && !stale
  const state: TargetState = {
    groups,
    effect: ready ? totalsOf(value.effect) : null,
    confirmLosses: losses ?? null,
    problem: problemOf({ plan, open: open.length > 0, ready, losses, typed }),
  }
  // As text, because it is made anew with each drawing: the dialog hears of what differs alone.
  const told = JSON.stringify(state)
  const { propertyId } = plan
  useEffect(() => onState(propertyId, JSON.parse(told) as TargetState), [told, propertyId, onState])

  return (
    <section aria-label={plan.property} className="grid gap-3 border-t pt-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{plan.property}</h3>
        <Progress progress={progress} />
      </div>
      {!progress && (
        <>
          {plan.replaces.length > 0 && (
            <p className="text-small text-attention">
              Replaces {new Intl.ListFormat('en').format(plan.replaces)}.
            </p>
          )}
          <ul className="grid gap-2">
            {plan.groups.map((group) => (
              <li key={group.fromId} className="grid items-center gap-1 sm:grid-cols-2">
                <span>{group.name}</span>
                {group.matched ? (
                  <span className="text-ink-soft">→ {group.matched.name}, matched by name</span>
                ) : (
                  <Select
                    label={`Access group for ${group.name} at ${plan.property}`}
                    labelHidden
                    placeholder="Choose an access group…"
                    options={[
                      ...accessGroups.map(({ id, name }) => ({ value: id, label: name })),
                      { value: MAKE, label: `Make ${group.name} here` },
                    ]}
                    value={chosen[group.fromId] ?? ''}
                    onValueChange={(next) => setChosen({ ...chosen, [group.fromId]: next })}
                  />
                )}
              </li>
            ))}
          </ul>
          {refusal && <Callout tone="stopped" role="alert" title={refusal} />}
          {value && open.length === 0 && (
            <div aria-busy={stale} className={stale ? 'opacity-85' : undefined}>
              <EffectDetails effect={value.effect} />
            </div>
          )}
          {losses !== undefined && (
            <Callout
              tone="attention"
              title={`${counted(losses, 'person loses', 'people lose')} access at ${plan.property}. The limit is ${value?.guard.limit}.`}
            >
              <TextField
                label={`Type ${losses} to confirm`}
                inputMode="numeric"
                autoComplete="off"
                className="sm:max-w-32"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            </Callout>
          )}
        </>
      )}
    </section>
  )
}

function totalsOf({ gain, lose, roles }: AccessEffect): TargetState['effect'] {
  return { gain, lose, roles }
}

function choiceOf(group: CopyPlan['groups'][number], chosen: string | undefined): GroupChoice[] {
  if (group.matched || !chosen) return []
  const to =
    chosen === MAKE
      ? { kind: 'new' as const }
      : { kind: 'existing' as const, accessGroupId: chosen }
  return [{ fromId: group.fromId, to }]
}

function problemOf({
  plan,
  open,
  ready,
  losses,
  typed,
}: {
  plan: CopyPlan
  open: boolean
  ready: boolean
  losses: number | undefined
  typed: string
}): string | null {
  if (open) return `Choose the access groups at ${plan.property}.`
  if (!ready) return `The effect at ${plan.property} is still being worked out.`
  if (losses !== undefined && Number(typed) !== losses) {
    return `Type ${losses} to confirm the losses at ${plan.property}.`
  }
  return null
}

function Progress({ progress }: { progress: CopyProgress | undefined }) {
  if (!progress) return null
  return (
    <span role="status">
      <StatusBadge tone={progress.tone}>{progress.words}</StatusBadge>
    </span>
  )
}
