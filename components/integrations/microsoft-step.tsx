import { FlaskConical } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field'
import { Card, TextLink } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'

interface Connected {
  tenant: string
  domain: string | null
  account: string
  people: string | null
  groups: string | null
  /** Since when groups cannot be read although they could be. */
  groupsUnreadableSince: Date | undefined
}

interface Props {
  connected: Connected | null
  /** Where the sign-in goes; undefined when this installation has neither. */
  authority: 'microsoft' | 'practice' | undefined
  refusal: { reason: string; sentence: string } | null
  /** This page, for somebody who may approve; null for whoever has nothing to pass on. */
  address: string | null
  /** Where the sign-in begins, and what comes after it. */
  start?: string
  next?: string
}

const START = '/api/auth/entra/start?purpose=connect'
const TOKEN_STEP = '/integrations/azure/install/token'

/** Step 1 (D13): sign in, permit reading, and see the tenant's name come back. */
export function MicrosoftStep({
  connected,
  authority,
  refusal,
  address,
  start = START,
  next = TOKEN_STEP,
}: Props) {
  return (
    <div className="grid max-w-3xl gap-6">
      {refusal && <Refusal {...refusal} address={address} />}
      {connected && <Done connected={connected} />}
      {!authority && (
        <Callout tone="attention" title="Microsoft is not set up on this installation.">
          Whoever runs it sets ENTRA_CLIENT_ID and ENTRA_CLIENT_SECRET, or PRACTICE_TENANT=on to try
          with a practice directory.
        </Callout>
      )}
      {authority === 'practice' && (
        <p className="flex items-start gap-2 text-small text-ink-soft">
          <FlaskConical
            size={16}
            strokeWidth={1.75}
            className="mt-px shrink-0 text-waiting"
            aria-hidden
          />
          Contoso practice directory. It stands in for Microsoft; nothing leaves Sequr.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {connected ? (
          <>
            <LinkButton href={next} tone="primary">
              Continue to the token
            </LinkButton>
            {authority && (
              <a href={start} className="inline-flex items-center px-2 text-accent underline">
                {connected.groupsUnreadableSince ? 'Sign in again' : 'Use another tenant'}
              </a>
            )}
          </>
        ) : (
          authority && (
            // A page of another origin follows, so this is a real navigation, not a client one.
            <a
              href={start}
              className="inline-flex min-h-11 items-center rounded-base bg-accent px-4 font-medium text-on-accent hover:bg-accent-hover sm:min-h-9"
            >
              Sign in with Microsoft
            </a>
          )
        )}
      </div>
      <Asked />
    </div>
  )
}

function Done({ connected }: { connected: Connected }) {
  const { tenant, domain, account, people, groups, groupsUnreadableSince: since } = connected
  if (since) {
    return (
      <Callout tone="attention" role="status" title={`${tenant} cannot be read as before.`}>
        We cannot read your groups any more; noticed <Time at={since} />. Rules that use them keep
        their last result. Sign in again to allow it.
      </Callout>
    )
  }
  return (
    <Callout
      tone="healthy"
      role="status"
      title={`Connected to ${tenant}${domain ? ` (${domain})` : ''}.`}
    >
      Signed in as {account}.{' '}
      {people !== null && groups !== null
        ? `${people} people and ${groups} groups can be read.`
        : 'We may not read groups. Rules can still use attributes.'}
    </Callout>
  )
}

function Refusal({
  reason,
  sentence,
  address,
}: {
  reason: string
  sentence: string
  address: string | null
}) {
  return (
    <Card className="grid gap-3">
      <Callout tone="stopped" role="alert">
        {sentence}
      </Callout>
      {reason === 'needsAdminApproval' && address && (
        <>
          <CopyField label="Link for a Microsoft admin" value={address} what="Link" />
          <p className="text-small">
            Somebody without a Sequr account?{' '}
            <TextLink href="/integrations/azure/install#colleague">Send by e-mail</TextLink>
          </p>
        </>
      )}
    </Card>
  )
}

function Asked() {
  return (
    <section className="grid gap-2" aria-labelledby="asked">
      <h2 id="asked" className="text-large font-semibold">
        What Sequr asks for
      </h2>
      <Table caption="Permissions" head={['Permission', 'Why', 'Access', 'If refused']}>
        <Row>
          <RowHead>Sign you in</RowHead>
          <Cell>To know which directory is yours</Cell>
          <Cell nowrap>Read only</Cell>
          <Cell>The set-up cannot go on</Cell>
        </Row>
        <Row>
          <RowHead>Read people’s basic profiles</RowHead>
          <Cell>To say how many there are</Cell>
          <Cell nowrap>Read only</Cell>
          <Cell>The number is not shown</Cell>
        </Row>
        <Row>
          <RowHead>Read groups and members</RowHead>
          <Cell>To offer groups in rules before they arrive</Cell>
          <Cell nowrap>Read only</Cell>
          <Cell>Rules can still use attributes</Cell>
        </Row>
        <Row>
          <RowHead>Keep the access you agree to</RowHead>
          <Cell>To notice and tell you when Microsoft takes it back</Cell>
          <Cell nowrap>Read only</Cell>
          <Cell>A loss shows when you sign in again</Cell>
        </Row>
      </Table>
    </section>
  )
}
