'use client'

import { useState } from 'react'
import { rulesAddress } from '@/components/rules/rules-address'
import { Button } from '@/components/ui/button'
import { PageHeader, TextLink } from '@/components/ui/page'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import type { PropertyEmailInput } from '@/lib/email/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import type { ListedProperty, PropertyInput } from '@/lib/places/schemas'
import { DeleteDialog } from './delete-dialog'
import type { PlaceDialog } from './place-dialog'
import { PropertyEmailForm } from './property-email-form'
import { PropertyForm } from './property-form'
import { RowMenu } from './row-menu'

interface PropertyManagerProps {
  properties: ListedProperty[]
  /** The property whose contact is to be entered at once; empty: none. */
  contactOf: string
  /** Why this administrator may not change properties; absent when they may. */
  editRefusal?: string | undefined
  create: (input: PropertyInput) => Promise<ActionResult<unknown>>
  update: (input: PropertyInput & { id: string }) => Promise<ActionResult<unknown>>
  updateEmails: (input: PropertyEmailInput & { id: string }) => Promise<ActionResult<unknown>>
  remove: (input: { id: string }) => Promise<ActionResult<unknown>>
}

type PropertyDialog = PlaceDialog<ListedProperty> | { kind: 'emails'; place: ListedProperty }

const head = ['Property', 'Time zone', 'Doors', 'Access groups', 'Rules', 'People', 'Keys', '']

export function PropertyManager(props: PropertyManagerProps) {
  const { properties, editRefusal, create, update, updateEmails, remove } = props
  const [dialog, setDialog] = useState<PropertyDialog>(() => openedBy(props))
  const close = () => setDialog({ kind: 'none' })
  const add = (
    <Button tone="primary" disabledReason={editRefusal} onClick={() => setDialog({ kind: 'add' })}>
      Add property
    </Button>
  )
  return (
    <>
      <PageHeader title="Properties" state={stateOf(properties)} actions={add} />
      {properties.length === 0 ? (
        <EmptyState title="No properties yet" action={add}>
          A property is an office location. Doors, access groups and rules belong to one.
        </EmptyState>
      ) : (
        <Table caption="Properties" head={head}>
          {properties.map((property) => (
            <PropertyRow
              key={property.id}
              {...{ property, setDialog }}
              mayEdit={editRefusal === undefined}
            />
          ))}
        </Table>
      )}
      {dialog.kind === 'add' && <PropertyForm save={create} onClose={close} />}
      {dialog.kind === 'edit' && (
        <PropertyForm
          property={dialog.place}
          save={(values) => update({ ...values, id: dialog.place.id })}
          onClose={close}
        />
      )}
      {dialog.kind === 'emails' && (
        <PropertyEmailForm property={dialog.place} save={updateEmails} onClose={close} />
      )}
      {dialog.kind === 'delete' && (
        <DeleteDialog what="property" place={dialog.place} remove={remove} onClose={close}>
          This cannot be undone. A property that still has doors, access groups, rules or mobile
          keys is kept.
        </DeleteDialog>
      )}
    </>
  )
}

function openedBy({ properties, contactOf, editRefusal }: PropertyManagerProps): PropertyDialog {
  const place = properties.find((property) => property.id === contactOf)
  return place && editRefusal === undefined ? { kind: 'emails', place } : { kind: 'none' }
}

function PropertyRow({
  property,
  mayEdit,
  setDialog,
}: {
  property: ListedProperty
  mayEdit: boolean
  setDialog: (dialog: PropertyDialog) => void
}) {
  const here = `property=${property.id}`
  return (
    <Row>
      <RowHead>
        <TextLink href={`/access-groups?${here}`}>{property.name}</TextLink>
        {property.address && (
          <span className="block font-normal text-ink-soft">{property.address}</span>
        )}
        {property.emails.quiet && <StatusBadge tone="waiting">Quiet mode</StatusBadge>}
      </RowHead>
      <Cell nowrap>{property.timeZone.replaceAll('_', ' ')}</Cell>
      <Cell>
        <TextLink href={`/doors?${here}`}>{property.doors}</TextLink>
      </Cell>
      <Cell>
        <TextLink href={`/access-groups?${here}`}>{property.accessGroups}</TextLink>
      </Cell>
      <Cell nowrap>
        <TextLink href={rulesAddress({ propertyId: property.id })}>
          {property.rules > 0 ? (
            property.rules
          ) : (
            <StatusBadge tone="attention">No rules</StatusBadge>
          )}
        </TextLink>
      </Cell>
      <Cell>
        <TextLink href={`/employees?${here}`}>{property.people}</TextLink>
      </Cell>
      <Cell>{property.keys}</Cell>
      <Cell align="right">
        {mayEdit && (
          <RowMenu
            label={`Actions for ${property.name}`}
            items={[
              {
                label: 'Edit property',
                onSelect: () => setDialog({ kind: 'edit', place: property }),
              },
              {
                label: 'E-mails and contact',
                onSelect: () => setDialog({ kind: 'emails', place: property }),
              },
              {
                label: 'Delete property',
                danger: true,
                onSelect: () => setDialog({ kind: 'delete', place: property }),
              },
            ]}
          />
        )}
      </Cell>
    </Row>
  )
}

function stateOf(properties: ListedProperty[]): string {
  if (properties.length === 0) return 'Begin with the office that people go to first.'
  const paused = properties.filter((property) => property.rules === 0)
  const known = counted(properties.length, 'property', 'properties')
  if (paused.length === 0) return `${known}. Each has rules, so new people get doors everywhere.`
  const names = paused.map((property) => property.name)
  const shown =
    names.length > 3 ? counted(names.length, 'property', 'properties') : names.join(', ')
  return `${known}. Nobody new gets doors at ${shown} until a rule says so.`
}
