import { encode } from 'uqr'

/** Light modules around the code; the standard asks for four. */
const QUIET_ZONE = 4

/** A QR code as one path. Dark on light in the dark too, because many cameras read no inverted code. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE })
  const dark = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-40 rounded-base bg-scan-paper fill-scan-ink"
    >
      <path d={dark.join('')} />
    </svg>
  )
}
