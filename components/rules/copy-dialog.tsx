'use client'

import { useCallback, useState } from 'react'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choices'
import { Dialog } from '@/components/ui/dialog'
import { follow } from '@/lib/kernel/progress'
import { counted } from '@/lib/kernel/words'
import { CopyTarget } from './copy-target'
import { effectWords, sumEffects } from './effect-words'
import type { PropertyView, RuleActions, RulesView } from './rules-view'
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
  actions: Pick<RuleActions, 'planCopy' | 'preview' | 'listChanged' | 'apply'>
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
  const [round, setRound] = useState(0)
  const plans = useAnswer(
    actions.planCopy,
    chosen.length === 0 ? undefined : { fromPropertyId: fromId, ruleIds, propertyIds: chosen },
  )
  const shown = (plans.value ?? []).filter((plan) => chosen.includes(plan.propertyId))
  const fresh = useFreshSignIn()
  const { progress, copying, stopping, copy, stop, forget } = useCopying({
    ruleIds,
    states,
    apply: (input, onProgress) => fresh.run(() => follow(actions.apply(input), onProgress)),
  })
  const begun = Object.keys(progress).length > 0
  const left = chosen.filter((id) => progress[id]?.state === 'not copied')
  const problem = whyNot({ chosen, states, planned: shown.length === chosen.length })
  const names = view.rules.filter((rule) => ruleIds.includes(rule.id)).map((rule) => rule.name)
  // What is under way is never left to itself: closing stops it, and what was done is told.
  const close = copying ? stop : begun ? onDone : onClose

  function lookAgain() {
    forget(left)
    setChosen(left)
    setRound(round + 1)
    plans.again()
  }

  return (
    <Dialog
      open
      wide
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        if (!begun && !copying && problem === undefined) void copy(chosen)
      }}
      onOpenChange={(open) => !open && close()}
      title={names.length === 1 ? `Copy ${names[0]}` : `Copy ${counted(names.length, 'rule')}`}
      description={`From ${view.properties.find((one) => one.id === fromId)?.name}. A rule of the same name is replaced there.`}
      footer={
        begun && !copying ? (
          <>
            {left.length > 0 && (
              <Button onClick={lookAgain}>
                Look again at {counted(left.length, 'property', 'properties')}
              </Button>
            )}
            <Button tone="primary" onClick={onDone}>
              Done
            </Button>
          </>
        ) : (
          <>
            <StopOrCancel {...{ copying, stopping, stop, onClose }} />
            <Button
              tone="primary"
              pending={copying}
              onClick={() => void copy(chosen)}
              disabledReason={problem}
            >
              {copyLabel(chosen, states)}
            </Button>
          </>
        )
      }
    >
      {only === undefined && !begun && (
        <PropertyChoice properties={others} chosen={chosen} onChoose={setChosen} />
      )}
      {plans.refusal && <TryAgain refusal={plans.refusal} onAgain={plans.again} />}
      {shown.map((plan) => (
        <CopyTarget
          // Looked at again, it is previewed anew.
          key={`${plan.propertyId} ${round}`}
          plan={plan}
          ruleIds={ruleIds}
          accessGroups={view.accessGroups.filter((one) => one.propertyId === plan.propertyId)}
          actions={actions}
          progress={progress[plan.propertyId]}
          onState={onState}
        />
      ))}
      {fresh.dialog}
    </Dialog>
  )
}

/** Cancel changes nothing; once it has begun, the present property comes to its end first. */
function StopOrCancel({
  copying,
  stopping,
  stop,
  onClose,
}: {
  copying: boolean
  stopping: boolean
  stop: () => void
  onClose: () => void
}) {
  if (!copying) return <Button onClick={onClose}>Cancel</Button>
  return (
    <Button
      onClick={stop}
      disabledReason={stopping ? 'It stops after the present property.' : undefined}
    >
      Stop after this property
    </Button>
  )
}

function PropertyChoice({
  properties,
  chosen,
  onChoose,
}: {
  properties: PropertyView[]
  chosen: string[]
  onChoose: (chosen: string[]) => void
}) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-small font-medium">To these properties</legend>
      <div className="grid max-h-48 gap-x-4 overflow-y-auto sm:grid-cols-2">
        {properties.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onCheckedChange={(checked) =>
              onChoose(checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
        ))}
      </div>
    </fieldset>
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
  return `Copy${to}: ${effectWords(sumEffects(effects))}`
}
