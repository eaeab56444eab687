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
    <div className="grid justify-items-start gap-2 rounded-base border border-dashed border-line-strong/60 p-6">
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
      className="grid justify-items-start gap-2 rounded-base border border-stopped/40 bg-stopped-soft p-6"
    >
      <p className="text-large font-medium">{title}</p>
      {children && <div className="max-w-[72ch]">{children}</div>}
      {action}
    </div>
  )
}
