import type { Metadata } from 'next'
import { CredentialList } from '@/components/integrations/credential-list'
import { OAuthClient } from '@/components/integrations/oauth-client'
import { TokenStep } from '@/components/integrations/token-step'
import { PageHeader, Section } from '@/components/ui/page'
import { requireAdmin } from '@/lib/auth/session'
import { readOAuthClient } from '@/lib/integrations/oauth-clients'
import { listTokens, type TokenSummary } from '@/lib/integrations/tokens'
import { env } from '@/lib/platform/env'
import { addSecret, createClient, endClient, endSecret, endToken, trust } from '../actions'
import { makeToken } from '../install/actions'

export const metadata: Metadata = { title: 'Tokens – Entra' }

export default async function TokenPage() {
  const { ctx } = await requireAdmin('global_admin')
  const [tokens, client] = await Promise.all([listTokens(ctx), readOAuthClient(ctx)])
  const { tenantUrl, tokenEndpointUrl } = env()
  return (
    <>
      <PageHeader
        title="Tokens"
        state="What Entra shows us with every request. Only a fingerprint of each is kept."
        back={{ href: '/integrations/azure', label: 'Microsoft Entra ID (Azure AD)' }}
      />
      <Section title="All tokens">
        <CredentialList
          what="token"
          credentials={tokens.map((token) => viewOf(token, ctx.now))}
          consequence="If Entra uses this one, the sync stops at once. Doors stay as they are."
          end={endToken}
        />
      </Section>
      <Section title="Make another">
        <TokenStep
          tenantUrl={tenantUrl}
          now={ctx.now.toISOString()}
          existing={undefined}
          next={{ href: '/integrations/azure', label: 'Done' }}
          makeToken={makeToken}
        />
      </Section>
      <Section
        id="oauth"
        title="OAuth client credentials"
        description="For Entra’s authentication method of that name, in place of a secret token. Copy each value into the field that is called the same."
      >
        <OAuthClient
          client={
            client && {
              ...client,
              secrets: client.secrets.map((secret) => ({
                ...viewOf(secret, ctx.now),
                note: secret.workload ? 'Workload identity' : undefined,
              })),
            }
          }
          tenantUrl={tenantUrl}
          tokenEndpointUrl={tokenEndpointUrl}
          createClient={createClient}
          addSecret={addSecret}
          trust={trust}
          endSecret={endSecret}
          endClient={endClient}
        />
      </Section>
    </>
  )
}

function viewOf(one: TokenSummary, now: Date) {
  const state = one.revokedAt ? 'Revoked' : one.expiresAt <= now ? 'Expired' : 'Works'
  return { ...one, state } as const
}
