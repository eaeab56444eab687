import { Button } from '@/components/ui/button'
import type { FlowAuthority } from '@/lib/auth/flows'

/** A form and not a link: a link would be fetched ahead, and that alone begins a sign-in. */
export function MicrosoftButton({
  authority,
  callbackUrl,
}: {
  authority: FlowAuthority
  callbackUrl: string
}) {
  return (
    <form action="/api/auth/entra/start" className="grid gap-2 border-t pt-6">
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <Button type="submit" className="w-full">
        <MicrosoftLogo />
        Sign in with Microsoft
        {authority === 'practice' && ' (practice directory)'}
      </Button>
      {authority === 'practice' && (
        <p className="text-small text-ink-soft">
          The practice directory stands in for Microsoft on this installation. Nothing leaves Sequr.
        </p>
      )}
    </form>
  )
}

/** Four squares in the colour of the text, so that it reads in both themes. */
function MicrosoftLogo() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden>
      <path d="M0 0h7.5v7.5H0zM8.5 0H16v7.5H8.5zM0 8.5h7.5V16H0zM8.5 8.5H16V16H8.5z" />
    </svg>
  )
}
