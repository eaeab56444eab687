import { stringify } from 'csv-stringify/sync'
import type { Context } from '@/db/context'
import { actorLabel } from '@/lib/kernel/actors'
import type { ActivityFilter, Reader } from './activity-filter'
import { describeActivity } from './describe'
import { countActivity, listActivity } from './list'
import { recordActivity } from './record'
import type { AnyActivityRow } from './schemas'

/** So many entries are in memory at once, however long the log is. */
const ROWS_PER_READ = 1_000

const columns = [
  'Time (UTC)',
  'What',
  'Who',
  'Property',
  'Result',
  'Kind',
  'Request id',
  'Entry id',
] as const

/** A quoted text that begins like a formula would be run by a spreadsheet (CWE-1236). */
const options = { escape_formulas: true, record_delimiter: '\r\n' } as const

/**
 * The entries that the filters mean, newest first, as a CSV file that is written while it is read. That it was taken, and
 * how much, is in the log before the first piece leaves.
 */
export async function exportActivity(
  ctx: Context,
  filter: ActivityFilter,
  reader: Reader,
): Promise<ReadableStream<Uint8Array>> {
  const rows = await countActivity(ctx, filter, reader)
  await recordActivity(ctx, [
    { kind: 'export.made', data: { what: 'The activity log', rows, filters: filterWords(filter) } },
  ])
  return streamOf(pieces(ctx, filter, reader))
}

/** Each piece is read when the one before it has left; who stops reading stops the reads. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}

async function* pieces(
  ctx: Context,
  filter: ActivityFilter,
  reader: Reader,
): AsyncGenerator<string> {
  // Spreadsheets read UTF-8 as such only behind its mark.
  yield `\uFEFF${stringify([[...columns]], options)}`
  let page: string | null = ''
  while (page !== null) {
    const read = await listActivity(ctx, { ...filter, page }, reader, ROWS_PER_READ)
    if (read.rows.length > 0) yield stringify(read.rows.map(lineOf), options)
    page = read.next
  }
}

function lineOf(entry: AnyActivityRow): string[] {
  return [
    entry.at.toISOString(),
    describeActivity(entry.kind, entry.data),
    actorLabel(entry.actor),
    entry.property?.name ?? '',
    entry.kind === 'scim.request' ? String(entry.data.status) : '',
    entry.kind,
    entry.requestId ?? '',
    entry.id,
  ]
}

/** Which filters were set, without what somebody searched for: that may be a person's name. */
function filterWords(filter: ActivityFilter): string {
  const { timeZone: _zone, page: _page, ...asked } = filter
  const set = Object.entries(asked)
    .filter(([, value]) => value !== '' && value !== 'all' && value !== 'any')
    .map(([name, value]) => (name === 'q' ? 'a text' : `${name} ${value}`))
  return set.length > 0 ? `filtered by ${set.join(', ')}` : 'without a filter'
}
