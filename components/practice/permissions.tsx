'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'
import { Callout } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import type { ActionResult } from '@/lib/kernel/result'

interface Props {
  permissions: { scope: string; words: string; needsAdmin: boolean }[]
  withdraw: (input: { scope: string }) => Promise<ActionResult<unknown>>
}

/** What an administrator sees at Microsoft under *Enterprise apps*, and can take back there. */
export function Permissions({ permissions, withdraw }: Props) {
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  if (permissions.length === 0) {
    return (
      <EmptyState title="No permission is given.">
        Permissions that somebody accepts when Sequr signs in stand here.
      </EmptyState>
    )
  }
  const take = (scope: string) =>
    start(async () => {
      const result = await withdraw({ scope })
      setRefusal(result.ok ? undefined : result.message)
    })
  return (
    <div className="grid gap-3">
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
      <Table caption="Permissions" head={['Permission', 'Name', 'Who agreed', 'Change']}>
        {permissions.map(({ scope, words, needsAdmin }) => (
          <Row key={scope}>
            <RowHead>{words}</RowHead>
            <Cell>{scope}</Cell>
            <Cell>{needsAdmin ? 'An administrator' : 'A person'}</Cell>
            <Cell>
              <Button
                tone="quiet"
                pending={pending}
                onClick={() => take(scope)}
                aria-label={`Withdraw ${scope}`}
              >
                Withdraw
              </Button>
            </Cell>
          </Row>
        ))}
      </Table>
    </div>
  )
}
