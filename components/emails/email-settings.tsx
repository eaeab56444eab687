'use client'

import { Form } from '@/components/form/form'
import { FormChecks, FormSwitch, FormText } from '@/components/form/form-fields'
import { Section } from '@/components/ui/page'
import { useNotify } from '@/components/ui/toast'
import {
  type EmailSettingsInput,
  type EmailSettingsView,
  emailSettingsSchema,
} from '@/lib/email/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { EmailsHeader } from './email-tabs'

/** How fast e-mails leave, whether leavers are told, and who hears when something breaks. */
export function EmailSettings({
  settings: { administrators, timeZone, ...values },
  save,
}: {
  settings: EmailSettingsView
  save: (input: EmailSettingsInput) => Promise<ActionResult<void>>
}) {
  const notify = useNotify()
  return (
    <>
      <EmailsHeader
        current="/emails/settings"
        state="For the whole organisation. Language, sender and quiet mode belong to each property."
      />
      <div className="max-w-xl">
        <Form
          schema={emailSettingsSchema}
          defaultValues={values}
          onSubmit={save}
          onDone={() => notify('The settings were saved')}
          submitLabel="Save settings"
        >
          <Section title="Alerts to administrators">
            <FormChecks
              name="alertUserIds"
              label="Who is told"
              hint="When Entra goes quiet, changes fail, removals are held, a token runs out or keys are not picked up. Choose two at least; nobody chosen means every Global Admin."
              options={administrators.map(({ id, name, role }) => ({
                value: id,
                label: `${name}, ${role}`,
              }))}
            />
          </Section>
          <Section title="Key invitations">
            <FormText
              name="perMinute"
              label="E-mails in a minute, at most"
              inputMode="numeric"
              hint="A mail server that sees hundreds at once may take them for spam. The rest of a first load follows minute by minute."
              required
            />
            <FormText
              name="invitationsFrom"
              type="datetime-local"
              label={`None before (${placeOf(timeZone)} time)`}
              hint="For a first load that should reach people on a certain morning. Empty: as soon as they are ready."
            />
          </Section>
          <Section title="People who leave">
            <FormSwitch
              name="tellLeavers"
              label="Tell people that their access ended"
              hint="A short e-mail that gives no reason, half an hour later."
            />
          </Section>
        </Form>
      </div>
    </>
  )
}

/** `America/New_York` as people say it. */
function placeOf(timeZone: string): string {
  return timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ')
}
