'use server'

import { refresh } from 'next/cache'
import { after } from 'next/server'
import { editPerson } from '@/lib/access/local-people/edit-person'
import { adminAction } from '@/lib/auth/action'
import { isFreshSignIn } from '@/lib/auth/fresh-sign-in'
import { editDetails } from '@/lib/directory/edit-details'
import { editDetailsSchema, editLocalSchema, entraValueSchema } from '@/lib/directory/schemas'
import { takeEntraValue } from '@/lib/directory/take-entra-value'
import { kickJobs } from '@/lib/jobs/kick'

const role = { role: 'user_manager' } as const

export async function editDetailsAction(input: unknown) {
  return adminAction(editDetailsSchema, input, role, async ({ ctx }, value) => {
    const answer = await editDetails(ctx, value)
    refresh()
    return answer
  })
}

/** Rules decide about the person at once, so it may take access away and send a key. */
export async function editPersonAction(input: unknown) {
  return adminAction(editLocalSchema, input, role, async (session, value) => {
    const answer = await editPerson(session.ctx, value, { mayTake: isFreshSignIn(session) })
    refresh()
    after(kickJobs)
    return answer
  })
}

export async function takeEntraValueAction(input: unknown) {
  return adminAction(entraValueSchema, input, role, async ({ ctx }, value) => {
    await takeEntraValue(ctx, value)
    refresh()
  })
}
