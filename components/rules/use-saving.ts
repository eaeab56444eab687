'use client'

import { useState, useTransition } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { messagesOf } from '@/components/form/form'
import { useNotify } from '@/components/ui/toast'
import type { RuleClash } from '@/lib/access/schemas'
import { counted } from '@/lib/kernel/words'
import type { RuleChange, RuleContent } from '@/lib/rules/schemas'
import { type EditedRule, ruleChange } from './edited-rule'
import { type RuleDraft, toRuleInput } from './rule-draft'
import type { PropertyView, RuleActions } from './rules-view'
import { sendDraft, setFieldErrors } from './send-draft'

/** Two versions of one rule: the one in the editor, and what somebody else made meanwhile. */
export interface Clash {
  /** Null when it was deleted. */
  theirs: (RuleContent & { by: string; at: string }) | null
  yours: RuleContent
  /** The live rule's version; undefined when the clash is about a draft, or the rule is gone. */
  version: number | undefined
}

interface Input {
  form: UseFormReturn<RuleDraft>
  property: PropertyView
  edited: EditedRule
  actions: RuleActions
  onClose: () => void
}

/** Save draft, Preview and apply, and what to do when somebody else saved first. */
export function useSaving({ form, property, edited, actions, onClose }: Input) {
  const notify = useNotify()
  const [base, setBase] = useState(edited)
  const [refusal, setRefusal] = useState({ message: '', count: 0 })
  const [change, setChange] = useState<RuleChange>()
  const [clash, setClash] = useState<Clash>()
  const [seeing, setSeeing] = useState(false)
  const [savingDraft, start] = useTransition()
  const refuse = (message: string) => setRefusal((before) => ({ message, count: before.count + 1 }))

  async function store(from: EditedRule) {
    refuse('')
    const sent = await sendDraft(form, from, { property, saveDraft: actions.saveDraft })
    if (sent.kind === 'refused') refuse(sent.message)
    if (sent.kind === 'clash') {
      setClash({ theirs: sent.theirs, yours: contentOf(form, property), version: undefined })
    }
    return sent.kind === 'saved' ? sent : undefined
  }

  const saveDraft = () =>
    start(async () => {
      if (!(await store(base))) return
      notify('Draft saved', 'The live rules keep working as they are.')
      onClose()
    })

  /** What was typed into a draft is stored first, because it is the draft that is applied. */
  async function openApply(from: EditedRule): Promise<void> {
    refuse('')
    if (from.revision === undefined) return setChange(ruleChange(form.getValues(), property, from))
    const saved = await store(from)
    if (!saved) return
    setBase({ ...from, ruleId: saved.ruleId, revision: saved.revision })
    setChange({ kind: 'drafts', ruleIds: [saved.ruleId] })
  }

  /** Mine from here on: previewed again, against what the other made. */
  function preferMine() {
    const next = mineOver(base, clash)
    setBase(next)
    setClash(undefined)
    setSeeing(false)
    void openApply(next)
  }

  function onClash({ theirs, yours }: RuleClash) {
    setChange(undefined)
    setClash({ theirs, yours: yours ?? contentOf(form, property), version: theirs?.version })
  }

  /** What an apply refuses stands beside its field, as if the form had found it. */
  function onRefused({ message, fields }: { message: string; fields: Record<string, string> }) {
    setChange(undefined)
    setFieldErrors(form, fields)
    refuse(message)
  }

  const previewAndApply = form.handleSubmit(
    () => openApply(base),
    (errors) => refuse(`Please look at ${counted(messagesOf(errors).length, 'field')}.`),
  )
  return {
    refusal,
    change,
    clash,
    seeing,
    savingDraft,
    setSeeing,
    saveDraft,
    previewAndApply,
    preferMine,
    onClash,
    onRefused,
    cancelApply: () => setChange(undefined),
  }
}

function contentOf(form: UseFormReturn<RuleDraft>, property: PropertyView): RuleContent {
  return { enabled: true, leftOut: [], ...toRuleInput(form.getValues(), property) }
}

/** What is edited, as if it had begun from what the other made. */
function mineOver(base: EditedRule, clash: Clash | undefined): EditedRule {
  if (clash?.theirs === null) {
    return { ...base, ruleId: undefined, version: undefined, revision: undefined }
  }
  return clash?.version === undefined
    ? { ...base, revision: undefined }
    : { ...base, version: clash.version }
}
