import type { Lens } from '@/lib/activity/kinds'
import type { EntryTab, nounsOf, OutcomeFilter, Period } from '@/lib/activity/schemas'

type Noun = (typeof nounsOf)[Lens][number]

export const lensWords: Record<Lens, string> = {
  people: 'People',
  sync: 'Sync',
  changes: 'Changes by admins',
}

export const nounWords: Record<Noun, string> = {
  employee: 'Added, changed, deactivated',
  access: 'Access given or taken',
  role: 'Roles',
  key: 'Mobile keys',
  card: 'Cards',
  door: 'Doors opened or refused',
  email: 'E-mails',
  scim: 'Requests from Entra',
  group: 'Groups from Entra',
  organization: 'Organisation',
  place: 'Properties, doors, access groups, roles',
  rule: 'Rules',
  integration: 'Integration',
  token: 'Tokens',
  alert: 'Alerts',
  controller: 'Door controllers',
  inbox: 'Needs you',
  export: 'Exports',
  help: 'Help answers',
}

export const periodWords: Record<Period, string> = {
  all: 'Any time',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  custom: 'Chosen days',
}

export const outcomeFilterWords: Record<OutcomeFilter, string> = {
  any: 'Any result',
  done: 'Done',
  refused: 'Refused',
  failed: 'Failed',
}

export const actorWords = {
  scim: 'Microsoft Entra ID',
  system: 'Sequr',
  person: 'The person themselves',
  guest: 'A colleague, by a set-up link',
} as const

export const tabWords: Record<EntryTab, string> = {
  happened: 'What happened',
  why: 'Why',
  changes: 'Before and after',
  technical: 'Technical',
}
