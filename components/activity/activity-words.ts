import type { Lens } from '@/lib/activity/kinds'
import type { nounsOf, Period } from '@/lib/activity/schemas'

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
  email: 'E-mails',
  scim: 'Requests from Entra',
  group: 'Groups from Entra',
  organization: 'Organisation',
  place: 'Properties, doors, access groups, roles',
  rule: 'Rules',
  integration: 'Integration',
  token: 'Tokens',
  alert: 'Alerts',
  help: 'Help answers',
}

export const periodWords: Record<Period, string> = {
  all: 'Any time',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
}
