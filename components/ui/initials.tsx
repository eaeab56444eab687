/** A person's initials on a tint that follows from the name, so that it is always the same. */
export function Initials({ name, size = 28 }: { name: string; size?: number }) {
  const hue = hueOf(name)
  return (
    <span
      aria-hidden
      style={{
        width: size,
        height: size,
        background: `light-dark(oklch(0.92 0.045 ${hue}), oklch(0.32 0.05 ${hue}))`,
        color: `light-dark(oklch(0.38 0.09 ${hue}), oklch(0.88 0.06 ${hue}))`,
      }}
      className="inline-flex shrink-0 items-center justify-center rounded-full text-[11px] font-semibold select-none"
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
