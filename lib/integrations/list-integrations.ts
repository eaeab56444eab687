import type { Context } from '@/db/context'
import { readSetup } from './setup-state'

/** The status words of the Integrations page, in rank order (product.md 3.1). */
export type IntegrationStatus =
  | { word: 'Stopped'; sentence: string }
  | { word: 'Quiet'; sentence: string }
  | { word: 'Healthy'; sentence: string }
  | { word: 'Waiting for first contact'; sentence: string }

export interface EntraCard {
  state: 'available' | 'started' | 'installed'
  startedBy: string | null
  startedAt: Date | null
  tenantName: string | null
  lastContactAt: Date | null
  status: IntegrationStatus | null
}

const HOUR_MS = 60 * 60 * 1000
/** Entra comes every 20 to 40 minutes; three gaps without it deserve a look (product.md 3.1). */
const QUIET_AFTER_MS = 2 * HOUR_MS

export async function readEntraCard(ctx: Context): Promise<EntraCard> {
  const setup = await readSetup(ctx)
  if (!setup) {
    return {
      state: 'available',
      startedBy: null,
      startedAt: null,
      tenantName: null,
      lastContactAt: null,
      status: null,
    }
  }
  const { integration, tokens } = setup
  const hasToken = tokens.some((token) => token.revokedAt === null && token.expiresAt > ctx.now)
  const installed = integration.installedAt !== null
  return {
    state: installed ? 'installed' : 'started',
    startedBy: integration.startedBy,
    startedAt: integration.startedAt,
    tenantName: integration.tenantName,
    lastContactAt: integration.lastContactAt,
    status: installed ? statusOf(integration.lastContactAt, { hasToken, now: ctx.now }) : null,
  }
}

export function statusOf(
  lastContactAt: Date | null,
  { hasToken, now }: { hasToken: boolean; now: Date },
): IntegrationStatus {
  if (!hasToken) {
    return {
      word: 'Stopped',
      sentence: 'No token works any more, so Entra cannot reach us. Doors stay as they are.',
    }
  }
  if (!lastContactAt) {
    return {
      word: 'Waiting for first contact',
      sentence: 'Entra has not called yet. Usually it does within 20 to 40 minutes.',
    }
  }
  if (now.getTime() - lastContactAt.getTime() > QUIET_AFTER_MS) {
    return {
      word: 'Quiet',
      sentence: 'Entra has not called for more than two hours. Leavers might keep their doors.',
    }
  }
  return { word: 'Healthy', sentence: 'Entra calls regularly; doors follow by themselves.' }
}
