import { PageHeader } from '@/components/ui/page'
import { Steps } from '@/components/ui/steps'

const steps = [
  { label: 'Sign in to Microsoft', path: 'microsoft' },
  { label: 'Token', path: 'token' },
  { label: 'Set up Azure', path: 'azure' },
]

/** A colleague's part: the first two steps of the wizard and the list of Azure, no rules. */
export function GuestSteps({
  current,
  done,
  organization,
  state,
}: {
  current: 1 | 2 | 3
  done: boolean[]
  organization: string
  state: string
}) {
  return (
    <>
      <PageHeader
        title={`${current} of 3: ${steps[current - 1]?.label}`}
        state={`For ${organization}. ${state}`}
      />
      <Steps
        label="Your part of the set-up"
        steps={steps.map((step, index) => ({
          label: step.label,
          href: `/set-up/steps/${step.path}`,
          state: index + 1 === current ? 'current' : done[index] ? 'done' : 'open',
        }))}
      />
    </>
  )
}
