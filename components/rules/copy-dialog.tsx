'use client'

import { useCallback, useState } from 'react'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choices'
import { Dialog } from '@/components/ui/dialog'
import { counted } from '@/lib/kernel/words'
import { CopyTarget } from './copy-target'
import { effectWords } from './effect-words'
import type { RuleActions, RulesView } from './rules-view'
import { TryAgain } from './try-again'
import { useAnswer } from './use-answer'
import { type TargetState, useCopying } from './use-copying'

/**
 * Rules to other properties: access groups are matched by name, the rest is chosen or made, and
 * each property is previewed, then changed in a transaction of its own.
 */
export function CopyDialog({
  view,
  fromId,
  ruleIds,
  toId,
  actions,
  onClose,
  onDone,
}: {
  view: RulesView
  fromId: string
  ruleIds: string[]
  toId?: string
  actions: Pick<RuleActions, 'planCopy' | 'preview' | 'apply'>
  onClose: () => void
  onDone: () => void
}) {
  const others = view.properties.filter((one) => one.id !== fromId)
  const only = others.length === 1 ? others[0]?.id : toId
  const [chosen, setChosen] = useState<string[]>(only ? [only] : [])
  const [states, setStates] = useState<Record<string, TargetState>>({})
  const onState = useCallback((id: string, state: TargetState) => {
    setStates((before) => ({ ...before, [id]: state }))
  }, [])
  const plans = useAnswer(
    actions.planCopy,
    chosen.length === 0 ? undefined : { fromPropertyId: fromId, ruleIds, propertyIds: chosen },
  )
  const shown = (plans.value ?? []).filter((plan) => chosen.includes(plan.propertyId))
  const fresh = useFreshSignIn()
  const { progress, copying, copied, copy } = useCopying({
    ruleIds,
    states,
    actions: { apply: (input) => fresh.run(() => actions.apply(input)) },
  })
  const problem = whyNot({ chosen, states, planned: shown.length === chosen.length })
  const names = view.rules.filter((rule) => ruleIds.includes(rule.id)).map((rule) => rule.name)

  return (
    <Dialog
      open
      wide
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        if (!copied && !copying && problem === undefined) copy(chosen)
      }}
      onOpenChange={(open) => !open && (copied ? onDone() : onClose())}
      title={names.length === 1 ? `Copy ${names[0]}` : `Copy ${counted(names.length, 'rule')}`}
      description={`From ${view.properties.find((one) => one.id === fromId)?.name}. A rule of the same name is replaced there.`}
      footer={
        copied ? (
          <Button tone="primary" onClick={onDone}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              tone="primary"
              pending={copying}
              onClick={() => copy(chosen)}
              {...(problem ? { disabledReason: problem } : {})}
            >
              {copyLabel(chosen, states)}
            </Button>
          </>
        )
      }
    >
      {only === undefined && !copied && (
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-small font-medium">To these properties</legend>
          <div className="grid max-h-48 gap-x-4 overflow-y-auto sm:grid-cols-2">
            {others.map((property) => (
              <Checkbox
                key={property.id}
                label={property.name}
                checked={chosen.includes(property.id)}
                onCheckedChange={(checked) =>
                  setChosen(
                    checked
                      ? [...chosen, property.id]
                      : chosen.filter((one) => one !== property.id),
                  )
                }
              />
            ))}
          </div>
        </fieldset>
      )}
      {plans.refusal && <TryAgain refusal={plans.refusal} onAgain={plans.again} />}
      {shown.map((plan) => (
        <CopyTarget
          key={plan.propertyId}
          plan={plan}
          ruleIds={ruleIds}
          accessGroups={view.accessGroups.filter((one) => one.propertyId === plan.propertyId)}
          preview={actions.preview}
          progress={progress[plan.propertyId]}
          onState={onState}
        />
      ))}
      {fresh.dialog}
    </Dialog>
  )
}

function whyNot({
  chosen,
  states,
  planned,
}: {
  chosen: string[]
  states: Record<string, TargetState>
  planned: boolean
}): string | undefined {
  if (chosen.length === 0) return 'Choose a property first.'
  if (!planned) return 'The access groups are still being matched.'
  return chosen.map((id) => states[id]?.problem ?? undefined).find((one) => one !== undefined)
}

function copyLabel(chosen: string[], states: Record<string, TargetState>): string {
  const effects = chosen.flatMap((id) => states[id]?.effect ?? [])
  const to = chosen.length === 0 ? '' : ` to ${counted(chosen.length, 'property', 'properties')}`
  if (effects.length < chosen.length || chosen.length === 0) return `Copy${to}`
  const sum = (pick: (effect: (typeof effects)[number]) => number) =>
    effects.reduce((total, effect) => total + pick(effect), 0)
  const words = effectWords({
    gain: sum((one) => one.gain),
    lose: sum((one) => one.lose),
    roles: sum((one) => one.roles),
  })
  return `Copy${to}: ${words}`
}
