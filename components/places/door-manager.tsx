'use client'

import { useState } from 'react'
import { Button, LinkButton } from '@/components/ui/button'
import { PageHeader, TextLink } from '@/components/ui/page'
import { EmptyState } from '@/components/ui/states'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import type { DoorInput, ListedDoor, PlaceQuery, PropertyChoice } from '@/lib/places/schemas'
import { DeleteDialog } from './delete-dialog'
import { DoorForm } from './door-form'
import { NameLinks } from './name-links'
import type { PlaceDialog } from './place-dialog'
import { PlaceFilters } from './place-filters'
import { PropertyNeeded } from './property-needed'
import { RowMenu } from './row-menu'
import { shownOf } from './shown-of'

interface DoorManagerProps {
  doors: ListedDoor[]
  total: number
  query: PlaceQuery
  properties: PropertyChoice[]
  /** Why this administrator may not change doors; absent when they may. */
  editRefusal?: string | undefined
  create: (input: DoorInput) => Promise<ActionResult<unknown>>
  update: (input: { id: string; name: string }) => Promise<ActionResult<unknown>>
  remove: (input: { id: string }) => Promise<ActionResult<unknown>>
}

type SetDialog = (dialog: PlaceDialog<ListedDoor>) => void

export function DoorManager(props: DoorManagerProps) {
  const { properties, query, editRefusal } = props
  const [dialog, setDialog] = useState<PlaceDialog<ListedDoor>>({ kind: 'none' })
  const add = (
    <>
      <LinkButton href="/doors/controllers">Door controllers</LinkButton>
      <Button
        tone="primary"
        disabledReason={editRefusal}
        onClick={() => setDialog({ kind: 'add' })}
      >
        Add door
      </Button>
    </>
  )
  if (properties.length === 0) return <PropertyNeeded title="Doors" what="A door" />
  return (
    <>
      <PageHeader title="Doors" state={stateOf(props)} actions={add} />
      <PlaceFilters query={query} properties={properties} searchLabel="Search doors" />
      <DoorList {...props} setDialog={setDialog} />
      <DoorDialogs {...props} dialog={dialog} onClose={() => setDialog({ kind: 'none' })} />
    </>
  )
}

function DoorList({
  doors,
  query,
  editRefusal,
  setDialog,
}: DoorManagerProps & { setDialog: SetDialog }) {
  if (doors.length === 0) {
    return query.q || query.property ? (
      <EmptyState
        title="No door matches this filter"
        action={<LinkButton href="/doors">Clear filters</LinkButton>}
      />
    ) : (
      <EmptyState title="No doors yet">
        Add the doors that a badge or a phone opens, then put them into access groups.
      </EmptyState>
    )
  }
  return (
    <Table caption="Doors" head={['Door', 'Property', 'Opened by', 'May open it', '']}>
      {doors.map((door) => (
        <Row key={door.id}>
          <RowHead>
            <TextLink href={`/doors/${door.id}`}>{door.name}</TextLink>
          </RowHead>
          <Cell nowrap>
            <TextLink href={`/doors?property=${door.property.id}`}>{door.property.name}</TextLink>
          </Cell>
          <Cell>
            <NameLinks
              places={door.accessGroups}
              href={({ name }) =>
                `/access-groups?${new URLSearchParams({ property: door.property.id, q: name })}`
              }
              none="No access group"
            />
          </Cell>
          <Cell nowrap>
            <TextLink href={`/doors/${door.id}`}>
              {counted(door.people, 'person', 'people')}
            </TextLink>
          </Cell>
          <Cell align="right">
            {editRefusal === undefined && (
              <RowMenu
                label={`Actions for ${door.name}`}
                items={[
                  {
                    label: 'Rename door',
                    onSelect: () => setDialog({ kind: 'edit', place: door }),
                  },
                  {
                    label: 'Delete door',
                    danger: true,
                    onSelect: () => setDialog({ kind: 'delete', place: door }),
                  },
                ]}
              />
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function DoorDialogs({
  dialog,
  onClose,
  ...props
}: DoorManagerProps & { dialog: PlaceDialog<ListedDoor>; onClose: () => void }) {
  const { properties, query, create, update, remove } = props
  switch (dialog.kind) {
    case 'none':
      return null
    case 'add': {
      const propertyId = query.property || (properties.length === 1 ? properties[0]?.id : undefined)
      return (
        <DoorForm
          properties={properties}
          {...(propertyId ? { propertyId } : {})}
          save={create}
          onClose={onClose}
        />
      )
    }
    case 'edit':
      return (
        <DoorForm
          door={dialog.place}
          properties={properties}
          save={({ name }) => update({ id: dialog.place.id, name })}
          onClose={onClose}
        />
      )
    case 'delete':
      return (
        <DeleteDialog what="door" place={dialog.place} remove={remove} onClose={onClose}>
          {dialog.place.name} at {dialog.place.property.name} goes for good. Its history stays in
          the activity log.
        </DeleteDialog>
      )
  }
}

function stateOf({ doors, total, query }: DoorManagerProps): string {
  const shut = doors.filter((door) => door.accessGroups.length === 0).length
  const shown = shownOf(doors.length, total, ['door', 'doors'])
  if (query.q || query.property || doors.length === 0 || shut === 0) return shown
  return `${shown} ${shut === 1 ? '1 is' : `${shut} are`} in no access group, so nobody can open ${shut === 1 ? 'it' : 'them'}.`
}
