'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page'
import { Chip } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import type { ListedRole, RoleInput } from '@/lib/places/schemas'
import { DeleteDialog } from './delete-dialog'
import type { PlaceDialog } from './place-dialog'
import { RoleForm } from './role-form'
import { RowMenu } from './row-menu'

interface RoleManagerProps {
  roles: ListedRole[]
  /** The administrator's own rank: what lies above cannot be copied. */
  ownRank: number
  /** Why this administrator may not change roles; absent when they may. */
  editRefusal?: string | undefined
  create: (input: RoleInput) => Promise<ActionResult<unknown>>
  update: (input: RoleInput & { id: string }) => Promise<ActionResult<unknown>>
  remove: (input: { id: string }) => Promise<ActionResult<unknown>>
}

const head = ['Role', 'What it may do', 'Administrators', 'Given by rules', '']

/** Built-in roles always exist, so this list is never empty. */
export function RoleManager(props: RoleManagerProps) {
  const { roles, ownRank, editRefusal, create, update, remove } = props
  const [dialog, setDialog] = useState<PlaceDialog<ListedRole>>({ kind: 'none' })
  const close = () => setDialog({ kind: 'none' })
  const builtIn = roles.filter((role) => role.builtIn && role.rank <= ownRank)
  const own = roles.filter((role) => !role.builtIn).length
  return (
    <>
      <PageHeader
        title="Roles"
        state={`${counted(roles.length, 'role')}, ${own === 0 ? 'all built in' : `${own} of your own`}. A role says what a person may do in Sequr; it opens no door.`}
        actions={
          <Button
            tone="primary"
            disabledReason={editRefusal}
            onClick={() => setDialog({ kind: 'add' })}
          >
            Add role
          </Button>
        }
      />
      <Table caption="Roles" head={head}>
        {roles.map((role) => (
          <RoleRow
            key={role.id}
            {...{ role, roles, setDialog }}
            mayEdit={editRefusal === undefined && !role.builtIn && role.rank <= ownRank}
          />
        ))}
      </Table>
      {dialog.kind === 'add' && <RoleForm builtIn={builtIn} save={create} onClose={close} />}
      {dialog.kind === 'edit' && (
        <RoleForm
          role={dialog.place}
          builtIn={builtIn}
          save={(values) => update({ ...values, id: dialog.place.id })}
          onClose={close}
        />
      )}
      {dialog.kind === 'delete' && (
        <DeleteDialog what="role" place={dialog.place} remove={remove} onClose={close}>
          A role that an administrator has or that a rule gives is kept.
        </DeleteDialog>
      )}
    </>
  )
}

function RoleRow({
  role,
  roles,
  mayEdit,
  setDialog,
}: {
  role: ListedRole
  roles: ListedRole[]
  mayEdit: boolean
  setDialog: (dialog: PlaceDialog<ListedRole>) => void
}) {
  const base = roles.find((candidate) => candidate.builtIn && candidate.basedOn === role.basedOn)
  return (
    <Row>
      <RowHead>
        <span className="inline-flex items-center gap-2 whitespace-nowrap">
          {role.name}
          {role.builtIn && <Chip>Built in</Chip>}
        </span>
      </RowHead>
      <Cell>
        {role.description}
        {!role.builtIn && (
          <span className="block text-ink-soft">May do the same as {base?.name}.</span>
        )}
      </Cell>
      <Cell>{role.administrators}</Cell>
      <Cell nowrap>
        {role.rules === 0
          ? 'No rule'
          : `${counted(role.rules, 'rule')}, ${counted(role.people, 'person', 'people')}`}
      </Cell>
      <Cell align="right">
        {mayEdit && (
          <RowMenu
            label={`Actions for ${role.name}`}
            items={[
              { label: 'Edit role', onSelect: () => setDialog({ kind: 'edit', place: role }) },
              {
                label: 'Delete role',
                danger: true,
                onSelect: () => setDialog({ kind: 'delete', place: role }),
              },
            ]}
          />
        )}
      </Cell>
    </Row>
  )
}
