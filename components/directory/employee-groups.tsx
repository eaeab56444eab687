import { Section } from '@/components/ui/page'
import { Chip } from '@/components/ui/status'
import type { EmployeeDetails } from '@/lib/directory/schemas'

export function EmployeeGroups({ groups }: { groups: EmployeeDetails['groups'] }) {
  return (
    <Section title="Groups from Entra" id="groups">
      {groups.length === 0 ? (
        <p className="text-ink-soft">In no group that Entra sends.</p>
      ) : (
        <ul className="flex flex-wrap gap-1.5">
          {groups.map((group) => (
            <li key={group.id}>
              <Chip>{group.name}</Chip>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
