'use server'

import { recordActivity } from '@/lib/activity/record'
import { adminAction } from '@/lib/auth/action'
import {
  addClientSecret,
  createOAuthClient,
  type NewClientSecret,
  revokeClientSecret,
  revokeOAuthClient,
  trustWorkload,
} from '@/lib/integrations/oauth-clients'
import {
  createSecretSchema,
  helpAnswerSchema,
  revokeCredentialSchema,
  trustWorkloadSchema,
} from '@/lib/integrations/schemas'
import { revokeToken } from '@/lib/integrations/tokens'

/** What shows a secret, or ends one. */
const secret = { role: 'global_admin', fresh: true } as const

export async function answerHelp(input: unknown) {
  return adminAction(helpAnswerSchema, input, {}, ({ ctx }, data) =>
    recordActivity(ctx, [{ kind: 'help.answered', data }]),
  )
}

export async function endToken(input: unknown) {
  return adminAction(revokeCredentialSchema, input, secret, ({ ctx }, { id }) =>
    revokeToken(ctx, { tokenId: id }),
  )
}

export async function createClient(input: unknown) {
  return adminAction(createSecretSchema, input, secret, async ({ ctx }, value) =>
    forBrowser(await createOAuthClient(ctx, value)),
  )
}

export async function addSecret(input: unknown) {
  return adminAction(createSecretSchema, input, secret, async ({ ctx }, value) =>
    forBrowser(await addClientSecret(ctx, value)),
  )
}

export async function trust(input: unknown) {
  return adminAction(trustWorkloadSchema, input, { role: 'global_admin' }, ({ ctx }, workload) =>
    trustWorkload(ctx, workload),
  )
}

export async function endSecret(input: unknown) {
  return adminAction(revokeCredentialSchema, input, secret, ({ ctx }, { id }) =>
    revokeClientSecret(ctx, { secretId: id }),
  )
}

export async function endClient(input: unknown) {
  return adminAction(revokeCredentialSchema, input, secret, ({ ctx }, { id }) =>
    revokeOAuthClient(ctx, { clientId: id }),
  )
}

const forBrowser = ({ clientId, secret, expiresAt }: NewClientSecret) => ({
  clientId,
  secret,
  expiresAt: expiresAt.toISOString(),
})
