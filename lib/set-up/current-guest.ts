import type { z } from 'zod'
import { getDb } from '@/db/client'
import { fieldErrors, refusalOf } from '@/lib/auth/action'
import { readGuestSecret, setGuestSecret } from '@/lib/auth/guest-cookie'
import { AppError } from '@/lib/kernel/errors'
import { type ActionResult, done, refused } from '@/lib/kernel/result'
import { type Closed, type Guest, openSetUp, readGuest, readLink } from './guest'

/** Who does the set-up in this browser, or why nobody does. */
export async function currentGuest(): Promise<Guest | Closed> {
  const secret = await readGuestSecret()
  return secret ? readGuest(await getDb(), secret, new Date()) : 'unknown'
}

/** Every action and every sign-in of a guest begins here. Throws expired. */
export async function requireGuest(): Promise<Guest> {
  const guest = await currentGuest()
  if (typeof guest === 'string') {
    throw new AppError('expired', 'Your part of the set-up has ended. Ask whoever sent you here.')
  }
  return guest
}

/** What the link of the e-mail shows, which uses nothing up. */
export async function visitLink(token: string): Promise<Guest | Closed> {
  return readLink(await getDb(), token, new Date())
}

/** Uses the link up for this browser. Throws expired. */
export async function acceptLink(token: string): Promise<void> {
  const { secret, expiresAt } = await openSetUp(await getDb(), token, new Date())
  await setGuestSecret(secret, expiresAt)
}

/** The border of a guest's actions, as `adminAction` is of an administrator's. */
export async function guestAction<S extends z.ZodType, T>(
  schema: S,
  input: unknown,
  work: (guest: Guest, value: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  try {
    const guest = await requireGuest()
    const parsed = schema.safeParse(input)
    if (!parsed.success) return refused('Some fields need another look.', fieldErrors(parsed.error))
    return done(await work(guest, parsed.data))
  } catch (error) {
    return refusalOf(error)
  }
}
