'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { RadioGroup } from '@/components/ui/choices'
import { Card, Section } from '@/components/ui/page'
import { Callout, type Tone } from '@/components/ui/status'
import { TextField } from '@/components/ui/text-field'
import type { ActionResult } from '@/lib/kernel/result'

interface TokenCredentials {
  method: 'token'
  tenantUrl: string
  token: string
}

interface ClientCredentials {
  method: 'client'
  tenantUrl: string
  tokenEndpoint: string
  clientId: string
  clientSecret: string
}

type Credentials = TokenCredentials | ClientCredentials
type SavedCredentials = Omit<TokenCredentials, 'token'> | Omit<ClientCredentials, 'clientSecret'>

export interface AdminCredentialsProps {
  saved: SavedCredentials | undefined
  test: (input: Credentials) => Promise<ActionResult<{ passed: boolean; sentence: string }>>
  save: (input: Credentials) => Promise<ActionResult<unknown>>
}

interface Notice {
  tone: Tone
  sentence: string
}

/** Every field of both methods, so that a look at the other one loses nothing that was pasted. */
type Pasted = Omit<TokenCredentials, 'method'> &
  Omit<ClientCredentials, 'method'> & { method: Credentials['method'] }

const METHODS = [
  { value: 'token', label: 'Secret token' },
  { value: 'client', label: 'OAuth2 client credentials' },
]

/** How the enterprise application reaches Sequr, with the names that Microsoft uses. */
export function AdminCredentials({ saved, test, save }: AdminCredentialsProps) {
  const [pasted, setPasted] = useState<Pasted>(() => startWith(saved))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [notice, setNotice] = useState<Notice>()
  const [pending, begin] = useTransition()
  const change = (part: Partial<Pasted>) => setPasted((before) => ({ ...before, ...part }))

  const send = <T,>(
    action: (input: Credentials) => Promise<ActionResult<T>>,
    say: (value: T) => Notice,
  ) =>
    begin(async () => {
      const result = await action(credentialsOf(pasted))
      setErrors(result.ok ? {} : (result.fields ?? {}))
      setNotice(result.ok ? say(result.value) : { tone: 'stopped', sentence: result.message })
    })

  return (
    <Section id="credentials" title="Admin Credentials">
      <Card className="grid max-w-3xl gap-4">
        <RadioGroup
          label="Authentication method"
          choices={METHODS}
          value={pasted.method}
          onValueChange={(method) => change({ method: method === 'client' ? 'client' : 'token' })}
        />
        <Fields pasted={pasted} saved={saved} errors={errors} change={change} />
        {notice && (
          <Callout tone={notice.tone} role="status">
            {notice.sentence}
          </Callout>
        )}
        <div className="flex flex-wrap gap-2">
          <Button pending={pending} onClick={() => send(test, noticeOfTest)}>
            Test Connection
          </Button>
          <Button tone="primary" pending={pending} onClick={() => send(save, () => SAVED)}>
            Save
          </Button>
        </div>
      </Card>
    </Section>
  )
}

interface FieldsProps {
  pasted: Pasted
  saved: SavedCredentials | undefined
  errors: Record<string, string>
  change: (part: Partial<Pasted>) => void
}

function Fields({ pasted, saved, errors, change }: FieldsProps) {
  const field = (name: Exclude<keyof Pasted, 'method'>) => ({
    value: pasted[name],
    error: errors[name],
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  })
  const secret = {
    type: 'password',
    autoComplete: 'off',
    hint:
      saved?.method === pasted.method ? 'One is saved. Paste another to replace it.' : undefined,
  }
  return (
    <>
      <TextField label="Tenant URL" {...field('tenantUrl')} />
      {pasted.method === 'token' ? (
        <TextField label="Secret Token" {...secret} {...field('token')} />
      ) : (
        <>
          <TextField label="Token Endpoint" {...field('tokenEndpoint')} />
          <TextField label="Client Identifier" {...field('clientId')} />
          <TextField label="Client Secret" {...secret} {...field('clientSecret')} />
        </>
      )}
    </>
  )
}

const SAVED: Notice = { tone: 'healthy', sentence: 'The admin credentials were saved.' }

function noticeOfTest({ passed, sentence }: { passed: boolean; sentence: string }): Notice {
  return { tone: passed ? 'healthy' : 'stopped', sentence }
}

function startWith(saved: SavedCredentials | undefined): Pasted {
  const empty = { tenantUrl: '', token: '', tokenEndpoint: '', clientId: '', clientSecret: '' }
  return { method: 'token', ...empty, ...saved }
}

function credentialsOf(pasted: Pasted): Credentials {
  const { method, tenantUrl, token, tokenEndpoint, clientId, clientSecret } = pasted
  return method === 'token'
    ? { method, tenantUrl, token }
    : { method, tenantUrl, tokenEndpoint, clientId, clientSecret }
}
