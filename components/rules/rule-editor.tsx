'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { type FieldErrors, FormProvider, useForm } from 'react-hook-form'
import { messagesOf } from '@/components/form/form'
import { FormText } from '@/components/form/form-fields'
import { AccessGroupForm } from '@/components/places/access-group-form'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { Card } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import { counted } from '@/lib/kernel/words'
import { ConditionList } from './condition-list'
import { draftOf, type RuleDraft, ruleDraftSchema, toRuleInput } from './rule-draft'
import { RuleOutcome } from './rule-outcome'
import type { PropertyView, RuleActions, RulesView, RuleView, SeenValues } from './rules-view'

interface Props {
  view: RulesView
  property: PropertyView
  rule: RuleView | undefined
  actions: RuleActions
  onClose: () => void
}

/** Name, conditions, and what a matching person is given (D17 to D24). */
export function RuleEditor({ view, property, rule, actions, onClose }: Props) {
  const notify = useNotify()
  const [refusal, setRefusal] = useState<string>()
  const [asking, setAsking] = useState<'discard' | 'access group'>()
  const summary = useRef<HTMLDivElement>(null)
  const form = useForm<RuleDraft>({
    resolver: zodResolver(ruleDraftSchema),
    defaultValues: draftOf(rule, view),
    shouldFocusError: false,
  })
  const { isDirty } = form.formState
  const seen = useSeenValues(actions.readSeen)
  const editorView = { ...view, seen }
  const close = () => (isDirty ? setAsking('discard') : onClose())

  async function submit(draft: RuleDraft) {
    const input = toRuleInput(draft, { propertyId: property.id, rule })
    const result = await actions.save(input)
    if (result.ok) {
      const { given, taken } = result.value
      notify(`${input.name} was saved`, `${counted(given, 'grant')} given, ${taken} taken.`)
      return onClose()
    }
    for (const [name, message] of Object.entries(result.fields ?? {})) {
      form.setError(name as keyof RuleDraft, { message })
    }
    setRefusal(result.message)
    summary.current?.focus()
  }

  return (
    <FormProvider {...form}>
      <form
        noValidate
        aria-label={rule ? `Edit the rule ${rule.name}` : 'New rule'}
        onSubmit={form.handleSubmit(submit, (errors: FieldErrors) => {
          setRefusal(`Please look at ${counted(messagesOf(errors).length, 'field')}.`)
          summary.current?.focus()
        })}
        onKeyDown={(event) => onEditorKey(event, close)}
      >
        <Card className="grid gap-6">
          <Problems box={summary} refusal={refusal} errors={messagesOf(form.formState.errors)} />
          <FormText name="name" label="Name" required hint="For example Employees." />
          <ConditionList view={editorView} />
          <RuleOutcome
            view={view}
            property={property}
            onNewGroup={() => setAsking('access group')}
          />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" tone="primary" pending={form.formState.isSubmitting}>
              Save rule
            </Button>
          </div>
        </Card>
      </form>
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
      <ConfirmDialog
        open={asking === 'discard'}
        onOpenChange={(open) => !open && setAsking(undefined)}
        title="Discard what you typed?"
        description="The rule stays as it was."
        action="Discard changes"
        onConfirm={onClose}
      />
    </FormProvider>
  )
}

/** Ctrl or ⌘ with Enter applies; Escape closes, but an open list first. */
function onEditorKey(event: KeyboardEvent<HTMLFormElement>, close: () => void): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    event.currentTarget.requestSubmit()
  }
  if (event.key !== 'Escape' || event.defaultPrevented) return
  const within = event.target instanceof Element ? event.target : null
  const listOpen = within?.getAttribute('aria-expanded') === 'true'
  if (!listOpen && within && event.currentTarget.contains(within)) close()
}

function Problems({
  box,
  refusal,
  errors,
}: {
  box: React.RefObject<HTMLDivElement | null>
  refusal: ReactNode
  errors: { name: string; message: string }[]
}) {
  return (
    <div ref={box} tabIndex={-1} className="outline-none empty:hidden">
      {refusal && (
        <Callout tone="stopped" role="alert" title={refusal}>
          {errors.length > 0 && (
            <ul className="list-disc pl-5">
              {errors.map(({ name, message }) => (
                <li key={name}>{message}</li>
              ))}
            </ul>
          )}
        </Callout>
      )}
    </div>
  )
}

/** Counts come after the editor has opened; its fields are usable before. */
function useSeenValues(readSeen: RuleActions['readSeen']): SeenValues | undefined {
  const [seen, setSeen] = useState<SeenValues>()
  useEffect(() => {
    let stale = false
    void readSeen()
      .then((result) => {
        if (!stale && result.ok) setSeen(result.value)
      })
      // Without suggestions the fields take what is typed, as before they arrive.
      .catch(() => undefined)
    return () => {
      stale = true
    }
  }, [readSeen])
  return seen
}
