import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/status'

/** What could not be answered, why, and the way to ask once more; nothing has to be typed for it. */
export function TryAgain({
  title,
  refusal,
  onAgain,
}: {
  /** What failed; without it the reason says it. */
  title?: string
  refusal: string
  onAgain: () => void
}) {
  return (
    <Callout
      tone="stopped"
      role="alert"
      title={title ?? refusal}
      action={<Button onClick={onAgain}>Try again</Button>}
    >
      {title && refusal}
    </Callout>
  )
}
