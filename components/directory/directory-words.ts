import type { Tone } from '@/components/ui/status'
import type { EmployeeStatus, EmployeeView, KeyState } from '@/lib/directory/schemas'

export const viewWords: Record<EmployeeView, string> = {
  all: 'All',
  new: 'New this week',
  no_access: 'No access',
  no_rule: 'Matches no rule',
  key_waiting: 'Key not picked up',
  deactivated: 'Deactivated',
  needs_you: 'Needs you',
}

export const statusWords: Record<EmployeeStatus, { word: string; tone: Tone }> = {
  active: { word: 'Active', tone: 'healthy' },
  held: { word: 'Held', tone: 'stopped' },
  conflict: { word: 'Conflict', tone: 'attention' },
  second_account: { word: 'Second account', tone: 'neutral' },
  deactivated: { word: 'Deactivated', tone: 'neutral' },
  deleted: { word: 'Deleted in Entra', tone: 'neutral' },
}

export const keyWords: Record<KeyState, { word: string; tone: Tone }> = {
  waiting: { word: 'Waiting to send', tone: 'waiting' },
  sent: { word: 'Sent', tone: 'waiting' },
  delivered: { word: 'Delivered', tone: 'waiting' },
  opened: { word: 'Opened', tone: 'waiting' },
  active: { word: 'Active', tone: 'healthy' },
  suspended: { word: 'Suspended', tone: 'stopped' },
  bounced: { word: 'Bounced', tone: 'attention' },
  expired: { word: 'Expired', tone: 'attention' },
  revoked: { word: 'Revoked', tone: 'stopped' },
}

/** `Ana, Ben and Cem`; with more people than names, `Ana, Ben, Cem and 4 more`. */
export function nameList(names: string[], total = names.length): string {
  const rest = total - names.length
  if (rest > 0) return `${names.join(', ')} and ${rest} more`
  if (names.length < 2) return names[0] ?? ''
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
