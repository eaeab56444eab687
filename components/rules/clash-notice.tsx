import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { Clash } from './use-saving'

/** Somebody else was faster: nothing was written, and both can be seen. */
export function ClashNotice({
  clash,
  timeZone,
  onSee,
}: {
  /** Undefined: there is none. */
  clash: Clash | undefined
  timeZone: string
  onSee: () => void
}) {
  if (!clash) return null
  const { theirs } = clash
  return (
    <Callout
      tone="attention"
      role="alert"
      title={
        theirs ? (
          <>
            {theirs.by} changed this rule <Time at={theirs.at} timeZone={timeZone} />.
          </>
        ) : (
          'Somebody deleted this rule meanwhile.'
        )
      }
      action={<Button onClick={onSee}>See both</Button>}
    >
      Nothing was overwritten, and what you typed is still here.
    </Callout>
  )
}
