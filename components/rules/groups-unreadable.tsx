import { ExternalButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { UnreadableGroups } from './rules-view'

/** Since when Microsoft lets nobody read groups, what holds meanwhile, and who can end it (product.md 3.3). */
export function GroupsUnreadable({
  unreadable: { since, maySignIn },
  path,
  timeZone,
}: {
  unreadable: UnreadableGroups
  /** Where the sign-in leads back to. */
  path: string
  timeZone: string
}) {
  const start = `/api/auth/entra/start?${new URLSearchParams({ purpose: 'connect', callbackUrl: path })}`
  return (
    <Callout
      tone="attention"
      role="status"
      title={
        <>
          We cannot read your groups at Microsoft; noticed <Time at={since} timeZone={timeZone} />.
        </>
      }
      action={maySignIn && <ExternalButton href={start}>Sign in again</ExternalButton>}
    >
      Rules that use them keep their last result until Entra itself sends a change of a group or its
      members. Nobody loses a door because of this.
      {!maySignIn && ' A Global Admin can sign in again.'}
    </Callout>
  )
}
