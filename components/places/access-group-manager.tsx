'use client'

import { useState } from 'react'
import { rulesAddress } from '@/components/rules/rules-address'
import { Button, LinkButton } from '@/components/ui/button'
import { PageHeader, TextLink } from '@/components/ui/page'
import { EmptyState } from '@/components/ui/states'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { hoursText } from '@/lib/kernel/opening-hours'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import type {
  AccessGroupChange,
  AccessGroupInput,
  DoorChoice,
  ListedAccessGroup,
  PlaceQuery,
  PropertyChoice,
} from '@/lib/places/schemas'
import { AccessGroupForm } from './access-group-form'
import { DeleteDialog } from './delete-dialog'
import { NameLinks } from './name-links'
import type { PlaceDialog } from './place-dialog'
import { PlaceFilters } from './place-filters'
import { PropertyNeeded } from './property-needed'
import { RowMenu } from './row-menu'
import { shownOf } from './shown-of'

interface AccessGroupManagerProps {
  accessGroups: ListedAccessGroup[]
  total: number
  query: PlaceQuery
  properties: PropertyChoice[]
  doors: DoorChoice[]
  /** Why this administrator may not change access groups; absent when they may. */
  editRefusal?: string | undefined
  create: (input: AccessGroupInput) => Promise<ActionResult<unknown>>
  update: (input: AccessGroupChange) => Promise<ActionResult<unknown>>
  remove: (input: { id: string }) => Promise<ActionResult<unknown>>
}

type Dialog = PlaceDialog<ListedAccessGroup>

export function AccessGroupManager(props: AccessGroupManagerProps) {
  const { properties, query, editRefusal, accessGroups, total } = props
  const [dialog, setDialog] = useState<Dialog>({ kind: 'none' })
  const add = (
    <Button tone="primary" disabledReason={editRefusal} onClick={() => setDialog({ kind: 'add' })}>
      Add access group
    </Button>
  )
  if (properties.length === 0) {
    return <PropertyNeeded title="Access groups" what="An access group" />
  }
  const state = shownOf(accessGroups.length, total, ['access group', 'access groups'])
  return (
    <>
      <PageHeader
        title="Access groups"
        state={`${state} An access group is a set of doors that rules give to people.`}
        actions={add}
      />
      <PlaceFilters query={query} properties={properties} searchLabel="Search access groups" />
      <AccessGroupList {...props} setDialog={setDialog} />
      <AccessGroupDialogs {...props} dialog={dialog} onClose={() => setDialog({ kind: 'none' })} />
    </>
  )
}

const head = ['Access group', 'Property', 'Doors', 'Hours', 'People', 'Given by', '']

function AccessGroupList({
  accessGroups,
  query,
  editRefusal,
  setDialog,
}: AccessGroupManagerProps & { setDialog: (dialog: Dialog) => void }) {
  if (accessGroups.length === 0) {
    return query.q || query.property ? (
      <EmptyState
        title="No access group matches this filter"
        action={<LinkButton href="/access-groups">Clear filters</LinkButton>}
      />
    ) : (
      <EmptyState title="No access groups yet">
        Most offices begin with three: Employees, Contractors and IT Admin.
      </EmptyState>
    )
  }
  return (
    <Table caption="Access groups" head={head}>
      {accessGroups.map((group) => (
        <AccessGroupRow
          key={group.id}
          {...{ group, setDialog }}
          mayEdit={editRefusal === undefined}
        />
      ))}
    </Table>
  )
}

function AccessGroupRow({
  group,
  mayEdit,
  setDialog,
}: {
  group: ListedAccessGroup
  mayEdit: boolean
  setDialog: (dialog: Dialog) => void
}) {
  const { property } = group
  return (
    <Row>
      <RowHead>{group.name}</RowHead>
      <Cell nowrap>
        <TextLink href={`/access-groups?property=${property.id}`}>{property.name}</TextLink>
      </Cell>
      <Cell>
        <DoorNames doors={group.doors} />
      </Cell>
      <Cell nowrap>
        <Hours hours={group.hours} />
      </Cell>
      <Cell nowrap>
        {group.people}
        {group.peopleByHand > 0 && (
          <span className="text-ink-soft">, {group.peopleByHand} by hand</span>
        )}
      </Cell>
      <Cell>
        <NameLinks
          places={group.rules}
          href={(rule) => rulesAddress({ ruleId: rule.id })}
          none="No rule"
        />
      </Cell>
      <Cell align="right">
        {mayEdit && (
          <RowMenu
            label={`Actions for ${group.name} at ${property.name}`}
            items={[
              {
                label: 'Edit access group',
                onSelect: () => setDialog({ kind: 'edit', place: group }),
              },
              {
                label: 'Delete access group',
                danger: true,
                onSelect: () => setDialog({ kind: 'delete', place: group }),
              },
            ]}
          />
        )}
      </Cell>
    </Row>
  )
}

/** A line of the schedule on a line of its own. */
function Hours({ hours }: Pick<ListedAccessGroup, 'hours'>) {
  if (hours === null) return hoursText(hours)
  return (
    <ul>
      {hours.map((line) => (
        <li key={JSON.stringify(line)}>{hoursText([line])}</li>
      ))}
    </ul>
  )
}

/** How many, and on request which: thirty names would bury the table. */
function DoorNames({ doors }: { doors: ListedAccessGroup['doors'] }) {
  if (doors.length === 0) return <span className="text-ink-soft">No doors yet</span>
  return (
    <details>
      <summary className="min-h-6 w-fit cursor-pointer whitespace-nowrap">
        {counted(doors.length, 'door')}
      </summary>
      <ul className="py-1 pl-4 text-ink-soft">
        {doors.map((door) => (
          <li key={door.id}>{door.name}</li>
        ))}
      </ul>
    </details>
  )
}

function AccessGroupDialogs({
  dialog,
  onClose,
  ...props
}: AccessGroupManagerProps & { dialog: Dialog; onClose: () => void }) {
  const { properties, doors, query, create, update, remove } = props
  switch (dialog.kind) {
    case 'none':
      return null
    case 'add': {
      const propertyId = query.property || (properties.length === 1 ? properties[0]?.id : undefined)
      return (
        <AccessGroupForm
          {...{ properties, doors, onClose }}
          {...(propertyId ? { propertyId } : {})}
          save={create}
        />
      )
    }
    case 'edit':
      return (
        <AccessGroupForm
          {...{ properties, doors, onClose }}
          group={dialog.place}
          save={({ name, doorIds, hours }) => update({ id: dialog.place.id, name, doorIds, hours })}
        />
      )
    case 'delete':
      return (
        <DeleteDialog what="access group" place={dialog.place} remove={remove} onClose={onClose}>
          Its doors stay. A group that a rule gives, or that a person has, is kept.
        </DeleteDialog>
      )
  }
}
