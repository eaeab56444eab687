import { PageHeader } from '@/components/ui/page'
import { Steps } from '@/components/ui/steps'

export type WizardStep = 1 | 2 | 3

const steps = [
  { label: 'Sign in to Microsoft', path: 'microsoft' },
  { label: 'Token', path: 'token' },
  { label: 'Rules', path: 'rules' },
]

/** Exactly three numbered steps (D12); finished ones are links. */
export function WizardHeader({
  current,
  done,
  state,
}: {
  current: WizardStep
  /** Which steps are finished, by what exists. */
  done: [boolean, boolean, boolean]
  state: string
}) {
  return (
    <>
      <PageHeader
        title={`Step ${current} of 3: ${steps[current - 1]?.label}`}
        state={state}
        back={{ href: '/integrations/azure/install', label: 'Before you start' }}
      />
      <Steps
        label="Set-up"
        steps={steps.map((step, index) => ({
          label: step.label,
          href: `/integrations/azure/install/${step.path}`,
          state: index + 1 === current ? 'current' : done[index] ? 'done' : 'open',
        }))}
      />
    </>
  )
}
