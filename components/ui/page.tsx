import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Link } from './navigation'

/** Title, one sentence of state, then the thing itself. */
export function PageHeader({
  title,
  state,
  actions,
  back,
}: {
  title: ReactNode
  state?: ReactNode
  actions?: ReactNode
  back?: { href: string; label: string }
}) {
  return (
    <header className="mb-6 grid gap-1">
      {back && (
        <Link
          href={back.href}
          className="w-fit text-small text-ink-soft hover:text-ink hover:underline"
        >
          ← {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <h1 tabIndex={-1} className="text-title font-semibold tracking-tight outline-none">
          {title}
        </h1>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {state && <div className="max-w-[72ch] text-ink-soft">{state}</div>}
    </header>
  )
}

export function Section({
  title,
  description,
  actions,
  children,
  id,
}: {
  title: ReactNode
  description?: ReactNode
  actions?: ReactNode
  children: ReactNode
  id?: string
}) {
  return (
    <section className="mb-8 grid gap-3" {...(id ? { id, 'aria-labelledby': `${id}-title` } : {})}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 {...(id ? { id: `${id}-title` } : {})} className="text-large font-semibold">
          {title}
        </h2>
        {actions}
      </div>
      {description && <p className="-mt-2 max-w-[72ch] text-ink-soft">{description}</p>}
      {children}
    </section>
  )
}

/** For separate objects alone: an integration, a rule. */
export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={classNames('rounded-base border bg-raised p-4', className)}>{children}</div>
  )
}

/** Label and value pairs. */
export function KeyValues({ rows }: { rows: { label: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-1 sm:grid-cols-[minmax(9rem,auto)_1fr] sm:gap-y-2">
      {rows.map((row, index) => (
        <div key={index} className="contents">
          <dt className="text-small text-ink-soft sm:text-body">{row.label}</dt>
          <dd className="mb-2 min-w-0 break-words sm:mb-0">{row.value}</dd>
        </div>
      ))}
    </dl>
  )
}

export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
    >
      {children}
    </Link>
  )
}
