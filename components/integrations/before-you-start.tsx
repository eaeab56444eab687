'use client'

import { CircleAlert, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { Form } from '@/components/form/form'
import { FormRadio } from '@/components/form/form-fields'
import { useNavigation } from '@/components/ui/navigation'
import { Card, TextLink } from '@/components/ui/page'
import { Time } from '@/components/ui/time'
import type { ActionResult } from '@/lib/kernel/result'

const formSchema = z.object({
  placement: z.enum(['chosen', 'everyone']),
  keys: z.enum(['yes', 'no']),
})
type Values = z.infer<typeof formSchema>

interface Props {
  readiness: { accessGroups: string[]; properties: string[] }
  choices: { placement: 'chosen' | 'everyone'; keyDefault: boolean }
  started: { by: string; at: Date } | null
  save: (input: {
    placement: 'chosen' | 'everyone'
    keyDefault: boolean
  }) => Promise<ActionResult<unknown>>
}

/** What must be ready, ticked by Sequr itself, and the two choices of the guide's step 1. */
export function BeforeYouStart({ readiness, choices, started, save }: Props) {
  const { push } = useNavigation()
  const defaults: Values = { placement: choices.placement, keys: choices.keyDefault ? 'yes' : 'no' }
  return (
    <div className="grid gap-6 lg:grid-cols-[1fr_1.2fr]">
      <div className="grid content-start gap-6">
        <Ready readiness={readiness} />
        <section className="grid gap-2">
          <h2 className="text-large font-semibold">You also need, in Microsoft</h2>
          <ul className="list-disc pl-5 text-ink-soft">
            <li>Cloud Application Administrator or higher</li>
            <li>Microsoft Entra ID P1 if groups are to be assigned</li>
          </ul>
        </section>
        {started && (
          <p className="text-small text-ink-soft">
            {started.by} started this <Time at={started.at} />. Everything is kept; go on any time.
          </p>
        )}
      </div>
      <Card>
        <Form
          schema={formSchema}
          defaultValues={defaults}
          submitLabel={started ? 'Continue set-up' : 'Start set-up'}
          onSubmit={(values) =>
            save({ placement: values.placement, keyDefault: values.keys === 'yes' })
          }
          onDone={() => push('/integrations/azure/install/microsoft')}
        >
          <h2 className="text-large font-semibold">Two choices</h2>
          <FormRadio
            name="placement"
            label="Who goes where?"
            choices={[
              {
                value: 'chosen',
                label: 'Chosen people per property',
                hint: 'Each property’s rules decide who gets doors there.',
              },
              {
                value: 'everyone',
                label: 'Everyone at every property',
                hint: 'New rules start with everybody; you can still narrow them.',
              },
            ]}
          />
          <FormRadio
            name="keys"
            label="Mobile keys for newly boarded people?"
            choices={[
              {
                value: 'yes',
                label: 'Yes (recommended)',
                hint: 'They get one e-mail with their key.',
              },
              { value: 'no', label: 'No', hint: 'A rule can still say yes.' },
            ]}
          />
        </Form>
      </Card>
    </div>
  )
}

function Ready({ readiness }: { readiness: Props['readiness'] }) {
  const { accessGroups, properties } = readiness
  return (
    <section className="grid gap-3" aria-labelledby="before">
      <h2 id="before" className="text-large font-semibold">
        Before you start
      </h2>
      <ul className="grid gap-2.5">
        <Tick done={accessGroups.length > 0}>
          {accessGroups.length > 0 ? (
            <>
              <strong>Access groups: {accessGroups.length} ready</strong> ({accessGroups.join(', ')}
              )
            </>
          ) : (
            <>
              <strong>You have no access groups yet.</strong>{' '}
              <TextLink href="/access-groups">Make them now</TextLink> or in step 3 as you go.
            </>
          )}
        </Tick>
        <Tick done={properties.length > 0}>
          {properties.length > 0 ? (
            <>
              <strong>Properties: {properties.length}</strong> ({properties.join(', ')})
            </>
          ) : (
            <>
              <strong>You have no property yet.</strong>{' '}
              <TextLink href="/properties">Add one</TextLink>.
            </>
          )}
        </Tick>
        <Tick done>
          <strong>You are a Global Admin here</strong>
        </Tick>
      </ul>
    </section>
  )
}

function Tick({ done, children }: { done: boolean; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2">
      {done ? (
        <CircleCheck
          size={18}
          strokeWidth={1.75}
          className="mt-px shrink-0 text-healthy"
          aria-label="Ready:"
        />
      ) : (
        <CircleAlert
          size={18}
          strokeWidth={1.75}
          className="mt-px shrink-0 text-attention"
          aria-label="Missing:"
        />
      )}
      <span>{children}</span>
    </li>
  )
}
