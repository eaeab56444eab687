import type { Context } from '@/db/context'
import { planChange } from '@/lib/rules/plan-change'
import { carefulKeys } from '@/lib/rules/schemas'
import type { ChangedPeople, ChangedPeopleInput } from '../schemas'
import { decideAlike } from './decide-alike'
import { previewPeople } from './preview-effect'

/** Another page of the people whom a preview names, by name; a preview itself has the first. */
export async function listChanged(ctx: Context, input: ChangedPeopleInput): Promise<ChangedPeople> {
  const plan = await planChange(ctx, input)
  const changes = await decideAlike(ctx, plan, input.page)
  return previewPeople(ctx, plan, { changes, keys: input.keys ?? carefulKeys })
}
