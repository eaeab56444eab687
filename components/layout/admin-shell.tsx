'use client'

import {
  Activity,
  Building2,
  DoorOpen,
  Ellipsis,
  IdCard,
  Inbox,
  LogOut,
  type LucideIcon,
  Mail,
  Plug,
  UserRoundCog,
  Users,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { IconButton } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Dialog } from '@/components/ui/dialog'
import { Initials } from '@/components/ui/initials'
import { Link, useNavigation } from '@/components/ui/navigation'
import { Shortcuts } from './shortcuts'
import { Wordmark } from './wordmark'

interface NavItem {
  href: string
  label: string
  icon: LucideIcon
}

const needsYou: NavItem = { href: '/inbox', label: 'Needs you', icon: Inbox }
const items: NavItem[] = [
  needsYou,
  { href: '/employees', label: 'Employees', icon: Users },
  { href: '/access-groups', label: 'Access groups', icon: IdCard },
  { href: '/doors', label: 'Doors', icon: DoorOpen },
  { href: '/properties', label: 'Properties', icon: Building2 },
  { href: '/roles', label: 'Roles', icon: UserRoundCog },
  { href: '/integrations', label: 'Integrations', icon: Plug },
  { href: '/activity', label: 'Activity', icon: Activity },
  { href: '/emails', label: 'E-mails', icon: Mail },
]
/** What the phone's bar has room for; the rest is behind More. */
const BAR_ITEMS = 4

export interface AdminShellProps {
  organization: string
  person: { name: string; email: string; role: string }
  needsYouCount: number
  signOut: () => Promise<void>
  children: ReactNode
}

/** The chrome around every page of an administrator. */
export function AdminShell(props: AdminShellProps) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-base focus:bg-raised focus:p-3"
      >
        Skip to the page
      </a>
      <Rail {...props} />
      <main id="main" className="mx-auto w-full max-w-6xl min-w-0 px-4 pt-6 pb-28 sm:px-8 lg:pb-12">
        {props.children}
      </main>
      <BottomBar {...props} />
      <Shortcuts />
    </div>
  )
}

function Rail({ organization, person, needsYouCount, signOut }: AdminShellProps) {
  return (
    <header className="sticky top-0 hidden h-dvh flex-col border-r bg-raised px-3 py-4 lg:flex">
      <div className="px-2 pb-4">
        <Wordmark />
      </div>
      <nav aria-label="Main" className="grow overflow-y-auto">
        <ul className="grid gap-0.5">
          {items.map((item) => (
            <li key={item.href}>
              <NavLink item={item} count={item === needsYou ? needsYouCount : 0} />
            </li>
          ))}
        </ul>
      </nav>
      <Foot {...{ organization, person, signOut }} />
    </header>
  )
}

function useIsCurrent(): (href: string) => boolean {
  const { pathname } = useNavigation()
  return (href) => pathname === href || pathname.startsWith(`${href}/`)
}

function NavLink({ item, count }: { item: NavItem; count: number }) {
  const current = useIsCurrent()(item.href)
  const Icon = item.icon
  return (
    <Link
      href={item.href}
      aria-current={current ? 'page' : undefined}
      className={classNames(
        'flex min-h-11 items-center gap-2.5 rounded-base px-2 lg:min-h-8',
        current
          ? 'bg-accent-soft font-medium text-ink'
          : 'text-ink-soft hover:bg-sunken hover:text-ink',
      )}
    >
      <Icon
        size={17}
        strokeWidth={1.75}
        aria-hidden
        className={current ? 'text-accent' : undefined}
      />
      <span className="grow">{item.label}</span>
      {count > 0 && (
        <span className="rounded-full bg-attention-soft px-1.5 text-small font-medium text-attention tabular-nums">
          {count}
        </span>
      )}
    </Link>
  )
}

function Foot({
  organization,
  person,
  signOut,
}: Pick<AdminShellProps, 'organization' | 'person' | 'signOut'>) {
  return (
    <div className="flex min-w-0 items-center gap-2.5 border-t px-2 pt-3">
      <Initials name={person.name} />
      <div className="min-w-0 grow text-small" title={`${person.email}, ${person.role}`}>
        <p className="truncate font-medium">{person.name}</p>
        <p className="truncate text-ink-soft">{organization}</p>
      </div>
      <form action={signOut}>
        <IconButton label="Sign out" type="submit">
          <LogOut size={17} strokeWidth={1.75} aria-hidden />
        </IconButton>
      </form>
    </div>
  )
}

function BottomBar(props: AdminShellProps) {
  const [open, setOpen] = useState(false)
  const isCurrent = useIsCurrent()
  return (
    <nav
      aria-label="Main, short"
      className="fixed inset-x-0 bottom-0 z-30 border-t bg-raised pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="grid grid-cols-5">
        {items.slice(0, BAR_ITEMS).map(({ href, label, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isCurrent(href) ? 'page' : undefined}
              className={classNames(
                'relative grid min-h-14 content-start justify-items-center gap-0.5 px-0.5 pt-2 text-center tracking-tight text-[11px] leading-tight',
                isCurrent(href) ? 'font-semibold text-accent' : 'text-ink-soft',
              )}
            >
              <Icon size={20} strokeWidth={1.75} aria-hidden />
              {label}
              {href === needsYou.href && props.needsYouCount > 0 && (
                <span className="absolute top-1 right-1/4 rounded-full bg-attention-soft px-1 font-semibold text-attention">
                  {props.needsYouCount}
                </span>
              )}
            </Link>
          </li>
        ))}
        <li>
          <button
            type="button"
            onClick={() => setOpen(true)}
            className="grid min-h-14 w-full content-start justify-items-center gap-0.5 pt-2 text-[11px] leading-tight tracking-tight text-ink-soft"
          >
            <Ellipsis size={20} strokeWidth={1.75} aria-hidden />
            More
          </button>
        </li>
      </ul>
      <Dialog open={open} onOpenChange={setOpen} title="More">
        <ul className="grid" onClick={() => setOpen(false)} onKeyDown={() => undefined}>
          {items.slice(BAR_ITEMS).map((item) => (
            <li key={item.href}>
              <NavLink item={item} count={0} />
            </li>
          ))}
        </ul>
        <Foot {...props} />
      </Dialog>
    </nav>
  )
}
