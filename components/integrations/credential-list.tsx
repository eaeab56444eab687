'use client'

import { useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { useNavigation } from '@/components/ui/navigation'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { ActionResult } from '@/lib/kernel/result'

export interface CredentialView {
  id: string
  ending: string
  madeBy: string
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  state: 'Works' | 'Expired' | 'Revoked'
  /** What it is, where a list holds more than one kind. */
  note?: string | undefined
}

interface Props {
  what: 'token' | 'client secret'
  credentials: CredentialView[]
  /** What revoking one does, said before it is done. */
  consequence: string
  end: (input: { id: string }) => Promise<ActionResult<unknown>>
}

const tones = { Works: 'healthy', Expired: 'attention', Revoked: 'stopped' } as const

/** Tokens or client secrets, newest first: which one Entra uses, until when, and the end of each. */
export function CredentialList({ what, credentials, consequence, end }: Props) {
  const { refresh } = useNavigation()
  const [ending, setEnding] = useState<CredentialView>()
  const fresh = useFreshSignIn()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  if (credentials.length === 0) {
    return <EmptyState title={`No ${what} yet`}>Make one below and paste it in Entra.</EmptyState>
  }
  const confirm = ({ id }: CredentialView) =>
    start(async () => {
      const result = await answerOf(fresh.run(() => end({ id })))
      if (!result.ok) return setRefusal(result.message)
      setEnding(undefined)
      refresh()
    })
  return (
    <>
      <Table
        caption={what === 'token' ? 'Tokens' : 'Client secrets'}
        head={['Ends in', 'State', 'Made by', 'Made', 'Last used', 'Until', '']}
      >
        {credentials.map((one) => (
          <CredentialRow key={one.id} one={one} onEnd={() => setEnding(one)} />
        ))}
      </Table>
      {ending && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setEnding(undefined)}
          title={`Revoke the ${what} ending in …${ending.ending}?`}
          description={refusal ?? consequence}
          action={`Revoke ${what}`}
          pending={pending}
          onConfirm={() => confirm(ending)}
        >
          {fresh.dialog}
        </ConfirmDialog>
      )}
    </>
  )
}

function CredentialRow({ one, onEnd }: { one: CredentialView; onEnd: () => void }) {
  return (
    <Row muted={one.state !== 'Works'}>
      <RowHead>
        …{one.ending}
        {one.note && <span className="block font-normal text-ink-soft">{one.note}</span>}
      </RowHead>
      <Cell>
        <StatusBadge tone={tones[one.state]}>{one.state}</StatusBadge>
      </Cell>
      <Cell>{one.madeBy}</Cell>
      <Cell nowrap>
        <Time at={one.createdAt} />
      </Cell>
      <Cell nowrap>{one.lastUsedAt ? <Time at={one.lastUsedAt} /> : 'Never'}</Cell>
      <Cell nowrap>
        <Time at={one.expiresAt} />
      </Cell>
      <Cell align="right">
        {one.state === 'Works' && (
          <Button tone="danger" onClick={onEnd} aria-label={`Revoke …${one.ending}`}>
            Revoke
          </Button>
        )}
      </Cell>
    </Row>
  )
}
