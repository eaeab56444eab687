'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { useNavigation } from '@/components/ui/navigation'
import { EmptyState } from '@/components/ui/states'
import { Callout } from '@/components/ui/status'
import type { StarterId } from '@/lib/rules/schemas'
import type { OpenDialog } from './rules-dialogs'
import type { PropertyView, RuleActions, RulesView } from './rules-view'

/** The ways to a first rule: from another property, or from what most offices begin with. */
export function NoRules({
  view,
  property,
  actions,
  onOpen,
}: {
  view: RulesView
  property: PropertyView
  actions: Pick<RuleActions, 'start'>
  onOpen: (dialog: OpenDialog) => void
}) {
  const { refresh } = useNavigation()
  const [refusal, setRefusal] = useState<string>()
  const [pending, begin] = useTransition()
  const others = view.properties.filter(
    (one) => one.id !== property.id && one.ruleCount + one.offCount > 0,
  )
  const start = (starters: StarterId[]) =>
    begin(async () => {
      const result = await actions
        .start({ propertyId: property.id, starters })
        .catch(() => undefined)
      if (!result) return setRefusal('Sequr did not answer. Try again.')
      if (!result.ok) return setRefusal(result.message)
      refresh()
    })
  return (
    <>
      {refusal && <Callout tone="stopped" role="alert" title={refusal} />}
      <EmptyState
        title={`${property.name} has no rule yet.`}
        action={
          <>
            {others.map((other) => (
              <Button
                key={other.id}
                onClick={() =>
                  onOpen({
                    kind: 'copy',
                    fromId: other.id,
                    ruleIds: view.rules
                      .filter((rule) => rule.propertyId === other.id)
                      .map((rule) => rule.id),
                  })
                }
              >
                Copy from {other.name}
              </Button>
            ))}
            <Button pending={pending} onClick={() => start(['everyone'])}>
              Start from Everyone
            </Button>
            <Button
              pending={pending}
              onClick={() => start(['employees', 'contractors', 'itAdmin'])}
            >
              Start from Employees, Contractors, IT Admin
            </Button>
          </>
        }
      >
        People who arrive from Entra get no doors at {property.name} until a rule says so.
      </EmptyState>
    </>
  )
}
