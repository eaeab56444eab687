'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/page'
import { Select } from '@/components/ui/select'
import { Callout, type Tone } from '@/components/ui/status'
import { TextField } from '@/components/ui/text-field'
import type { ActionResult } from '@/lib/kernel/result'
import { RunLog, type RunView } from './run-log'

interface Credentials {
  tenantUrl: string
  token: string
}

interface Props {
  view: {
    tenantUrl: string
    hasToken: boolean
    state: 'stopped' | 'running' | 'none'
    runs: RunView[]
    people: { id: string; name: string }[]
  }
  test: (input: Credentials) => Promise<ActionResult<{ passed: boolean; sentence: string }>>
  save: (input: Credentials) => Promise<ActionResult<unknown>>
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
      <Credentials view={view} test={test} save={save} />
      <Cycles view={view} start={start} provision={provision} />
      <Section id="log" title="Provisioning log">
        <RunLog runs={view.runs} />
      </Section>
    </>
  )
}

function Credentials({ view, test, save }: Pick<Props, 'view' | 'test' | 'save'>) {
  const [tenantUrl, setTenantUrl] = useState(view.tenantUrl)
  const [token, setToken] = useState('')
  const [notice, setNotice] = useState<Notice>()
  const [pending, begin] = useTransition()
  const credentials = { tenantUrl, token }
  const tryIt = () =>
    begin(async () => {
      const result = await test(credentials)
      if (!result.ok) return setNotice({ tone: 'stopped', sentence: sentenceOf(result) })
      const { passed, sentence } = result.value
      setNotice({ tone: passed ? 'healthy' : 'stopped', sentence })
    })
  const keep = () =>
    begin(async () => {
      const result = await save(credentials)
      setNotice(
        result.ok
          ? { tone: 'healthy', sentence: 'The admin credentials were saved.' }
          : { tone: 'stopped', sentence: sentenceOf(result) },
      )
    })
  return (
    <Section id="credentials" title="Admin Credentials">
      <Card className="grid max-w-3xl gap-4">
        <TextField
          label="Tenant URL"
          value={tenantUrl}
          onChange={(event) => setTenantUrl(event.target.value)}
        />
        <TextField
          label="Secret Token"
          type="password"
          autoComplete="off"
          hint={view.hasToken ? 'One is saved. Paste another to replace it.' : undefined}
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        {notice && (
          <Callout tone={notice.tone} role="status">
            {notice.sentence}
          </Callout>
        )}
        <div className="flex flex-wrap gap-2">
          <Button pending={pending} onClick={tryIt}>
            Test Connection
          </Button>
          <Button tone="primary" pending={pending} onClick={keep}>
            Save
          </Button>
        </div>
      </Card>
    </Section>
  )
}

function Cycles({ view, start, provision }: Pick<Props, 'view' | 'start' | 'provision'>) {
  const [personId, setPersonId] = useState('')
  const [notice, setNotice] = useState<Notice>()
  const [pending, begin] = useTransition()
  const run = (work: () => Promise<ActionResult<'succeeded' | 'failed'>>, what: string) =>
    begin(async () => {
      const result = await work()
      if (!result.ok) setNotice({ tone: 'stopped', sentence: sentenceOf(result) })
      else if (result.value === 'failed') {
        setNotice({ tone: 'attention', sentence: `${what} ended with failures. See the log.` })
      } else setNotice({ tone: 'healthy', sentence: `${what} succeeded.` })
    })
  const missing = view.hasToken ? undefined : 'Save the admin credentials first.'
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

function sentenceOf(result: { message: string; fields?: Record<string, string> }): string {
  return Object.values(result.fields ?? {})[0] ?? result.message
}
