'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/page'
import { Select } from '@/components/ui/select'
import { Callout, type Tone } from '@/components/ui/status'
import type { ActionResult } from '@/lib/kernel/result'
import { AdminCredentials, type AdminCredentialsProps } from './admin-credentials'
import { RunLog, type RunView } from './run-log'

interface Props {
  view: {
    saved: AdminCredentialsProps['saved']
    state: 'stopped' | 'running' | 'none'
    runs: RunView[]
    people: { id: string; name: string }[]
  }
  test: AdminCredentialsProps['test']
  save: AdminCredentialsProps['save']
  start: (input: object) => Promise<ActionResult<'succeeded' | 'failed'>>
  provision: (input: { personId: string }) => Promise<ActionResult<'succeeded' | 'failed'>>
}

interface Notice {
  tone: Tone
  sentence: string
}

/** The enterprise application's provisioning page, with the names that Microsoft uses. */
export function Provisioning({ view, test, save, start, provision }: Props) {
  return (
    <>
      <AdminCredentials saved={view.saved} test={test} save={save} />
      <Cycles view={view} start={start} provision={provision} />
      <Section id="log" title="Provisioning log">
        <RunLog runs={view.runs} />
      </Section>
    </>
  )
}

function Cycles({ view, start, provision }: Pick<Props, 'view' | 'start' | 'provision'>) {
  const [personId, setPersonId] = useState('')
  const [notice, setNotice] = useState<Notice>()
  const [pending, begin] = useTransition()
  const run = (work: () => Promise<ActionResult<'succeeded' | 'failed'>>, what: string) =>
    begin(async () => {
      const result = await work()
      if (!result.ok) setNotice({ tone: 'stopped', sentence: result.message })
      else if (result.value === 'failed') {
        setNotice({ tone: 'attention', sentence: `${what} ended with failures. See the log.` })
      } else setNotice({ tone: 'healthy', sentence: `${what} succeeded.` })
    })
  const missing = view.saved ? undefined : 'Save the admin credentials first.'
  return (
    <Section id="cycles" title="Provisioning Status">
      <div className="grid max-w-3xl gap-4">
        {notice && (
          <Callout tone={notice.tone} role="status">
            {notice.sentence}
          </Callout>
        )}
        <div>
          <Button
            tone="primary"
            pending={pending}
            disabledReason={missing}
            onClick={() => run(() => start({}), 'The cycle')}
          >
            {view.state === 'running' ? 'Run a cycle now' : 'Start provisioning'}
          </Button>
        </div>
        <div className="flex max-w-md items-end gap-2">
          <div className="grow">
            <Select
              label="Provision on demand"
              value={personId}
              onValueChange={setPersonId}
              options={view.people.map((person) => ({ value: person.id, label: person.name }))}
            />
          </div>
          <Button
            pending={pending}
            disabledReason={missing ?? (personId === '' ? 'Choose a person first.' : undefined)}
            onClick={() => run(() => provision({ personId }), 'Provisioning on demand')}
          >
            Provision
          </Button>
        </div>
      </div>
    </Section>
  )
}
