import { Select } from '@/components/ui/select'
import { counted } from '@/lib/kernel/words'
import type { CopyPlan, GroupChoice } from '@/lib/rules/schemas'

const MAKE = 'make a new one'

export type CopiedGroupPlan = CopyPlan['groups'][number]

/** Where an access group of a copied rule leads at another property: to one of its name, or a choice. */
export function CopiedGroup({
  group: { name, matched, doorsIfMade },
  property,
  accessGroups,
  chosen,
  onChoose,
}: {
  group: CopiedGroupPlan
  property: string
  accessGroups: { id: string; name: string }[]
  chosen: string | undefined
  onChoose: (chosen: string) => void
}) {
  return (
    <li className="grid items-center gap-1 sm:grid-cols-2">
      <span>{name}</span>
      {matched ? (
        <span className="text-ink-soft">→ {matched.name}, matched by name</span>
      ) : (
        <Select
          label={`Access group for ${name} at ${property}`}
          labelHidden
          placeholder="Choose an access group…"
          options={[
            ...accessGroups.map((one) => ({ value: one.id, label: one.name })),
            { value: MAKE, label: `Make ${name} here` },
          ]}
          value={chosen ?? ''}
          onValueChange={onChoose}
        />
      )}
      {chosen === MAKE && (
        <p className={doorsIfMade === 0 ? 'text-small text-attention' : 'text-small text-ink-soft'}>
          {doorsIfMade === 0
            ? `${name} has no doors at ${property} yet: nobody gets through a door by it until you add some.`
            : `${name} is made with the ${counted(doorsIfMade, 'door')} of ${property} that ${doorsIfMade === 1 ? 'has' : 'have'} the same name.`}
        </p>
      )}
    </li>
  )
}

export function choiceOf(
  { fromId, matched }: CopiedGroupPlan,
  chosen: string | undefined,
): GroupChoice[] {
  if (matched || !chosen) return []
  const to =
    chosen === MAKE
      ? { kind: 'new' as const }
      : { kind: 'existing' as const, accessGroupId: chosen }
  return [{ fromId, to }]
}
