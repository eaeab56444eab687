'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { changeMember, changePerson, editPerson } from '@/lib/practice/edit'
import { saveJob, setJobState } from '@/lib/practice/engine/job'
import { provisionOnDemand, runCycle, testConnection } from '@/lib/practice/engine/run-cycle'
import { withdrawScope } from '@/lib/practice/login/consents'
import { personEditSchema } from '@/lib/practice/person'
import { portalAction } from '@/lib/practice/portal'
import {
  credentialsSchema,
  memberSchema,
  onDemandSchema,
  personVerbSchema,
  scopeSchema,
} from '@/lib/practice/schemas'

const nothing = z.object({})

export async function savePerson(id: string, input: unknown) {
  return portalAction(personEditSchema, input, (db, edit) => editPerson(db, id, edit))
}

export async function actOnPerson(input: unknown) {
  return portalAction(personVerbSchema, input, async (db, { id, verb }) => {
    await changePerson(db, { id, verb, now: new Date() })
    refresh()
  })
}

export async function setMember(input: unknown) {
  return portalAction(memberSchema, input, async (db, change) => {
    await changeMember(db, change)
    refresh()
  })
}

export async function withdrawPermission(input: unknown) {
  return portalAction(scopeSchema, input, async (db, { scope }) => {
    await withdrawScope(db, scope)
    refresh()
  })
}

export async function tryConnection(input: unknown) {
  return portalAction(credentialsSchema, input, (_db, credentials) => testConnection(credentials))
}

export async function saveCredentials(input: unknown) {
  return portalAction(credentialsSchema, input, async (db, credentials) => {
    await saveJob(db, credentials)
    refresh()
  })
}

export async function startProvisioning(input: unknown) {
  return portalAction(nothing, input, async (db) => {
    const run = await runCycle(db, new Date())
    await setJobState(db, 'running')
    refresh()
    return run.summary.result
  })
}

export async function provisionPerson(input: unknown) {
  return portalAction(onDemandSchema, input, async (db, { personId }) => {
    const run = await provisionOnDemand(db, personId, new Date())
    refresh()
    return run.summary.result
  })
}
