import type { Context } from '@/db/context'
import { findUnconfirmedDoors } from '@/lib/doors/find-unconfirmed'
import type { Cause } from './cause'

/** So many are named; the page that the e-mail leads to shows them all. */
const NAMED_MAX = 3

/** All silent controllers are one trouble, as when a site loses its line; more of them are told again. */
export async function findDoorsUnconfirmed(ctx: Context): Promise<Cause[]> {
  const silent = await findUnconfirmedDoors(ctx)
  const [first] = silent
  if (!first) return []
  const number = silent.reduce((sum, one) => sum + one.doors, 0)
  const named = silent.slice(0, NAMED_MAX).map(({ controller }) => controller)
  const detail = [...named, ...(silent.length > NAMED_MAX ? ['…'] : [])].join(', ')
  const count = { what: 'doors', number } as const
  const rest = { since: first.since, stage: -silent.length, count, days: 0, detail }
  return [{ kind: 'doors_unconfirmed', cause: 'doors_unconfirmed', ...rest }]
}
