import type { KeyPage } from '@/lib/invitations/schemas'
import { ActiveKey } from './active-key'
import { ClosedKey } from './closed-key'
import type { KeyActions } from './key-actions'
import { KeyButton } from './key-button'
import { keyWords } from './key-words'
import { ReadyKey } from './ready-key'
import { ReportLost } from './report-lost'

/** What an invited person sees, in plain words for each state of the key. */
export function KeyContent({
  page,
  address,
  actions,
}: {
  page: KeyPage
  /** Of this very page, for the phone beside a computer. */
  address: string
  actions: KeyActions
}) {
  switch (page.kind) {
    case 'unknown':
      return <ClosedKey title={keyWords.unknown.title}>{keyWords.unknown.text}</ClosedKey>
    case 'expired': {
      const { title, text, action, to } = keyWords.expired
      return (
        <ClosedKey
          title={title}
          actions={
            <>
              <KeyButton tone="primary" press={actions.renew} hint={to(page.email)}>
                {action}
              </KeyButton>
              <CardInstead asked={page.cardAsked} actions={actions} />
            </>
          }
        >
          {text}
        </ClosedKey>
      )
    }
    case 'replaced': {
      const { title, onItsWay, sent } = keyWords.replaced
      return <ClosedKey title={title}>{page.onItsWay ? onItsWay(page.email) : sent}</ClosedKey>
    }
    case 'taken':
      return (
        <ClosedKey
          title={keyWords.taken.title}
          actions={<ReportLost report={actions.reportLost} />}
        >
          {keyWords.taken.text(page.organization)}
        </ClosedKey>
      )
    case 'suspended':
      return (
        <ClosedKey title={keyWords.suspended[page.because].title} stopped>
          {keyWords.suspended[page.because].text(page.organization)}
        </ClosedKey>
      )
    case 'ended':
      return (
        <ClosedKey title={keyWords.ended.title} stopped>
          {keyWords.ended.text(page.organization)}
        </ClosedKey>
      )
    case 'ready':
      return (
        <ReadyKey
          page={page}
          address={address}
          press={actions.activate}
          card={<CardInstead asked={page.cardAsked} actions={actions} />}
        />
      )
    case 'active':
      return <ActiveKey page={page} lost={<ReportLost report={actions.reportLost} />} />
  }
}

function CardInstead({ asked, actions }: { asked: boolean; actions: KeyActions }) {
  const { action, why, asked: told } = keyWords.card
  if (asked) return <p role="status">{told}</p>
  return (
    <KeyButton press={actions.askForCard} hint={why}>
      {action}
    </KeyButton>
  )
}
