import { classNames } from './class-names'
import { Link } from './navigation'

export interface TabLink {
  label: string
  href: string
  current: boolean
  count?: number | undefined
}

/** Views of one page. Each has its own address, so they are links, not buttons. */
export function TabLinks({ label, tabs }: { label: string; tabs: TabLink[] }) {
  return (
    <nav aria-label={label} className="mb-4 overflow-x-auto border-b">
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.label}>
            <Link
              href={tab.href}
              aria-current={tab.current ? 'page' : undefined}
              className={classNames(
                '-mb-px flex min-h-11 items-center gap-1.5 px-2.5 whitespace-nowrap sm:min-h-9',
                tab.current
                  ? 'border-b-2 border-accent pt-0.5 font-medium text-ink'
                  : 'text-ink-soft hover:text-ink',
              )}
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="text-small text-ink-soft">
                  {tab.count.toLocaleString('en-US')}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
