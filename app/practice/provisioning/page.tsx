import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Provisioning } from '@/components/practice/provisioning'
import { PageHeader } from '@/components/ui/page'
import { readProvisioning } from '@/lib/practice/portal'
import { provisionPerson, saveCredentials, startProvisioning, tryConnection } from '../actions'
import { PracticeFrame } from '../practice-frame'

export const metadata: Metadata = { title: 'Provisioning – Practice directory' }
export const dynamic = 'force-dynamic'

export default async function PracticeProvisioningPage() {
  const view = await readProvisioning()
  if (!view) notFound()
  return (
    <PracticeFrame>
      <PageHeader
        title="Provisioning"
        state={
          view.state === 'running'
            ? 'Provisioning Status: On. A cycle runs when you ask for one.'
            : 'Provisioning Status: Off.'
        }
      />
      <Provisioning
        view={view}
        test={tryConnection}
        save={saveCredentials}
        start={startProvisioning}
        provision={provisionPerson}
      />
    </PracticeFrame>
  )
}
