'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRef, useState } from 'react'
import { type FieldErrors, FormProvider, useForm } from 'react-hook-form'
import { messagesOf } from '@/components/form/form'
import { FormChecks, FormRadio, FormSelect, FormText } from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import type { RuleInput } from '@/lib/rules/schemas'
import { ConditionFields } from './condition-fields'
import { draftOf, type RuleDraft, ruleDraftSchema, toRuleInput } from './rule-draft'
import { counted, type RuleActions, type RulesView, type RuleView } from './rules-view'

interface Props {
  view: RulesView
  property: { id: string; name: string }
  rule: RuleView | undefined
  save: RuleActions['save']
  onClose: () => void
}

/** Name, conditions, and what a matching person is given (D17 to D24). */
export function RuleEditor({ view, property, rule, save, onClose }: Props) {
  const notify = useNotify()
  const [refusal, setRefusal] = useState<string>()
  const summary = useRef<HTMLDivElement>(null)
  const form = useForm<RuleDraft>({
    resolver: zodResolver(ruleDraftSchema),
    defaultValues: draftOf(rule, view),
    shouldFocusError: false,
  })

  async function submit(draft: RuleDraft) {
    const input: RuleInput = toRuleInput(draft, { propertyId: property.id, rule })
    const result = await save(input)
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

  const problems = messagesOf(form.formState.errors)
  return (
    <FormProvider {...form}>
      <form
        noValidate
        aria-label={rule ? `Edit the rule ${rule.name}` : 'New rule'}
        onSubmit={form.handleSubmit(submit, (errors: FieldErrors) => {
          setRefusal(`Please look at ${counted(messagesOf(errors).length, 'field')}.`)
          summary.current?.focus()
        })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.currentTarget.requestSubmit()
          }
        }}
      >
        <Card className="grid gap-6">
          <div ref={summary} tabIndex={-1} className="outline-none empty:hidden">
            {refusal && (
              <Callout tone="stopped" role="alert" title={refusal}>
                {problems.length > 0 && (
                  <ul className="list-disc pl-5">
                    {problems.map(({ name, message }) => (
                      <li key={name}>{message}</li>
                    ))}
                  </ul>
                )}
              </Callout>
            )}
          </div>
          <FormText name="name" label="Name" required hint="For example Employees." />
          <ConditionFields view={view} />
          <Outcome view={view} property={property} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" tone="primary" pending={form.formState.isSubmitting}>
              Save rule
            </Button>
          </div>
        </Card>
      </form>
    </FormProvider>
  )
}

function Outcome({ view, property }: { view: RulesView; property: { id: string; name: string } }) {
  const groups = view.accessGroups.filter((group) => group.propertyId === property.id)
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3 text-large font-semibold">Then give</legend>
      <FormChecks
        name="accessGroupIds"
        label="Access group"
        required
        options={groups.map((group) => ({
          value: group.id,
          label: `${group.name} (${counted(group.doorCount, 'door')})`,
        }))}
        empty={`${property.name} has no access groups yet. Make one under Access groups first.`}
      />
      <FormSelect
        name="roleId"
        label="Role"
        required
        options={view.roles.map((role) => ({ value: role.id, label: role.name }))}
      />
      <FormRadio
        name="mobileKey"
        label="Assign a Mobile Key"
        choices={[
          {
            value: 'yes',
            label: 'Yes (recommended)',
            hint: 'Newly boarded people get an e-mail with their key.',
          },
          { value: 'no', label: 'No' },
        ]}
      />
    </fieldset>
  )
}
