'use client'

import { type ComponentProps, type ReactNode, useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { Button } from '@/components/ui/button'
import { RadioGroup } from '@/components/ui/choices'
import { CopyField } from '@/components/ui/copy-field'
import { ConfirmDialog } from '@/components/ui/dialog'
import { useNavigation } from '@/components/ui/navigation'
import { Card } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { exactTime } from '@/components/ui/time-words'
import type { ActionResult } from '@/lib/kernel/result'
import { CredentialList, type CredentialView } from './credential-list'
import { TrustWorkload } from './trust-workload'

interface NewSecret {
  clientId: string
  secret: string
  expiresAt: string
}

type Make = (input: { lifetime: string }) => Promise<ActionResult<NewSecret>>

interface Props {
  client:
    | { clientId: string; madeBy: string; createdAt: Date; secrets: CredentialView[] }
    | undefined
  tenantUrl: string
  tokenEndpointUrl: string
  createClient: Make
  addSecret: Make
  trust: ComponentProps<typeof TrustWorkload>['trust']
  endSecret: (input: { id: string }) => Promise<ActionResult<unknown>>
  endClient: (input: { id: string }) => Promise<ActionResult<unknown>>
}

const lifetimes = [
  { value: '1y', label: '1 year' },
  { value: '2y', label: '2 years' },
  { value: '3y', label: '3 years' },
]
/** Rotation needs two; the server refuses a third. */
const LIVE_SECRETS_MAX = 2

/**
 * What an administrator copies into Entra when it signs in by OAuth 2.0 client credentials
 * (entra-profile 1.1): four values in the order of Entra's own form, the last of them shown once.
 */
export function OAuthClient(props: Props) {
  const { client, tenantUrl, tokenEndpointUrl } = props
  const [made, setMade] = useState<NewSecret>()
  const working = client?.secrets.filter((one) => one.state === 'Works').length ?? 0
  return (
    <div className="grid max-w-3xl gap-6">
      {client ? (
        <>
          <div className="grid gap-4">
            <CopyField label="Tenant URL" value={tenantUrl} what="Tenant URL" />
            <CopyField label="Token Endpoint" value={tokenEndpointUrl} what="Token Endpoint" />
            <CopyField label="Client Identifier" value={client.clientId} what="Client Identifier" />
          </div>
          {made && <Shown made={made} onSaved={() => setMade(undefined)} />}
          <CredentialList
            what="client secret"
            credentials={client.secrets}
            consequence="Tokens that were fetched with it end at once too. If Entra uses this one, the sync stops. Doors stay as they are."
            end={props.endSecret}
          />
          {!made &&
            (working < LIVE_SECRETS_MAX ? (
              <MakeSecret
                action={working > 0 ? 'Make a second secret' : 'Make a secret'}
                make={props.addSecret}
                onMade={setMade}
              >
                {working > 0 &&
                  'Both work side by side until you revoke the older one, so Entra is never locked out.'}
              </MakeSecret>
            ) : (
              <p className="text-small text-ink-soft">
                Two secrets work. To make another, revoke the one that Entra no longer uses.
              </p>
            ))}
          {!made && working < LIVE_SECRETS_MAX && (
            <TrustWorkload lifetimes={lifetimes} trust={props.trust} />
          )}
          <EndClient client={client} endClient={props.endClient} />
        </>
      ) : (
        <MakeSecret action="Create OAuth client" make={props.createClient} onMade={setMade}>
          Entra then asks for its own token every hour, and you never paste one.
        </MakeSecret>
      )}
    </div>
  )
}

function Shown({ made, onSaved }: { made: NewSecret; onSaved: () => void }) {
  return (
    <Card className="grid gap-4">
      <CopyField label="Client Secret" value={made.secret} what="Client Secret" secret />
      <p>
        Copy it now. We keep only a fingerprint, so we cannot show it again. It works until{' '}
        {exactTime(made.expiresAt, 'UTC')}.
      </p>
      <div>
        <Button tone="primary" onClick={onSaved}>
          I have saved it
        </Button>
      </div>
    </Card>
  )
}

function MakeSecret({
  action,
  make,
  onMade,
  children,
}: {
  action: string
  make: Make
  onMade: (made: NewSecret) => void
  children: ReactNode
}) {
  const { refresh } = useNavigation()
  const [lifetime, setLifetime] = useState('1y')
  const fresh = useFreshSignIn()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const submit = () =>
    start(async () => {
      const result = await answerOf(fresh.run(() => make({ lifetime })))
      if (!result.ok) return setRefusal(result.message)
      setRefusal(undefined)
      onMade(result.value)
      refresh()
    })
  return (
    <Card className="grid gap-4">
      <RadioGroup
        label="The secret works for"
        value={lifetime}
        onValueChange={setLifetime}
        choices={lifetimes}
      />
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
      <div>
        <Button pending={pending} onClick={submit}>
          {action}
        </Button>
      </div>
      {children && <p className="text-small text-ink-soft">{children}</p>}
      {fresh.dialog}
    </Card>
  )
}

function EndClient({
  client,
  endClient,
}: {
  client: NonNullable<Props['client']>
  endClient: Props['endClient']
}) {
  const { refresh } = useNavigation()
  const [open, setOpen] = useState(false)
  const fresh = useFreshSignIn()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const confirm = () =>
    start(async () => {
      const result = await answerOf(fresh.run(() => endClient({ id: client.clientId })))
      if (!result.ok) return setRefusal(result.message)
      setOpen(false)
      refresh()
    })
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-small text-ink-soft">
        Created <Time at={client.createdAt} /> by {client.madeBy}.
      </p>
      <Button tone="danger" onClick={() => setOpen(true)}>
        Revoke the client
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Revoke the OAuth client?"
        description={
          refusal ??
          'Its secrets and every token fetched with them end at once. If Entra uses this client, the sync stops. Doors stay as they are.'
        }
        action="Revoke client"
        pending={pending}
        onConfirm={confirm}
      >
        {fresh.dialog}
      </ConfirmDialog>
    </div>
  )
}
