import { eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { type employees, integrations } from '@/db/schema'
import { isObjectId } from '@/lib/kernel/object-id'

const PERSON_IN_ENTRA =
  'https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/'

/**
 * *Open in Entra* (product.md 3.6). Microsoft finds people by object id, which the default mapping
 * does not send; null without it, and where the directory is the practice one.
 */
export async function entraAddressOf(
  ctx: Context,
  { source, externalId }: Pick<typeof employees.$inferSelect, 'source' | 'externalId'>,
): Promise<string | null> {
  if (source !== 'entra' || !externalId || !isObjectId(externalId)) return null
  const [directory] = await ctx.db
    .select({ kind: integrations.tenantKind })
    .from(integrations)
    .where(eq(integrations.organizationId, ctx.organizationId))
  return directory?.kind === 'microsoft' ? `${PERSON_IN_ENTRA}${externalId}` : null
}
