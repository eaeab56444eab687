import { CircleX } from 'lucide-react'
import type { ReactNode } from 'react'

/** What will be here, and the one next step. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="grid justify-items-start gap-2 rounded-base border border-dashed border-line-strong/50 p-6 sm:p-8">
      <p className="text-large font-medium">{title}</p>
      {children && <div className="max-w-[72ch] text-ink-soft">{children}</div>}
      {action && <div className="mt-1 flex flex-wrap gap-2">{action}</div>}
    </div>
  )
}

/** What failed, what still works, and the way to try again. */
export function ErrorState({
  title,
  children,
  action,
}: {
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div
      role="alert"
      className="grid justify-items-start gap-2 rounded-base border bg-raised p-6 sm:p-8"
    >
      <p className="flex items-center gap-2 text-large font-medium">
        <CircleX size={18} strokeWidth={1.75} aria-hidden className="shrink-0 text-stopped" />
        {title}
      </p>
      {children && <div className="max-w-[72ch] text-ink-soft">{children}</div>}
      {action && <div className="mt-1 flex flex-wrap gap-2">{action}</div>}
    </div>
  )
}
