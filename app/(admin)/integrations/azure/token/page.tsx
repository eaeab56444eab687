import type { Metadata } from 'next'
import { TokenList } from '@/components/integrations/token-list'
import { TokenStep } from '@/components/integrations/token-step'
import { PageHeader, Section } from '@/components/ui/page'
import { requireAdmin } from '@/lib/auth/session'
import { listTokens } from '@/lib/integrations/tokens'
import { env } from '@/lib/platform/env'
import { endToken } from '../actions'
import { makeToken } from '../install/actions'

export const metadata: Metadata = { title: 'Tokens – Entra' }

export default async function TokenPage() {
  const { ctx } = await requireAdmin('global_admin')
  const tokens = await listTokens(ctx)
  return (
    <>
      <PageHeader
        title="Tokens"
        state="What Entra shows us with every request. Only a fingerprint of each is kept."
        back={{ href: '/integrations/azure', label: 'Microsoft Entra ID' }}
      />
      <Section title="All tokens">
        <TokenList
          tokens={tokens.map((token) => ({
            ...token,
            state: token.revokedAt ? 'Revoked' : token.expiresAt <= ctx.now ? 'Expired' : 'Works',
          }))}
          endToken={endToken}
        />
      </Section>
      <Section title="Make another">
        <TokenStep
          tenantUrl={env().tenantUrl}
          now={ctx.now.toISOString()}
          existing={undefined}
          next="/integrations/azure"
          makeToken={makeToken}
        />
      </Section>
    </>
  )
}
