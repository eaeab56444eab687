import type { CSSProperties } from 'react'

/** A person's initials on a tint that follows from the name, so that it is always the same. */
export function Initials({ name, size = 28 }: { name: string; size?: number }) {
  const look: CSSProperties & { '--hue': number } = {
    '--hue': hueOf(name),
    width: size,
    height: size,
    fontSize: Math.round(size * 0.4),
  }
  return (
    <span
      aria-hidden
      style={look}
      className="tint inline-flex shrink-0 items-center justify-center rounded-full leading-none font-semibold select-none"
    >
      {initialsOf(name)}
    </span>
  )
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const first = words[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase()
}

function hueOf(name: string): number {
  let hash = 0
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360
  return hash
}
