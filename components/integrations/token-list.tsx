'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { useNavigation } from '@/components/ui/navigation'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { ActionResult } from '@/lib/kernel/result'

interface TokenView {
  id: string
  ending: string
  madeBy: string
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  state: 'Works' | 'Expired' | 'Revoked'
}

const tones = { Works: 'healthy', Expired: 'attention', Revoked: 'stopped' } as const

export function TokenList({
  tokens,
  endToken,
}: {
  tokens: TokenView[]
  endToken: (input: { tokenId: string }) => Promise<ActionResult<unknown>>
}) {
  const { refresh } = useNavigation()
  const [ending, setEnding] = useState<TokenView>()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  if (tokens.length === 0) {
    return <EmptyState title="No token yet">Make one below and paste it in Entra.</EmptyState>
  }
  const confirm = (token: TokenView) =>
    start(async () => {
      const result = await endToken({ tokenId: token.id })
      if (!result.ok) return setRefusal(result.message)
      setEnding(undefined)
      refresh()
    })
  return (
    <>
      <Table
        caption="Tokens"
        head={['Ends in', 'State', 'Made by', 'Made', 'Last used', 'Until', '']}
      >
        {tokens.map((token) => (
          <Row key={token.id} muted={token.state !== 'Works'}>
            <RowHead>…{token.ending}</RowHead>
            <Cell>
              <StatusBadge tone={tones[token.state]}>{token.state}</StatusBadge>
            </Cell>
            <Cell>{token.madeBy}</Cell>
            <Cell nowrap>
              <Time at={token.createdAt} />
            </Cell>
            <Cell nowrap>{token.lastUsedAt ? <Time at={token.lastUsedAt} /> : 'Never'}</Cell>
            <Cell nowrap>
              <Time at={token.expiresAt} />
            </Cell>
            <Cell align="right">
              {token.state === 'Works' && (
                <Button
                  tone="danger"
                  onClick={() => setEnding(token)}
                  aria-label={`Revoke …${token.ending}`}
                >
                  Revoke
                </Button>
              )}
            </Cell>
          </Row>
        ))}
      </Table>
      {ending && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setEnding(undefined)}
          title={`Revoke the token ending in …${ending.ending}?`}
          description={
            refusal ?? 'If Entra uses this one, the sync stops at once. Doors stay as they are.'
          }
          action="Revoke token"
          pending={pending}
          onConfirm={() => confirm(ending)}
        />
      )}
    </>
  )
}
