import type { ReactNode } from 'react'
import { PracticeShell } from '@/components/layout/practice-shell'
import { practiceTenantName } from '@/lib/kernel/practice-ids'

const links = [
  { href: '/practice', label: 'Users' },
  { href: '/practice/groups', label: 'Groups' },
  { href: '/practice/provisioning', label: 'Provisioning' },
  { href: '/practice/permissions', label: 'Permissions' },
]

export function PracticeFrame({ children }: { children: ReactNode }) {
  return (
    <PracticeShell tenant={practiceTenantName} links={links}>
      {children}
    </PracticeShell>
  )
}
