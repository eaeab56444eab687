import type { ReactNode } from 'react'
import { classNames } from './class-names'

/** A real table, dense; on a narrow screen it scrolls inside its own frame, which takes focus. */
export function Table({
  caption,
  head,
  children,
}: {
  /** Said to screen readers: what stands in this table. */
  caption: string
  head: ReactNode[]
  children: ReactNode
}) {
  return (
    <section
      aria-label={caption}
      tabIndex={0}
      className="relative overflow-x-auto rounded-base border bg-raised"
    >
      <table className="w-full border-collapse text-small">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b text-left text-ink-soft">
            {head.map((cell, index) => (
              <th key={index} scope="col" className="h-9 px-3 font-medium whitespace-nowrap">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

export function Row({ children, muted = false }: { children: ReactNode; muted?: boolean }) {
  return (
    <tr
      className={classNames(
        'h-9 border-b last:border-b-0 hover:bg-sunken/60',
        muted && 'text-ink-soft',
      )}
    >
      {children}
    </tr>
  )
}

export function Cell({
  children,
  align = 'left',
  nowrap = false,
}: {
  children?: ReactNode
  align?: 'left' | 'right'
  nowrap?: boolean
}) {
  return (
    <td
      className={classNames(
        'px-3 py-1 align-middle',
        align === 'right' && 'text-right tabular-nums',
        nowrap && 'whitespace-nowrap',
      )}
    >
      {children}
    </td>
  )
}

/** The cell that names its row. */
export function RowHead({ children }: { children: ReactNode }) {
  return (
    <th
      scope="row"
      className="px-3 py-1 text-left align-middle font-medium whitespace-nowrap [&_a]:text-ink [&_a]:decoration-transparent [&_a:hover]:decoration-current"
    >
      {children}
    </th>
  )
}

export function SkeletonRows({ rows = 6, columns }: { rows?: number; columns: number }) {
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row} className="h-9 border-b last:border-b-0" aria-hidden>
      {Array.from({ length: columns }, (_, column) => (
        <td key={column} className="px-3">
          <div className="h-3 w-3/4 animate-pulse rounded-full bg-line" />
        </td>
      ))}
    </tr>
  ))
}
