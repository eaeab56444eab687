'use server'

import { listChanged } from '@/lib/access/preview/list-changed'
import { previewRules } from '@/lib/access/preview/preview-rules'
import { readCoverage } from '@/lib/access/preview/read-coverage'
import { tryPerson } from '@/lib/access/preview/try-person'
import { tryRules } from '@/lib/access/preview/try-rules'
import { changedPeopleSchema, coverageSchema, tryRulesSchema } from '@/lib/access/schemas'
import { adminAction } from '@/lib/auth/action'
import { previewSchema, tryPersonSchema } from '@/lib/rules/schemas'

export async function previewChange(input: unknown) {
  return adminAction(previewSchema, input, { role: 'admin' }, ({ ctx }, asked) =>
    previewRules(ctx, asked),
  )
}

export async function tryOnePerson(input: unknown) {
  return adminAction(tryPersonSchema, input, { role: 'admin' }, ({ ctx }, asked) =>
    tryPerson(ctx, asked),
  )
}

export async function readPropertyCoverage(input: unknown) {
  return adminAction(coverageSchema, input, { role: 'admin' }, ({ ctx }, asked) =>
    readCoverage(ctx, asked),
  )
}

export async function tryAllRules(input: unknown) {
  return adminAction(tryRulesSchema, input, { role: 'admin' }, ({ ctx }, asked) =>
    tryRules(ctx, asked),
  )
}

export async function listChangedPeople(input: unknown) {
  return adminAction(changedPeopleSchema, input, { role: 'admin' }, ({ ctx }, asked) =>
    listChanged(ctx, asked),
  )
}
