'use client'

import { Lock, Pencil } from 'lucide-react'
import { type ReactNode, useRef, useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { Button } from '@/components/ui/button'
import { KeyValues, Section, TextLink } from '@/components/ui/page'
import { Time } from '@/components/ui/time'
import { useNotify } from '@/components/ui/toast'
import type { DetailEdit, EmployeeDetails, EntraValueInput } from '@/lib/directory/schemas'
import { detailWords, type EditableDetail } from '@/lib/kernel/editable-details'
import { takesTextMessages } from '@/lib/kernel/phone-number'
import type { ActionResult } from '@/lib/kernel/result'
import { type EditDetails, EditDetailsDialog } from './edit-details'
import { type EditPerson, EditPersonDialog } from './edit-person'

/** What may be done to the details. */
export interface DetailManagement {
  edit: EditDetails
  /** For people whom Sequr alone keeps. */
  editPerson: EditPerson
  takeEntra: (input: EntraValueInput) => Promise<ActionResult<void>>
}

interface Props {
  person: EmployeeDetails
  timeZone: string
  manage: DetailManagement
}

interface About extends Props {
  /** A button that is gone leaves its focus to another. */
  onTaken: () => void
}

/** What Sequr shows of the person, and for each value whether it is Entra's. */
export function EmployeeFacts({ person, timeZone, manage }: Props) {
  const editButton = useRef<HTMLButtonElement>(null)
  const onTaken = () => editButton.current?.focus()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const isGone = person.status === 'deleted'
  return (
    <Section
      title="Details"
      id="details"
      actions={
        !isGone && (
          <Button ref={editButton} onClick={() => setOpen(true)}>
            Edit details
          </Button>
        )
      }
    >
      <SourceSentence fromEntra={person.source === 'entra'} />
      <KeyValues
        rows={[
          ...rowsOf({ person, timeZone, manage, onTaken }),
          { label: 'First seen', value: <Time at={person.createdAt} timeZone={timeZone} /> },
          { label: 'Last update', value: <Time at={person.lastModifiedAt} timeZone={timeZone} /> },
        ]}
      />
      {open && person.source === 'entra' && (
        <EditDetailsDialog person={person} edit={manage.edit} onClose={close} />
      )}
      {open && person.source === 'local' && (
        <EditPersonDialog person={person} edit={manage.editPerson} onClose={close} />
      )}
    </Section>
  )
}

function SourceSentence({ fromEntra }: { fromEntra: boolean }) {
  const Icon = fromEntra ? Lock : Pencil
  return (
    <p className="-mt-1 flex items-center gap-1.5 text-small text-ink-soft">
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      {fromEntra ? 'What has a lock comes from Entra.' : 'Kept in Sequr alone.'}
    </p>
  )
}

function rowsOf(about: About): { label: string; value: ReactNode }[] {
  const { person } = about
  const { manager } = person
  const detail = (label: string, name: EditableDetail, value: string | null, note?: string) => {
    const isShown = value !== null || person.edits[name] !== undefined || alwaysShown.has(name)
    return isShown
      ? [{ label, value: <Detail {...about} detail={name} value={value} note={note} /> }]
      : []
  }
  const locked = (label: string, value: ReactNode, note?: string) => [
    { label, value: <Value from={person.source} value={value} note={note} /> },
  ]
  return [
    ...locked('Primary e-mail', person.email, emailNote(person)),
    ...detail('Phone', 'phone', person.phone, phoneNote(person)),
    ...(person.userName ? locked('User name', person.userName) : []),
    ...(person.edits.displayName ? detail('Name', 'displayName', person.name) : []),
    ...detail('Given name', 'givenName', person.givenName),
    ...detail('Family name', 'familyName', person.familyName),
    ...detail('Job title', 'title', person.title),
    ...detail('Department', 'department', person.department),
    ...detail('Employee ID', 'employeeNumber', person.employeeNumber),
    ...detail('Language', 'preferredLanguage', person.preferredLanguage),
    ...(manager
      ? locked('Manager', <TextLink href={`/employees/${manager.id}`}>{manager.name}</TextLink>)
      : []),
  ]
}

/** Shown also when empty: the product works with them, so their absence tells something (D6). */
const alwaysShown = new Set<EditableDetail>(['phone', 'department'])

const emailNote = ({ emailFromUserName }: EmployeeDetails) =>
  emailFromUserName ? 'From the user name; Entra sent no e-mail.' : undefined
const phoneNote = ({ phone }: EmployeeDetails) =>
  takesTextMessages(phone) ? undefined : 'No text messages.'

interface DetailProps extends About {
  detail: EditableDetail
  value: string | null
  note: string | undefined
}

function Detail({ detail, value, note, ...about }: DetailProps) {
  const edit = about.person.edits[detail]
  return (
    <>
      <Value from={edit ? 'sequr' : about.person.source} value={value} note={note} />
      {edit && <Kept edit={edit} detail={detail} {...about} />}
    </>
  )
}

/** Whose value it is, what Entra has instead, and the way back to that. */
function Kept({
  edit,
  detail,
  person,
  timeZone,
  manage,
  onTaken,
}: About & { edit: DetailEdit; detail: EditableDetail }) {
  const notify = useNotify()
  const [pending, start] = useTransition()
  const word = detailWords[detail]
  const take = () =>
    start(async () => {
      const result = await answerOf(manage.takeEntra({ employeeId: person.id, detail }))
      notify(result.ok ? `Entra’s ${word} is shown` : result.message)
      if (result.ok) onTaken()
    })
  return (
    <span className="mt-0.5 grid justify-items-start gap-1 text-small text-ink-soft">
      <span className="[overflow-wrap:anywhere]">
        {edit.by === null ? 'Kept by Sequr' : `Edited in Sequr by ${edit.by}`}{' '}
        <Time at={edit.at} timeZone={timeZone} />. Entra has: {edit.entra ?? '(empty)'}. Rules use
        Entra’s value.
      </span>
      {person.status !== 'deleted' && (
        <Button pending={pending} aria-label={`Use Entra’s ${word}`} onClick={take}>
          Use Entra’s
        </Button>
      )}
    </span>
  )
}

/** A value that is Entra's has a lock, with words for who cannot see it. */
function Value({
  from,
  value,
  note,
}: {
  from: 'entra' | 'local' | 'sequr'
  value: ReactNode
  note: string | undefined
}) {
  return (
    <>
      <span className="inline-flex max-w-full items-start gap-1.5">
        {value ? (
          <span className="min-w-0 [overflow-wrap:anywhere]">{value}</span>
        ) : (
          <span className="text-ink-soft">(empty)</span>
        )}
        {from === 'entra' && value && (
          <span title="from Entra" className="mt-1 shrink-0 text-ink-soft">
            <Lock size={12} strokeWidth={1.75} aria-hidden />
            <span className="sr-only">(from Entra)</span>
          </span>
        )}
      </span>
      {note && <span className="block text-small text-ink-soft">{note}</span>}
    </>
  )
}
