import type { Metadata } from 'next'
import { PlainShell } from '@/components/layout/plain-shell'
import { LinkButton } from '@/components/ui/button'
import { TextLink } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import { env } from '@/lib/platform/env'

export const metadata: Metadata = { title: 'Check your e-mail' }
export const dynamic = 'force-dynamic'

export default function CheckYourEmailPage() {
  return (
    <PlainShell>
      <h1 className="mb-1 text-title font-semibold tracking-tight">Check your e-mail</h1>
      <p className="mb-6 text-ink-soft">
        We have sent you a link. It works once, for 15 minutes. If it does not arrive, look in the
        spam folder.
      </p>
      {env().devMailboxEnabled && (
        <Callout
          tone="waiting"
          title="Trying Sequr out?"
          action={
            <LinkButton href="/dev/mailbox" tone="primary">
              Open the mailbox
            </LinkButton>
          }
        >
          Every e-mail of this installation can be read in its own mailbox.
        </Callout>
      )}
      <p className="mt-6">
        <TextLink href="/sign-in">Use another address</TextLink>
      </p>
    </PlainShell>
  )
}
