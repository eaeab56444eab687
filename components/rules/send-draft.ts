import type { Path, UseFormReturn } from 'react-hook-form'
import { type DraftAnswer, draftSchema } from '@/lib/rules/schemas'
import { draftInput, type EditedRule } from './edited-rule'
import { draftPath, type RuleDraft } from './rule-draft'
import type { PropertyView, RuleActions } from './rules-view'

export type DraftSent = DraftAnswer | { kind: 'refused'; message: string }

/** Stores what the form holds as a draft; what is refused stands beside its field. */
export async function sendDraft(
  form: UseFormReturn<RuleDraft>,
  from: EditedRule,
  { property, saveDraft }: { property: PropertyView } & Pick<RuleActions, 'saveDraft'>,
): Promise<DraftSent> {
  const draft = form.getValues()
  const input = draftInput(draft, property, from)
  const parsed = draftSchema.safeParse(input)
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      form.setError(draftPath(path, draft).join('.') as Path<RuleDraft>, { message })
    }
    return { kind: 'refused', message: 'A draft may be unfinished, but this cannot be kept.' }
  }
  const result = await saveDraft(input).catch(() => undefined)
  if (result?.ok) return result.value
  setFieldErrors(form, result?.fields ?? {})
  return {
    kind: 'refused',
    message: result?.message ?? 'Sequr did not answer. What you typed is still here. Try again.',
  }
}

export function setFieldErrors(
  form: UseFormReturn<RuleDraft>,
  fields: Record<string, string>,
): void {
  for (const [name, message] of Object.entries(fields)) {
    form.setError(name as Path<RuleDraft>, { message })
  }
}
