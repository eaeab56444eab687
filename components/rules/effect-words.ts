import type { AccessEffect } from '@/lib/access/schemas'
import { counted } from '@/lib/kernel/words'

/** "12 people gain, 3 lose": what stands on every button that changes access. */
export function effectWords({
  gain,
  lose,
  roles,
}: Pick<AccessEffect, 'gain' | 'lose' | 'roles'>): string {
  const parts = [
    ...(gain > 0 ? [counted(gain, 'person gains', 'people gain')] : []),
    ...(lose > 0
      ? [gain > 0 ? counted(lose, 'loses', 'lose') : counted(lose, 'person loses', 'people lose')]
      : []),
  ]
  if (parts.length > 0) return parts.join(', ')
  return roles > 0 ? counted(roles, 'role changes', 'roles change') : 'nobody gains or loses'
}
