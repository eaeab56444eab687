import { LinkButton } from '@/components/ui/button'
import { Card, TextLink } from '@/components/ui/page'
import { Callout, type Tone } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { EntraCardView } from './integration-catalogue'

const tones: Record<string, Tone> = {
  Stopped: 'stopped',
  Quiet: 'attention',
  Healthy: 'healthy',
  'Waiting for first contact': 'waiting',
}

/** How the installed integration is, in a sentence and four numbers, and the way to its parts. */
export function EntraOverview({
  card,
  overview,
}: {
  card: EntraCardView
  overview: { people: number; active: number; matchNoRule: number; groups: number }
}) {
  const numbers = [
    { label: 'people from Entra', value: overview.people, href: '/employees' },
    { label: 'of them active', value: overview.active, href: '/employees' },
    { label: 'match no rule', value: overview.matchNoRule, href: '/employees?view=no_rule' },
    { label: 'groups', value: overview.groups, href: '/integrations/azure/rules' },
  ]
  return (
    <div className="grid gap-6">
      {card.status && (
        <Callout tone={tones[card.status.word] ?? 'neutral'} title={`${card.status.word}.`}>
          {card.status.sentence}{' '}
          {card.lastContactAt && (
            <>
              Entra last called <Time at={card.lastContactAt} />.
            </>
          )}
        </Callout>
      )}
      <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {numbers.map((number) => (
          <li key={number.label}>
            <Card>
              <p className="text-figure font-semibold tabular-nums">{number.value}</p>
              <p className="text-small">
                <TextLink href={number.href}>{number.label}</TextLink>
              </p>
            </Card>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <LinkButton href="/integrations/azure/rules" tone="primary">
          Rules
        </LinkButton>
        <LinkButton href="/integrations/azure/token">Tokens</LinkButton>
        <LinkButton href="/integrations/azure/settings">Settings</LinkButton>
        <LinkButton href="/integrations/azure/install/set-up">Set up Azure</LinkButton>
        <LinkButton href="/activity?lens=sync">Requests from Entra</LinkButton>
      </div>
    </div>
  )
}
