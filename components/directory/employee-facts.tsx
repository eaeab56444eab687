import { Lock, Pencil } from 'lucide-react'
import type { ReactNode } from 'react'
import { KeyValues, Section, TextLink } from '@/components/ui/page'
import { Chip } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { EmployeeDetails } from '@/lib/directory/schemas'

/** What the directory says of the person. Everything from Entra is locked: it is changed there. */
export function EmployeeFacts({ person, timeZone }: { person: EmployeeDetails; timeZone: string }) {
  const fromEntra = person.source === 'entra'
  const fields: [string, ReactNode][] = [
    ['Primary e-mail', person.email],
    ['Phone', person.phone],
    ['User name', person.userName],
    ['Given name', person.givenName],
    ['Family name', person.familyName],
    ['Job title', person.title],
    ['Department', person.department],
    ['Employee number', person.employeeNumber],
    ['Language', person.preferredLanguage],
    ['Manager', person.manager && <ManagerLink manager={person.manager} />],
  ]
  const known = fields.filter(([label, value]) => Boolean(value) || alwaysShown.has(label))
  return (
    <Section title="Details" id="details">
      <p className="-mt-1 flex items-center gap-1.5 text-small text-ink-soft">
        {fromEntra ? (
          <>
            <Lock size={14} strokeWidth={1.75} aria-hidden /> From Entra. Change them there.
          </>
        ) : (
          <>
            <Pencil size={14} strokeWidth={1.75} aria-hidden /> Kept in Sequr alone.
          </>
        )}
      </p>
      <KeyValues
        rows={[
          ...known.map(([label, value]) => ({
            label,
            value: <LockedValue locked={fromEntra}>{value}</LockedValue>,
          })),
          { label: 'First seen', value: <Time at={person.createdAt} timeZone={timeZone} /> },
          { label: 'Last update', value: <Time at={person.lastModifiedAt} timeZone={timeZone} /> },
        ]}
      />
    </Section>
  )
}

/** Shown also when empty: the product works with them, so their absence tells something (D6). */
const alwaysShown = new Set(['Primary e-mail', 'Phone', 'Department'])

function LockedValue({ locked, children }: { locked: boolean; children: ReactNode }) {
  if (!children) return <span className="text-ink-soft">(empty)</span>
  return (
    <span className="inline-flex max-w-full items-start gap-1.5">
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
      {locked && (
        <span title="from Entra" className="mt-1 shrink-0 text-ink-soft">
          <Lock size={12} strokeWidth={1.75} aria-hidden />
          <span className="sr-only">(from Entra)</span>
        </span>
      )}
    </span>
  )
}

function ManagerLink({ manager }: { manager: { id: string; name: string } }) {
  return <TextLink href={`/employees/${manager.id}`}>{manager.name}</TextLink>
}

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
