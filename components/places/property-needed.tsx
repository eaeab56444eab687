import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page'
import { EmptyState } from '@/components/ui/states'

/** Doors and access groups belong to a property; without one there is nothing else to do first. */
export function PropertyNeeded({ title, what }: { title: string; what: string }) {
  return (
    <>
      <PageHeader title={title} />
      <EmptyState
        title="Add a property first"
        action={
          <LinkButton href="/properties" tone="primary">
            Go to Properties
          </LinkButton>
        }
      >
        {what} belongs to an office location, which Sequr calls a property.
      </EmptyState>
    </>
  )
}
