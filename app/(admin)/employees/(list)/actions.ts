'use server'

import { after } from 'next/server'
import { addPerson } from '@/lib/access/local-people/add-person'
import { adminAction } from '@/lib/auth/action'
import { localPersonSchema } from '@/lib/directory/schemas'
import { kickJobs } from '@/lib/jobs/kick'

export async function addPersonAction(input: unknown) {
  return adminAction(localPersonSchema, input, { role: 'user_manager' }, async ({ ctx }, value) => {
    const answer = await addPerson(ctx, value)
    after(kickJobs)
    return answer
  })
}
