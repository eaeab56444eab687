import { PlainShell } from '@/components/layout/plain-shell'
import { LinkButton } from '@/components/ui/button'

export default function NotFound() {
  return (
    <PlainShell>
      <h1 className="mb-2 text-title font-semibold">There is nothing at this address</h1>
      <p className="mb-4 text-ink-soft">It may have been deleted, or the link was cut short.</p>
      <LinkButton href="/" tone="primary">
        Go to the start
      </LinkButton>
    </PlainShell>
  )
}
