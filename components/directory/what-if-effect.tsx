import { Minus, Plus } from 'lucide-react'
import type { WhatIfPlace, WhatIfResult } from '@/lib/access/schemas'
import type { ActionResult } from '@/lib/kernel/result'

/** What would come and go, property by property. */
export function WhatIfEffect({ result }: { result: ActionResult<WhatIfResult> | undefined }) {
  if (result === undefined) {
    return <p className="text-ink-soft">These are today’s values.</p>
  }
  if (!result.ok) return <p className="text-stopped">{result.message}</p>
  const { places, blocked } = result.value
  if (blocked !== null) return <p>{blocked}</p>
  if (places.length === 0) return <p>Nothing would change: the same doors, role and keys.</p>
  return (
    <ul className="grid gap-4">
      {places.map((place) => (
        <li key={place.propertyId} className="grid gap-1.5">
          <h3 className="font-semibold">{place.property}</h3>
          <ul className="grid gap-1">
            {linesOf(place).map((line) => (
              <EffectLine key={line.text} {...line} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

interface Line {
  sign: 'gain' | 'lose'
  text: string
}

function linesOf({ accessGroups, doors, role, key }: WhatIfPlace): Line[] {
  const lines: Line[] = [
    ...accessGroups.gained.map((name) => gain(`Access group ${name}`)),
    ...accessGroups.lost.map((name) => lose(`Access group ${name}`)),
    ...(doors.gained.length > 0 ? [gain(`Opens ${doors.gained.join(', ')}`)] : []),
    ...(doors.lost.length > 0 ? [lose(`No longer opens ${doors.lost.join(', ')}`)] : []),
  ]
  if (role?.after) lines.push(gain(`Role ${role.after}`))
  if (role?.before) lines.push(lose(`Role ${role.before}`))
  if (key === 'made') lines.push(gain('A mobile key, with its e-mail'))
  if (key === 'ended') lines.push(lose('The mobile key ends'))
  return lines
}

const gain = (text: string): Line => ({ sign: 'gain', text })
const lose = (text: string): Line => ({ sign: 'lose', text })

function EffectLine({ sign, text }: Line) {
  const Icon = sign === 'gain' ? Plus : Minus
  return (
    <li className="flex items-start gap-2">
      <Icon
        size={16}
        strokeWidth={2}
        aria-hidden
        className={`mt-0.5 shrink-0 ${sign === 'gain' ? 'text-gain' : 'text-lose'}`}
      />
      <span className="[overflow-wrap:anywhere]">
        <span className="sr-only">{sign === 'gain' ? 'Gains: ' : 'Loses: '}</span>
        {text}
      </span>
    </li>
  )
}
