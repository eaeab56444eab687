import { PageHeader } from '@/components/ui/page'
import { TabLinks } from '@/components/ui/tabs'

const tabs = [
  { label: 'Log', href: '/emails' },
  { label: 'Stopped addresses', href: '/emails/stopped' },
  { label: 'Settings', href: '/emails/settings' },
]

/** The head that the three pages about e-mails share. */
export function EmailsHeader({ current, state }: { current: string; state: string }) {
  return (
    <>
      <PageHeader title="E-mails" state={state} />
      <TabLinks
        label="About e-mails"
        tabs={tabs.map((tab) => ({ ...tab, current: tab.href === current }))}
      />
    </>
  )
}
