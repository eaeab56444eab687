'use client'

import { Plus } from 'lucide-react'
import { useController, useFormContext } from 'react-hook-form'
import { useFieldId } from '@/components/form/field-ids'
import { FormChecks, FormRadio } from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { counted } from '@/lib/kernel/words'
import type { RuleDraft } from './rule-draft'
import type { PropertyView, RulesView } from './rules-view'

/** What a person who matches is given: doors, a role, a mobile key (D22 to D24). */
export function RuleOutcome({
  view,
  property,
  onNewGroup,
}: {
  view: RulesView
  property: PropertyView
  onNewGroup: () => void
}) {
  const { watch } = useFormContext<RuleDraft>()
  const here = view.accessGroups.filter((group) => group.propertyId === property.id)
  const known = new Set(here.map((group) => group.id))
  const gone = watch('accessGroupIds').filter((id) => !known.has(id))
  return (
    <fieldset className="grid min-w-0 gap-4">
      <legend className="mb-3 text-large font-semibold">Then give</legend>
      <div className="grid gap-1.5">
        <FormChecks
          name="accessGroupIds"
          label="Access group"
          required
          options={[
            ...here.map((group) => ({
              value: group.id,
              label: `${group.name} (${counted(group.doorCount, 'door')})`,
            })),
            ...gone.map((id) => ({ value: id, label: 'Deleted access group' })),
          ]}
          empty={`${property.name} has no access groups yet.`}
        />
        <div>
          <Button
            tone="quiet"
            className="-ml-3"
            icon={<Plus size={16} strokeWidth={1.75} aria-hidden />}
            onClick={onNewGroup}
          >
            New access group
          </Button>
        </div>
      </div>
      <RoleField view={view} />
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

/** Roles above one's own stand there with the reason, so that nobody looks for them in vain. */
function RoleField({ view }: { view: RulesView }) {
  const { field, fieldState } = useController<RuleDraft, 'roleId'>({ name: 'roleId' })
  const fieldId = useFieldId()
  const above = view.roles.filter((role) => role.rank > view.ownRank)
  return (
    <Select
      id={fieldId('roleId')}
      label="Role"
      required
      className="sm:max-w-72"
      options={view.roles.map((role) => ({
        value: role.id,
        label: role.name,
        disabled: role.rank > view.ownRank,
      }))}
      value={field.value}
      onValueChange={field.onChange}
      hint={above.length > 0 ? aboveSentence(above.map((role) => role.name)) : undefined}
      error={fieldState.error?.message}
    />
  )
}

function aboveSentence(names: string[]): string {
  const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(names)
  return `Only somebody who holds ${list} can let a rule give it.`
}
