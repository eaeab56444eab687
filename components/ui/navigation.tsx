'use client'

import {
  type AnchorHTMLAttributes,
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
} from 'react'

/**
 * What components know of the router: enough to link and to move, and nothing of the framework.
 * The application hands its own in at the root.
 */
export interface Navigation {
  Link: ComponentType<AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }>
  pathname: string
  push: (href: string) => void
  replace: (href: string) => void
  refresh: () => void
}

const NavigationContext = createContext<Navigation | undefined>(undefined)

export function NavigationArea({ value, children }: { value: Navigation; children: ReactNode }) {
  return <NavigationContext value={value}>{children}</NavigationContext>
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext)
  if (!navigation) throw new Error('NavigationArea is missing at the root of the page.')
  return navigation
}

export type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }

export function Link(props: LinkProps) {
  const { Link: Anchor } = useNavigation()
  return <Anchor {...props} />
}
