import {
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Tone = 'healthy' | 'attention' | 'stopped' | 'waiting' | 'neutral'

const looks: Record<Tone, { icon: LucideIcon; text: string; soft: string; edge: string }> = {
  healthy: {
    icon: CircleCheck,
    text: 'text-healthy',
    soft: 'bg-healthy-soft',
    edge: 'border-healthy/20',
  },
  attention: {
    icon: TriangleAlert,
    text: 'text-attention',
    soft: 'bg-attention-soft',
    edge: 'border-attention/25',
  },
  stopped: {
    icon: CircleX,
    text: 'text-stopped',
    soft: 'bg-stopped-soft',
    edge: 'border-stopped/25',
  },
  waiting: {
    icon: Clock,
    text: 'text-waiting',
    soft: 'bg-waiting-soft',
    edge: 'border-waiting/20',
  },
  neutral: { icon: CircleDashed, text: 'text-ink-soft', soft: 'bg-sunken', edge: 'border-line' },
}

/** A status is a word with an icon; the colour only repeats it. */
export function StatusBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { icon: Icon, text } = looks[tone]
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 align-middle whitespace-nowrap',
        text,
      )}
    >
      <Icon size={15} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span className="font-medium">{children}</span>
    </span>
  )
}

/** A sentence that must be seen, with what to do next. */
export function Callout({
  tone,
  title,
  children,
  action,
  role,
}: {
  tone: Tone
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
  role?: 'status' | 'alert'
}) {
  const { icon: Icon, text, soft, edge } = looks[tone]
  return (
    <div
      role={role}
      className={classNames('flex items-start gap-3 rounded-base border p-3', soft, edge)}
    >
      <Icon
        size={18}
        strokeWidth={1.75}
        aria-hidden
        className={classNames('mt-px shrink-0', text)}
      />
      <div className="grid min-w-0 grow gap-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="max-w-[72ch] text-body wrap-anywhere">{children}</div>}
        {action && <div className="mt-1 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  )
}

/** A small word beside a name: a property, a source, a rule. */
export function Chip({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center rounded-full border bg-sunken px-2 align-middle text-small whitespace-nowrap text-ink">
      {children}
    </span>
  )
}
