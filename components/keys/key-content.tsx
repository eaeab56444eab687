import type { KeyPage } from '@/lib/invitations/schemas'
import type { Language } from '@/lib/kernel/languages'
import { ActiveKey } from './active-key'
import { ClosedKey } from './closed-key'
import type { KeyActions } from './key-actions'
import { KeyButton } from './key-button'
import { ReadyKey } from './ready-key'
import { ReportLost } from './report-lost'
import { type KeySpeech, keySpeech } from './words/speech'

/** What an invited person sees, in plain words for each state of the key. */
export function KeyContent({
  page,
  language,
  address,
  actions,
}: {
  page: KeyPage
  language: Language
  /** Of this very page, for the phone beside a computer. */
  address: string
  actions: KeyActions
}) {
  const speech = keySpeech(language)
  const { words } = speech
  const { noAnswer } = words.refusals
  const lost = <ReportLost report={actions.reportLost} language={language} />
  switch (page.kind) {
    case 'unknown':
      return <ClosedKey title={words.unknown.title}>{words.unknown.text}</ClosedKey>
    case 'expired': {
      const { title, text, action, to } = words.expired
      return (
        <ClosedKey
          title={title}
          actions={
            <>
              <KeyButton
                tone="primary"
                press={actions.renew}
                {...{ noAnswer }}
                hint={to(page.email)}
              >
                {action}
              </KeyButton>
              <CardInstead asked={page.cardAsked} {...{ actions, speech }} />
            </>
          }
        >
          {text}
        </ClosedKey>
      )
    }
    case 'replaced': {
      const { title, onItsWay, sent } = words.replaced
      return <ClosedKey title={title}>{page.onItsWay ? onItsWay(page.email) : sent}</ClosedKey>
    }
    case 'taken':
      return (
        <ClosedKey title={words.taken.title} actions={lost}>
          {words.taken.text(page.organization)}
        </ClosedKey>
      )
    case 'suspended':
      return (
        <ClosedKey title={words.suspended[page.because].title} stopped>
          {words.suspended[page.because].text(page.organization)}
        </ClosedKey>
      )
    case 'ended':
      return (
        <ClosedKey title={words.ended.title} stopped>
          {words.ended.text(page.organization)}
        </ClosedKey>
      )
    case 'ready':
      return (
        <ReadyKey
          page={page}
          speech={speech}
          address={address}
          press={actions.activate}
          card={<CardInstead asked={page.cardAsked} {...{ actions, speech }} />}
        />
      )
    case 'active':
      return <ActiveKey {...{ page, language, lost }} namePhone={actions.namePhone} />
  }
}

function CardInstead({
  asked,
  actions,
  speech,
}: {
  asked: boolean
  actions: KeyActions
  speech: KeySpeech
}) {
  const { card, refusals } = speech.words
  const { action, why, asked: told } = card
  if (asked) return <p role="status">{told}</p>
  return (
    <KeyButton press={actions.askForCard} noAnswer={refusals.noAnswer} hint={why}>
      {action}
    </KeyButton>
  )
}
