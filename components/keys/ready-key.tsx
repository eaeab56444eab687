import { DoorOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { QrCode } from '@/components/ui/qr-code'
import type { KeyPage } from '@/lib/invitations/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { KeyButton } from './key-button'
import { KeyPlaces, WhomToAsk } from './key-places'
import type { KeySpeech } from './words/speech'

type Ready = Extract<KeyPage, { kind: 'ready' }>

/** Before Continue: who sent it, what it opens, what to do and why. */
export function ReadyKey({
  page,
  speech,
  address,
  press,
  card,
}: {
  page: Ready
  speech: KeySpeech
  address: string
  press: () => Promise<ActionResult>
  card: ReactNode
}) {
  const words = speech.words.ready
  const timeZone = page.places[0]?.timeZone ?? 'UTC'
  return (
    <div className="grid gap-8">
      <div className="grid gap-4">
        <DoorOpen size={44} strokeWidth={1.5} className="text-accent" aria-hidden />
        <div className="grid gap-1">
          <h1 className="text-title font-semibold">{words.title(page.name)}</h1>
          <p className="text-ink-soft">{words.sender(page.organization)}</p>
        </div>
      </div>
      <OnComputer address={address} speech={speech} />
      <KeyPlaces places={page.places} speech={speech} />
      <Steps email={page.email} speech={speech} />
      <div className="grid gap-2">
        <KeyButton
          tone="primary"
          press={press}
          noAnswer={speech.words.refusals.noAnswer}
          hint={words.once}
        >
          {words.action}
        </KeyButton>
        <p className="text-body text-ink-soft">
          {words.until(speech.moment(page.worksUntil, timeZone))}
        </p>
      </div>
      {card}
      <WhomToAsk places={page.places} organization={page.organization} speech={speech} />
      <p className="text-body text-ink-soft">{words.unexpected}</p>
    </div>
  )
}

/** For whoever reads the e-mail at a desk: the same page, on the phone. */
function OnComputer({ address, speech }: { address: string; speech: KeySpeech }) {
  const { title, text, alt } = speech.words.computer
  return (
    <section
      aria-labelledby="computer"
      className="hidden grid-cols-[auto_1fr] items-center gap-4 rounded-base border bg-raised p-4 lg:grid"
    >
      <QrCode text={address} label={alt} />
      <div className="grid gap-1">
        <h2 id="computer" className="font-semibold">
          {title}
        </h2>
        <p className="text-body text-ink-soft">{text}</p>
      </div>
    </section>
  )
}

function Steps({ email, speech }: { email: string | null; speech: KeySpeech }) {
  const { title, list, phonesTitle, iphone, android } = speech.words.steps
  const phones = [
    { id: 'iphone', name: 'iPhone', ...iphone },
    { id: 'android', name: 'Android', ...android },
  ]
  return (
    <section aria-labelledby="steps" className="grid gap-3">
      <h2 id="steps" className="font-semibold">
        {title}
      </h2>
      <ol className="grid list-decimal gap-3 pl-6 marker:font-semibold">
        {list(email).map((step) => (
          <li key={step.what}>
            <p className="font-medium">{step.what}</p>
            <p className="text-body text-ink-soft">{step.why}</p>
          </li>
        ))}
      </ol>
      <ul aria-label={phonesTitle} className="grid gap-2 sm:grid-cols-2">
        {phones.map((phone) => (
          <li key={phone.id}>
            <a
              href={`#${phone.id}`}
              className="flex min-h-12 flex-col justify-center rounded-base border border-line-strong/50 bg-raised px-3 py-1.5 hover:bg-sunken"
            >
              <span className="font-medium">{phone.name}</span>
              <span className="text-body text-ink-soft">{phone.needs}</span>
            </a>
          </li>
        ))}
      </ul>
      <dl className="grid gap-1 text-body">
        {phones.map((phone) => (
          <div key={phone.id} id={phone.id} className="scroll-mt-4 target:bg-accent-soft">
            <dt className="inline font-medium">{phone.name}: </dt>
            <dd className="inline text-ink-soft">{phone.how}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
