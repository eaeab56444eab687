'use client'

import { Checkbox } from '@/components/ui/choices'

export interface Warn {
  /** Whoever makes the token is warned in any case. */
  you: string
  /** Who gets alerts today; nobody chosen means every Global Admin. */
  chosen: string[]
  administrators: { id: string; name: string; role: string }[]
}

/** You and those who get alerts already, else the next administrator: one alone may be away. */
export function warnedAtFirst({ you, chosen, administrators }: Warn): string[] {
  const others = administrators.filter(({ id }) => id !== you)
  const already = others.filter(({ id }) => chosen.includes(id))
  return [you, ...(already.length > 0 ? already : others.slice(0, 1)).map(({ id }) => id)]
}

/** You and one other at least, where there is another (product.md 3.2, step 2). */
export function WarnWhom({
  warn: { you, administrators },
  warned,
  onChange,
}: {
  warn: Warn
  warned: string[]
  onChange: (warned: string[]) => void
}) {
  const others = administrators.filter(({ id }) => id !== you)
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-small font-medium">
        Who is warned by e-mail before it runs out
      </legend>
      <p className="text-small text-ink-soft">
        {others.length > 0
          ? 'You are, and one other person at least. They get the other alerts too; that can be changed under E-mails, Settings.'
          : 'You alone are, because you are the only administrator.'}
      </p>
      {others.map(({ id, name, role }) => (
        <Checkbox
          key={id}
          label={`${name}, ${role}`}
          checked={warned.includes(id)}
          onCheckedChange={(checked) =>
            onChange(checked ? [...warned, id] : warned.filter((one) => one !== id))
          }
        />
      ))}
    </fieldset>
  )
}
