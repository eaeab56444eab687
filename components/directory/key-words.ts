import type { EmployeeKey } from '@/lib/directory/schemas'

/** What an administrator can do about one key. */
export type KeyDeed = 'send_again' | 'copy_link' | 'replace_phone' | 'lift_suspension' | 'revoke'

/** What fits the key's state: a key on a phone is replaced, one that waits is sent again. */
export function deedsFor(key: EmployeeKey): KeyDeed[] {
  if (key.revokedAt) return []
  if (key.suspendedFor === 'hold') return ['revoke']
  if (key.suspendedAt) return ['lift_suspension', 'replace_phone', 'revoke']
  if (key.state === 'active') return ['replace_phone', 'revoke']
  return key.linkUntil ? ['send_again', 'copy_link', 'revoke'] : ['send_again', 'revoke']
}

interface DeedWords {
  label: string
  question: string
  consequence: string
  action: string
  done: string
  danger: boolean
}

export function deedWords(
  deed: Exclude<KeyDeed, 'copy_link'>,
  { name, key }: { name: string; key: EmployeeKey },
): DeedWords {
  const device = key.device ?? 'the old phone'
  switch (deed) {
    case 'send_again':
      return {
        label: 'Send again',
        question: `Send ${name} a new link?`,
        consequence:
          'One e-mail for every key that is not set up yet, at once. The older link stops working.',
        action: 'Send again',
        done: 'A new e-mail is on its way.',
        danger: false,
      }
    case 'replace_phone':
      return {
        label: 'Replace phone',
        question: `Replace the phone of ${name}?`,
        consequence: `Every key on ${device} ends now, at each property, and never comes back. New keys go out in one e-mail at once.`,
        action: 'Replace phone',
        done: 'The old phone opens nothing any more. A new e-mail is on its way.',
        danger: true,
      }
    case 'lift_suspension':
      return {
        label: 'It was found',
        question: `Switch the key of ${name} on again?`,
        consequence: `It was reported lost. Every key on ${device} opens doors again, at once. Ask ${name} first whether it really was found.`,
        action: 'Switch it on again',
        done: 'The key opens again.',
        danger: false,
      }
    case 'revoke':
      return {
        label: 'Revoke',
        question: `Revoke the key of ${name} for ${key.property}?`,
        consequence:
          'It opens no door from this moment on, and never again. The access itself stays: a new key can be sent. An e-mail says that it is switched off.',
        action: 'Revoke key',
        done: 'The key was revoked.',
        danger: true,
      }
  }
}
