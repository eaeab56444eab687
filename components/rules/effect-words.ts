import type { AccessEffect, ApplyAnswer, LossKind } from '@/lib/access/schemas'
import { counted, countedList } from '@/lib/kernel/words'

export type EffectTotals = Pick<AccessEffect, 'gain' | 'lose' | 'besides' | 'emails' | 'emailsHeld'>

/** "12 people gain, 3 lose, 16 keys end": what stands on every button that changes access. */
export function effectWords({ gain, lose, besides, emails, emailsHeld }: EffectTotals): string {
  const parts = [
    gain > 0 && counted(gain, 'person gains', 'people gain'),
    lose > 0 &&
      (gain > 0 ? counted(lose, 'loses', 'lose') : counted(lose, 'person loses', 'people lose')),
    besides.keysIssued > 0 && counted(besides.keysIssued, 'person gets', 'people get') + ' a key',
    besides.keysRevoked > 0 && counted(besides.keysRevoked, 'key ends', 'keys end'),
    besides.roles > 0 && counted(besides.roles, 'role changes', 'roles change'),
    emails > 0 && counted(emails, 'e-mail') + (emailsHeld ? ' held' : ''),
  ].filter((part) => part !== false)
  return parts.length > 0 ? parts.join(', ') : 'nobody gains or loses'
}

/** One effect of several properties together. */
export function sumEffects(effects: EffectTotals[]): EffectTotals {
  const sum = (pick: (effect: EffectTotals) => number) =>
    effects.reduce((total, effect) => total + pick(effect), 0)
  return {
    gain: sum((one) => one.gain),
    lose: sum((one) => one.lose),
    besides: {
      roles: sum((one) => one.besides.roles),
      keysIssued: sum((one) => one.besides.keysIssued),
      keysRevoked: sum((one) => one.besides.keysRevoked),
    },
    emails: sum((one) => one.emails),
    emailsHeld: effects.every((one) => one.emails === 0 || one.emailsHeld),
  }
}

const lossNames: Record<LossKind, string> = {
  access: 'access',
  key: 'their mobile key',
  role: 'their role for a lesser one',
}

/** "access or their mobile key": what people lose, one of them this and another that. */
export function lossWords(of: LossKind[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(
    of.map((kind) => lossNames[kind]),
  )
}

/** What an apply has done, in people and keys. */
export function appliedWords({
  people: { gained, lost, of },
  outcome: { keysIssued, keysRevoked },
}: Pick<Extract<ApplyAnswer, { kind: 'applied' }>, 'people' | 'outcome'>): string {
  const access = [
    gained > 0 && `${counted(gained, 'person', 'people')} gained access`,
    lost > 0 && `${counted(lost, 'person', 'people')} lost ${lossWords(of)}`,
  ].filter((part) => part !== false)
  const keys = countedList([
    [keysIssued, 'key was made', 'keys were made'],
    [keysRevoked, 'key ended', 'keys ended'],
  ])
  const sentences = [access.join(', '), keys].filter((one) => one !== '')
  return sentences.length > 0 ? `${sentences.join('. ')}.` : 'Nobody’s doors or keys changed.'
}
