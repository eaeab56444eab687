'use client'

import NextLink from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useMemo } from 'react'
import { LeavingArea, useLeaving } from '@/components/ui/leaving'
import { type LinkProps, NavigationArea } from '@/components/ui/navigation'

export function NavigationProvider({ children }: { children: ReactNode }) {
  const router = useRouter()
  const pathname = usePathname()
  const value = useMemo(
    () => ({
      Link: AskingLink,
      pathname,
      push: (href: string) => router.push(href),
      replace: (href: string) => router.replace(href, { scroll: false }),
      refresh: () => router.refresh(),
    }),
    [router, pathname],
  )
  return (
    <NavigationArea value={value}>
      <LeavingArea>{children}</LeavingArea>
    </NavigationArea>
  )
}

/** Asks before it leads away from typed work that is not saved. */
function AskingLink({ href, onClick, ...rest }: LinkProps) {
  const router = useRouter()
  const { onLink } = useLeaving()
  return (
    <NextLink
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event)
        onLink(event, () => router.push(href))
      }}
    />
  )
}
