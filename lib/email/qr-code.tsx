import { encode } from 'uqr'

/** Wide enough that a phone reads it from a screen an arm away. */
const MODULE_PX = 4
/** Light modules around the code; the standard asks for four. */
const QUIET_ZONE = 4

/**
 * A QR code drawn as a table, so that it is seen with images off and nothing is fetched to show
 * it. Black on white in the dark too, because many cameras read no inverted code. Neighbours of
 * one colour share a cell: a mailbox cuts an e-mail off at about 100 kB.
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'L', border: QUIET_ZONE })
  return (
    <table
      role="img"
      aria-label={label}
      data-skip-in-text="true"
      cellPadding={0}
      cellSpacing={0}
      width={size * MODULE_PX}
      style={{ tableLayout: 'fixed', background: '#ffffff', fontSize: 0, lineHeight: 0 }}
    >
      <tbody>
        {data.map((row, y) => (
          <tr key={y} style={{ height: MODULE_PX }}>
            {/* The first row is quiet zone; cell by cell, it gives every column its width. */}
            {(y === 0 ? row.map((dark) => ({ dark, length: 1 })) : runsOf(row)).map(
              ({ dark, length }, x) => (
                <td
                  key={x}
                  {...(length > 1 ? { colSpan: length } : {})}
                  {...(y === 0 ? { width: MODULE_PX } : {})}
                  {...(dark ? { style: { background: '#000000' } } : {})}
                />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface Run {
  dark: boolean
  length: number
}

function runsOf(row: boolean[]): Run[] {
  const runs: Run[] = []
  for (const dark of row) {
    const last = runs.at(-1)
    if (last?.dark === dark) last.length += 1
    else runs.push({ dark, length: 1 })
  }
  return runs
}
