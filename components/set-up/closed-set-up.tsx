import { PageHeader } from '@/components/ui/page'

export type ClosedBecause = 'unknown' | 'used' | 'expired' | 'withdrawn' | 'over'

const words: Record<ClosedBecause, { title: string; state: string }> = {
  unknown: {
    title: 'This opens no set-up',
    state:
      'Open the link in your e-mail, in the browser in which you opened it first. If that is not possible, ask for a new one.',
  },
  used: {
    title: 'This link was used already',
    state:
      'It works once, in the browser in which it was opened. If that was not you, tell whoever invited you; they can withdraw it and send another.',
  },
  expired: {
    title: 'This link has run out',
    state: 'It worked for 7 days. Ask whoever invited you for a new one.',
  },
  withdrawn: {
    title: 'This invitation was withdrawn',
    state: 'Nothing is left for you to do. What you did before stays.',
  },
  over: {
    title: 'The set-up is done',
    state: 'Entra sends people to Sequr. Nothing is left for you to do; thank you.',
  },
}

/** In plain words, and without saying whose set-up it was. */
export function ClosedSetUp({ because }: { because: ClosedBecause }) {
  const { title, state } = words[because]
  return <PageHeader title={title} state={state} />
}
