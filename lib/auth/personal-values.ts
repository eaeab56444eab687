import { builtInRoles } from '@/db/seed/organization'
import type { SignedInAdmin } from './read-session'

/** Who manages people sees their values; roles below, Front Desk for one, see them masked (product.md 3.10). */
export function seesPersonalValues({ role }: Pick<SignedInAdmin, 'role'>): boolean {
  const manager = builtInRoles.find(({ key }) => key === 'user_manager')
  return manager !== undefined && role.rank >= manager.rank
}
