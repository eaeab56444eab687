'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Callout } from '@/components/ui/status'
import type { RulePreview } from '@/lib/access/schemas'
import { counted } from '@/lib/kernel/words'
import { carefulKeys, type KeyChoices, type RuleContent } from '@/lib/rules/schemas'
import { ApplyingWords } from './applying-words'
import { EffectDetails } from './effect-details'
import { effectWords } from './effect-words'
import { KeyQuestions } from './key-questions'
import { LossesConfirm } from './losses-confirm'
import { OvertakenNotice } from './overtaken-notice'
import type { PropertyView, RuleActions, RulesView } from './rules-view'
import { TryAgain } from './try-again'
import { useAnswer } from './use-answer'
import { type Applying, useApplying } from './use-applying'

export interface ApplyDialogProps extends Applying {
  view: RulesView
  property: Pick<PropertyView, 'id' | 'name' | 'timeZone'>
  title: string
  description?: ReactNode
  /** What the button says before the numbers; a verb. */
  verb?: string
  actions: Pick<RuleActions, 'preview' | 'listChanged' | 'apply' | 'compareVersions'>
  onClose: () => void
  /** The rule as the screen shows it, to stand beside what somebody else made of it. */
  seen?: RuleContent
  /** For drafts, which are decided in their editor. */
  onOpenRule?: (ruleId: string) => void
}

/** What a change does, by name and in numbers, before it is done; the button says the numbers. */
export function ApplyDialog(props: ApplyDialogProps) {
  const { view, property, change, title, description, verb = 'Apply', actions, onClose } = props
  const [keys, setKeys] = useState<KeyChoices>(carefulKeys)
  const question = { propertyId: property.id, change, keys }
  const { value, stale, refusal, again } = useAnswer(actions.preview, question)
  const work = useApplying(props, { keys, preview: value, again })
  const { applying, pending, overtaken } = work
  const notYet = whyNotYet(value, stale || overtaken !== undefined)
  const apply = () => {
    if (notYet === undefined && !pending) work.apply()
  }
  return (
    <Dialog
      open
      wide
      locked={applying}
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        apply()
      }}
      footer={
        <>
          <Button
            onClick={onClose}
            disabledReason={applying ? 'It is being applied and cannot be stopped.' : undefined}
          >
            Cancel
          </Button>
          <Button
            tone={value && value.guard.losses > 0 ? 'danger' : 'primary'}
            pending={pending}
            disabledReason={notYet}
            onClick={apply}
          >
            {value ? `${verb}: ${effectWords(value.effect)}` : verb}
          </Button>
        </>
      }
    >
      <form
        noValidate
        aria-label={title}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
      >
        {overtaken && (
          <OvertakenNotice
            overtaken={overtaken}
            property={property}
            view={view}
            yours={props.seen}
            compareVersions={actions.compareVersions}
            onPreviewAgain={work.previewAgain}
            onOpenRule={props.onOpenRule}
          />
        )}
        {refusal && (
          <TryAgain
            title="We could not work out what would change."
            refusal={refusal}
            onAgain={again}
          />
        )}
        {!value && !refusal && (
          <p className="appear-late text-ink-soft">Working out who gains and who loses…</p>
        )}
        {value && !overtaken && (
          <div aria-busy={stale} className={stale ? 'grid gap-4 opacity-85' : 'grid gap-4'}>
            <EffectDetails
              effect={value.effect}
              others={{ question, listChanged: actions.listChanged }}
            />
            <KeyQuestions keyChoices={value.keyChoices} keys={keys} onChange={setKeys} />
          </div>
        )}
        {value?.guard.exceeds && !overtaken && (
          <LossesConfirm
            guard={value.guard}
            property={property.name}
            typed={work.typed}
            onType={work.setTyped}
          />
        )}
        {applying && value && (
          <ApplyingWords property={property.name} progress={work.progress}>
            Applying to {counted(value.effect.peopleCount, 'person', 'people')} at {property.name}.
            All of it happens together, or none of it.
          </ApplyingWords>
        )}
        {/* Where the bar was, beside the button: a long dialog does not show its beginning then. */}
        {work.problem && <Callout tone="stopped" role="alert" title={work.problem} />}
      </form>
      {work.signIn}
    </Dialog>
  )
}

function whyNotYet(preview: RulePreview | undefined, old: boolean): string | undefined {
  if (!preview) return 'The effect is still being worked out.'
  return old ? 'What is shown is not up to date. Look at the new effect first.' : undefined
}
