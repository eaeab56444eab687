import { DoorClosed } from 'lucide-react'
import type { ReactNode } from 'react'

/** A link or a key that opens nothing: what is so, and what can be done. */
export function ClosedKey({
  title,
  children,
  actions,
  stopped = false,
}: {
  title: string
  children: ReactNode
  actions?: ReactNode
  /** It was a key and is none any more. */
  stopped?: boolean
}) {
  return (
    <div className="grid gap-6">
      <div className="grid gap-4" role="status">
        <DoorClosed
          size={44}
          strokeWidth={1.5}
          className={stopped ? 'text-stopped' : 'text-ink-soft'}
          aria-hidden
        />
        <h1 className="text-title font-semibold">{title}</h1>
        <p className="text-ink-soft">{children}</p>
      </div>
      {actions}
    </div>
  )
}
