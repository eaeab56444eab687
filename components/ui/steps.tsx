import { Check } from 'lucide-react'
import { classNames } from './class-names'
import { Link } from './navigation'

export interface Step {
  label: string
  href: string
  state: 'done' | 'current' | 'open'
}

/** Numbered steps; finished ones are links, the current one is marked for every reader. */
export function Steps({ label, steps }: { label: string; steps: Step[] }) {
  return (
    <nav aria-label={label} className="mb-6">
      <ol className="flex flex-wrap gap-x-6 gap-y-2">
        {steps.map((step, index) => (
          <li
            key={step.label}
            aria-current={step.state === 'current' ? 'step' : undefined}
            className={classNames(
              'flex items-center gap-2',
              step.state === 'current' ? 'font-semibold' : 'text-ink-soft',
            )}
          >
            <span
              aria-hidden
              className={classNames(
                'flex size-6 items-center justify-center rounded-full border text-small',
                step.state === 'current' && 'border-accent bg-accent text-on-accent',
                step.state === 'done' && 'border-accent text-accent',
                step.state === 'open' && 'border-line-strong',
              )}
            >
              {step.state === 'done' ? <Check size={14} strokeWidth={2.25} /> : index + 1}
            </span>
            {step.state === 'done' ? (
              <Link href={step.href} className="hover:underline">
                {step.label}
                <span className="sr-only"> (done)</span>
              </Link>
            ) : (
              step.label
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
