import type { Metadata } from 'next'
import { KeyContent } from '@/components/keys/key-content'
import { LiveKey } from '@/components/keys/live-key'
import { keySpeech } from '@/components/keys/words/speech'
import { PlainShell } from '@/components/layout/plain-shell'
import { visitOf } from '@/lib/invitations/find-invitation'
import { versionOf } from '@/lib/invitations/key-pulse'
import { keyUrl } from '@/lib/invitations/link-token'
import { readKeyPage } from '@/lib/invitations/read-key-page'
import {
  askForCardInstead,
  continueWithKey,
  nameThisPhone,
  renewKeyLink,
  reportKeyLost,
} from './actions'
import { deviceSecrets } from './device-cookie'
import { keyLanguage } from './key-language'

type Props = { params: Promise<{ token: string }> }

export const dynamic = 'force-dynamic'

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { token } = await params
  const { title } = keySpeech(await keyLanguage(token)).words
  return {
    title,
    referrer: 'no-referrer',
    robots: { index: false, follow: false },
    manifest: `/key/${token}/manifest.webmanifest`,
    icons: { icon: '/icon.svg', apple: '/key-icon-180.png' },
    appleWebApp: { capable: true, title },
  }
}

export default async function KeyPage({ params }: Props) {
  const { token } = await params
  const { own, others } = await deviceSecrets(token)
  const visit = await visitOf(token)
  const page = await readKeyPage(visit, own, others)
  const language = await keyLanguage(token)
  return (
    <PlainShell foot={keySpeech(language).words.foot}>
      <LiveKey
        pulse={`/key/${token}/state`}
        version={versionOf(page)}
        asOf={visit.now.toISOString()}
      >
        <KeyContent
          page={page}
          language={language}
          address={keyUrl(token)}
          actions={{
            activate: continueWithKey.bind(null, token),
            renew: renewKeyLink.bind(null, token),
            askForCard: askForCardInstead.bind(null, token),
            namePhone: nameThisPhone.bind(null, token),
            reportLost: reportKeyLost.bind(null, token),
          }}
        />
      </LiveKey>
    </PlainShell>
  )
}
