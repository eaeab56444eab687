import { Building } from 'lucide-react'
import { Button, LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/page'
import { SearchField } from '@/components/ui/search-field'
import { EmptyState } from '@/components/ui/states'
import { StatusBadge, type Tone } from '@/components/ui/status'
import { Time } from '@/components/ui/time'

export interface EntraCardView {
  state: 'available' | 'started' | 'installed'
  startedBy: string | null
  startedAt: Date | null
  tenantName: string | null
  lastContactAt: Date | null
  status: { word: string; sentence: string } | null
}

const NAMES = 'microsoft entra id azure ad active directory scim'
const tones: Record<string, Tone> = {
  Stopped: 'stopped',
  Quiet: 'attention',
  Healthy: 'healthy',
  'Waiting for first contact': 'waiting',
}

/** Connected and available integrations; "azure", "entra" and "microsoft" all find the one (D11). */
export function IntegrationCatalogue({
  card,
  query,
  mayInstall,
}: {
  card: EntraCardView
  query: string
  mayInstall: boolean
}) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const found = words.every((word) => NAMES.includes(word))
  return (
    <div className="grid gap-6">
      <SearchField label="Search integrations" value={query} />
      {found ? (
        <section aria-labelledby="group" className="grid gap-3">
          <h2 id="group" className="text-large font-semibold">
            {card.state === 'installed' ? 'Connected' : 'Available'}
          </h2>
          <div className="grid gap-4 md:grid-cols-2">
            <EntraCard card={card} mayInstall={mayInstall} />
          </div>
        </section>
      ) : (
        <EmptyState
          title={`No integration called “${query}”.`}
          action={<LinkButton href="/integrations">Clear search</LinkButton>}
        >
          Microsoft Entra ID (Azure AD) is the one that is here today.
        </EmptyState>
      )}
    </div>
  )
}

function EntraCard({ card, mayInstall }: { card: EntraCardView; mayInstall: boolean }) {
  return (
    <Card className="grid gap-3">
      <div className="flex items-start gap-3">
        <Building size={28} strokeWidth={1.5} className="shrink-0 text-accent" aria-hidden />
        <div className="grid gap-0.5">
          <h3 className="font-semibold">Microsoft Entra ID (Azure AD)</h3>
          <p className="text-ink-soft">Add and remove people in Microsoft. Their doors follow.</p>
        </div>
      </div>
      {card.status && (
        <div className="grid gap-1">
          <p>
            <StatusBadge tone={tones[card.status.word] ?? 'neutral'}>
              {card.status.word}
            </StatusBadge>
          </p>
          <p className="text-small text-ink-soft">
            {card.tenantName}. {card.status.sentence}
            {card.lastContactAt && (
              <>
                {' '}
                Last heard <Time at={card.lastContactAt} />.
              </>
            )}
          </p>
        </div>
      )}
      {card.state === 'started' && card.startedAt && (
        <p className="text-small text-ink-soft">
          {card.startedBy} started the set-up <Time at={card.startedAt} />. Everything is kept.
        </p>
      )}
      <EntraActions card={card} mayInstall={mayInstall} />
    </Card>
  )
}

function EntraActions({ card, mayInstall }: { card: EntraCardView; mayInstall: boolean }) {
  if (card.state === 'installed') {
    return (
      <div>
        <LinkButton href="/integrations/azure" tone="primary">
          Manage
        </LinkButton>
      </div>
    )
  }
  if (!mayInstall) {
    return (
      <div className="grid justify-items-start gap-1">
        <Button disabledReason="Only Global Admins can install.">Install</Button>
        <p className="text-small text-ink-soft">Only Global Admins can install.</p>
      </div>
    )
  }
  return (
    <div>
      <LinkButton href="/integrations/azure/install" tone="primary">
        {card.state === 'started' ? 'Continue set-up' : 'Install'}
      </LinkButton>
    </div>
  )
}
