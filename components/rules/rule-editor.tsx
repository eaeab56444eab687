'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import { AccessGroupForm } from '@/components/places/access-group-form'
import { Button } from '@/components/ui/button'
import { DiscardQuestion } from '@/components/ui/dialog'
import { Card } from '@/components/ui/page'
import { ApplyDialog } from './apply-dialog'
import { ClashDialog } from './clash-dialog'
import { ClashNotice } from './clash-notice'
import { ConditionList } from './condition-list'
import type { EditedRule } from './edited-rule'
import { FormProblems } from './form-problems'
import { LeftOutFields } from './left-out-fields'
import { LivePreview } from './live-preview'
import { NameField } from './name-field'
import { RuleChecks } from './rule-checks'
import { draftOf, type RuleDraft, ruleDraftWithFreeName } from './rule-draft'
import { RuleOutcome } from './rule-outcome'
import type { PropertyView, RuleActions, RulesView } from './rules-view'
import { takenName } from './taken-name'
import { useSaving } from './use-saving'
import { useSeenValues } from './use-seen-values'
import { useUnsavedWarning } from './use-unsaved-warning'

interface Props {
  view: RulesView
  property: PropertyView
  edited: EditedRule
  actions: RuleActions
  onClose: () => void
  /** Whoever leads elsewhere asks first while something typed is not saved. */
  onDirty: (dirty: boolean) => void
}

/** Name, conditions, what a matching person is given, and beside it whom that is about (D17 to D24). */
export function RuleEditor({ view, property, edited, actions, onClose, onDirty }: Props) {
  const [asking, setAsking] = useState<'discard' | 'access group'>()
  const taken = useMemo(
    () => takenName(view, property, edited.ruleId),
    [view, property, edited.ruleId],
  )
  const form = useForm<RuleDraft>({
    resolver: zodResolver(ruleDraftWithFreeName(taken)),
    defaultValues: draftOf(edited.content, { view, timeZone: property.timeZone }),
    shouldFocusError: false,
  })
  const { isDirty } = form.formState
  const { setFocus } = form
  useEffect(() => setFocus('name'), [setFocus])
  useUnsavedWarning(isDirty, onDirty)
  const editorView = { ...view, seen: useSeenValues(actions.readSeen) }
  const saving = useSaving({ form, property, edited, actions, onClose })
  const close = () => (isDirty ? setAsking('discard') : onClose())

  return (
    <FormProvider {...form}>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <form
          noValidate
          aria-label={edited.name ? `Edit the rule ${edited.name}` : 'New rule'}
          onSubmit={saving.previewAndApply}
          onKeyDown={(event) => onEditorKey(event, close)}
        >
          <Card className="grid gap-6">
            <FormProblems refusal={saving.refusal} />
            <ClashNotice
              clash={saving.clash}
              timeZone={property.timeZone}
              onSee={() => saving.setSeeing(true)}
            />
            <NameField taken={taken} />
            <ConditionList view={editorView} />
            <RuleChecks view={view} property={property} edited={edited} />
            <RuleOutcome
              view={view}
              property={property}
              onNewGroup={() => setAsking('access group')}
            />
            <LeftOutFields findPeople={actions.findPeople} />
            <div className="flex flex-wrap justify-end gap-2 border-t pt-4">
              <Button tone="quiet" onClick={close}>
                Cancel
              </Button>
              <Button pending={saving.savingDraft} onClick={saving.saveDraft}>
                Save draft
              </Button>
              <Button type="submit" tone="primary" pending={form.formState.isSubmitting}>
                Preview and apply
              </Button>
            </div>
          </Card>
        </form>
        <LivePreview view={view} property={property} edited={edited} actions={actions} />
      </div>
      {saving.change && (
        <ApplyDialog
          view={view}
          property={property}
          change={saving.change}
          title={`Preview and apply ${form.getValues('name').trim()}`}
          description={`What this changes at ${property.name}, for today’s people. Nothing has happened yet.`}
          actions={actions}
          onClose={saving.cancelApply}
          onApplied={onClose}
          onClash={saving.onClash}
          onRefused={saving.onRefused}
        />
      )}
      {saving.clash && saving.seeing && (
        <ClashDialog
          clash={saving.clash}
          view={view}
          onClose={() => saving.setSeeing(false)}
          onUseMine={saving.preferMine}
          onUseTheirs={onClose}
        />
      )}
      {asking === 'access group' && (
        <AccessGroupForm
          properties={[property]}
          propertyId={property.id}
          doors={view.doors}
          onClose={() => setAsking(undefined)}
          save={async (values) => {
            const result = await actions.addAccessGroup(values)
            if (result.ok) {
              const chosen = form.getValues('accessGroupIds')
              form.setValue('accessGroupIds', [...chosen, result.value.id], { shouldDirty: true })
            }
            return result
          }}
        />
      )}
      <DiscardQuestion
        open={asking === 'discard'}
        description="What was typed since the rule was opened is lost. Save a draft to keep it."
        onStay={() => setAsking(undefined)}
        onDiscard={onClose}
      />
    </FormProvider>
  )
}

/** Ctrl or ⌘ with Enter applies, Enter alone does not; Escape closes, but an open list first. */
function onEditorKey(event: KeyboardEvent<HTMLFormElement>, close: () => void): void {
  const within = event.target instanceof Element ? event.target : null
  if (!within || !event.currentTarget.contains(within)) return
  if (event.key === 'Enter') {
    const applies = event.ctrlKey || event.metaKey
    if (applies || within instanceof HTMLInputElement) event.preventDefault()
    if (applies) event.currentTarget.requestSubmit()
  }
  if (event.key !== 'Escape' || event.defaultPrevented) return
  const listOpen = within.getAttribute('aria-expanded') === 'true'
  if (!listOpen) close()
}
