'use client'

import { FlaskConical } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Link, useNavigation } from '@/components/ui/navigation'

export interface PracticeLink {
  href: string
  label: string
}

/** The practice directory looks like itself, so that nobody takes it for Microsoft. */
export function PracticeShell({
  tenant,
  links,
  children,
}: {
  tenant: string
  links: PracticeLink[]
  children: ReactNode
}) {
  const { pathname } = useNavigation()
  return (
    <div className="practice min-h-dvh">
      <header className="border-b-2 border-dashed border-waiting bg-waiting-soft">
        <div className="mx-auto grid max-w-6xl gap-2 px-4 pt-4 sm:px-8">
          <p className="flex flex-wrap items-center gap-x-2 font-semibold">
            <FlaskConical size={18} strokeWidth={1.75} className="text-waiting" aria-hidden />
            Practice directory
            <span className="font-normal text-ink-soft">
              {tenant}. Stands in for Microsoft. Nothing leaves Sequr.
            </span>
          </p>
          <nav aria-label="Practice directory" className="overflow-x-auto">
            <ul className="flex gap-1">
              {links.map((link) => (
                <li key={link.href}>
                  <Link
                    href={link.href}
                    aria-current={pathname === link.href ? 'page' : undefined}
                    className={classNames(
                      'flex min-h-11 items-center px-2.5 whitespace-nowrap sm:min-h-9',
                      pathname === link.href
                        ? 'border-b-2 border-waiting pt-0.5 font-medium'
                        : 'text-ink-soft hover:text-ink',
                    )}
                  >
                    {link.label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="main" className="mx-auto max-w-6xl px-4 py-6 sm:px-8">
        {children}
      </main>
    </div>
  )
}
