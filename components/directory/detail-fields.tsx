import { FormText } from '@/components/form/form-fields'
import { TextLink } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import type { AddressHolder, TypedEffect } from '@/lib/access/schemas'
import { detailWords, type EditableDetail } from '@/lib/kernel/editable-details'
import type { EditClash } from '@/lib/kernel/plan-edit'
import { countedList } from '@/lib/kernel/words'

/** The details of a person as fields. */
export function DetailFields({ withEmail = false }: { withEmail?: boolean }) {
  const phone = <FormText name="phone" label="Phone" type="tel" autoComplete="off" />
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FormText name="displayName" label="Name" required autoComplete="off" />
      {withEmail ? (
        <FormText
          name="primaryEmail"
          label="Primary e-mail"
          type="email"
          autoComplete="off"
          hint="Keys are sent there."
        />
      ) : (
        phone
      )}
      <FormText name="givenName" label="Given name" autoComplete="off" />
      <FormText name="familyName" label="Family name" autoComplete="off" />
      {withEmail && phone}
      <FormText name="title" label="Job title" autoComplete="off" />
      <FormText name="department" label="Department" autoComplete="off" />
      <FormText name="employeeNumber" label="Employee ID" autoComplete="off" />
      <FormText
        name="preferredLanguage"
        label="Language"
        autoComplete="off"
        hint="For example de or en-US. E-mails are written in it."
      />
    </div>
  )
}

/** Somebody has the e-mail that was typed: where to find them. */
export function HolderNotice({ holder }: { holder: AddressHolder }) {
  return (
    <Callout tone="attention">
      Open <TextLink href={`/employees/${holder.id}`}>{holder.name}</TextLink> to change that person
      instead.
    </Callout>
  )
}

export function holderSentence({ name }: AddressHolder): string {
  return `${name} has this e-mail already.`
}

type Field = EditableDetail | 'primaryEmail'

/** Both values of each field that became another while the form was open, for its errors. */
export function clashSentences(clashes: readonly EditClash<Field>[]): Record<string, string> {
  return Object.fromEntries(
    clashes.map(({ field, now }) => [
      field,
      `${field === 'primaryEmail' ? 'The e-mail' : `The ${detailWords[field]}`} became ${now === null ? 'empty' : `“${now}”`} meanwhile. Save again to put yours in its place.`,
    ]),
  )
}

/** What typed values do to access: "2 access groups given and 1 mobile key made". */
export function effectWords({ given, taken, keysIssued, keysRevoked }: TypedEffect): string {
  return countedList([
    [given, 'access group given', 'access groups given'],
    [taken, 'access group taken', 'access groups taken'],
    [keysIssued, 'mobile key made', 'mobile keys made'],
    [keysRevoked, 'mobile key ended', 'mobile keys ended'],
  ])
}
