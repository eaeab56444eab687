'use client'

import NextLink from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useMemo } from 'react'
import { NavigationArea } from '@/components/ui/navigation'

export function NavigationProvider({ children }: { children: ReactNode }) {
  const router = useRouter()
  const pathname = usePathname()
  const value = useMemo(
    () => ({
      Link: NextLink,
      pathname,
      push: (href: string) => router.push(href),
      replace: (href: string) => router.replace(href, { scroll: false }),
      refresh: () => router.refresh(),
    }),
    [router, pathname],
  )
  return <NavigationArea value={value}>{children}</NavigationArea>
}
