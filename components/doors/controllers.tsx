'use client'

import { useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { Button } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field'
import { ConfirmDialog } from '@/components/ui/dialog'
import { PageHeader } from '@/components/ui/page'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { ControllerInput, ListedController, NewController } from '@/lib/doors/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import { ControllerForm } from './controller-form'

interface ControllersProps {
  controllers: ListedController[]
  properties: { id: string; name: string }[]
  /** Where a controller asks. */
  address: string
  /** Why this administrator may not change controllers; absent when they may. */
  editRefusal?: string | undefined
  create: (input: ControllerInput) => Promise<ActionResult<NewController>>
  revoke: (input: { id: string }) => Promise<ActionResult<void>>
}

/** What asks on behalf of doors, each with a credential of its own that is shown once. */
export function Controllers(props: ControllersProps) {
  const { controllers, properties, address, editRefusal, create } = props
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<ListedController>()
  const working = controllers.filter((one) => one.revokedAt === null).length
  return (
    <>
      <PageHeader
        back={{ href: '/doors', label: 'Doors' }}
        title="Door controllers"
        state={`${counted(working, 'controller')} may ask whether a key opens a door. Each answer stands in the activity log.`}
        actions={
          <Button tone="primary" disabledReason={editRefusal} onClick={() => setAdding(true)}>
            Add controller
          </Button>
        }
      />
      <div className="mb-6 max-w-3xl">
        <CopyField label="Where a controller asks (POST)" value={address} what="Address" />
        <p className="mt-2 text-small text-ink-soft">
          GET of the same address, every few minutes, says that it is there. Then you are told
          within the hour when one is cut off after access was taken; of one that only asks, within
          a day.
        </p>
      </div>
      {controllers.length === 0 ? (
        <EmptyState title="No door controller yet">
          Add one for each system that your readers hang on. It asks at every touch, so a key that
          ends here ends at the door.
        </EmptyState>
      ) : (
        <Table
          caption="Door controllers"
          head={['Controller', 'Asks for', 'State', 'Credential', 'Made', 'Last heard', '']}
        >
          {controllers.map((controller) => (
            <ControllerRow
              key={controller.id}
              controller={controller}
              mayRevoke={editRefusal === undefined}
              onRevoke={() => setEnding(controller)}
            />
          ))}
        </Table>
      )}
      {adding && (
        <ControllerForm properties={properties} create={create} onClose={() => setAdding(false)} />
      )}
      {ending && (
        <RevokeDialog
          controller={ending}
          revoke={props.revoke}
          onClose={() => setEnding(undefined)}
        />
      )}
    </>
  )
}

function ControllerRow({
  controller,
  mayRevoke,
  onRevoke,
}: {
  controller: ListedController
  mayRevoke: boolean
  onRevoke: () => void
}) {
  const works = controller.revokedAt === null
  return (
    <Row muted={!works}>
      <RowHead>{controller.name}</RowHead>
      <Cell nowrap>{controller.property ?? 'Every property'}</Cell>
      <Cell>
        {controller.unconfirmedSince ? (
          <>
            <StatusBadge tone="attention">Not heard</StatusBadge>
            <br />
            since access was taken <Time at={controller.unconfirmedSince} />
          </>
        ) : (
          <StatusBadge tone={works ? 'healthy' : 'stopped'}>
            {works ? 'Works' : 'Revoked'}
          </StatusBadge>
        )}
      </Cell>
      <Cell>…{controller.ending}</Cell>
      <Cell nowrap>
        <Time at={controller.createdAt} /> by {controller.madeBy}
      </Cell>
      <Cell nowrap>{controller.lastHeardAt ? <Time at={controller.lastHeardAt} /> : 'Never'}</Cell>
      <Cell align="right">
        {works && mayRevoke && (
          <Button tone="danger" onClick={onRevoke} aria-label={`Revoke ${controller.name}`}>
            Revoke
          </Button>
        )}
      </Cell>
    </Row>
  )
}

function RevokeDialog({
  controller,
  revoke,
  onClose,
}: {
  controller: ListedController
  revoke: ControllersProps['revoke']
  onClose: () => void
}) {
  const fresh = useFreshSignIn()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Revoke ${controller.name}?`}
      description={
        refusal ??
        'Its next question is refused, so the doors behind it open for nobody until it has a new credential.'
      }
      action="Revoke controller"
      pending={pending}
      onConfirm={() =>
        start(async () => {
          const result = await answerOf(fresh.run(() => revoke({ id: controller.id })))
          if (result.ok) onClose()
          else setRefusal(result.message)
        })
      }
    >
      {fresh.dialog}
    </ConfirmDialog>
  )
}
