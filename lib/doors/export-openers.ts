import { stringify } from 'csv-stringify/sync'
import type { Context } from '@/db/context'
import { doorAnswerSentence } from '@/lib/kernel/door-answers'
import { hoursText } from '@/lib/kernel/opening-hours'
import type { Opener, OpenerGrant } from './schemas'
import { allOpeners, readDoor } from './who-opens'

export interface DoorExport {
  fileName: string
  csv: string
}

/** The list as a table for spreadsheets. Undefined when there is no such door. */
export async function exportOpeners(
  ctx: Context,
  input: { doorId: string; q: string },
): Promise<DoorExport | undefined> {
  const door = await readDoor(ctx, input)
  if (!door) return undefined
  const people = await allOpeners(ctx, input)
  const csv = stringify(people.map(lineOf), {
    header: true,
    columns,
    // A name that begins with = would be a formula in a spreadsheet.
    escape_formulas: true,
    bom: true,
  })
  const day = ctx.now.toISOString().slice(0, 10)
  return { fileName: `${slug(door.property.name)}-${slug(door.name)}-${day}.csv`, csv }
}

const columns = [
  { key: 'name', header: 'Person' },
  { key: 'email', header: 'E-mail' },
  { key: 'opens', header: 'Opens' },
  { key: 'reason', header: 'Reason' },
  { key: 'carries', header: 'Device or card' },
  { key: 'through', header: 'Through' },
  { key: 'hours', header: 'Hours' },
  { key: 'since', header: 'Since (UTC)' },
  { key: 'until', header: 'Until (UTC)' },
]

function lineOf(person: Opener) {
  const since = person.grants.map((grant) => grant.since.getTime())
  const ends = person.grants.map((grant) => grant.until)
  const last = ends.includes(null) ? null : Math.max(...ends.map((end) => end?.getTime() ?? 0))
  return {
    name: person.name,
    email: person.email ?? '',
    opens: person.answer === 'open' ? 'yes' : 'no',
    reason: doorAnswerSentence(person.answer),
    carries: person.card === null ? (person.device ?? '') : `card …${person.card}`,
    through: person.grants.map(throughOf).join('; '),
    hours: [...new Set(person.grants.map((grant) => hoursText(grant.hours)))].join('; '),
    since: new Date(Math.min(...since)).toISOString(),
    until: last === null ? '' : new Date(last).toISOString(),
  }
}

function throughOf({ accessGroup, source, rules, givenBy }: OpenerGrant): string {
  if (source === 'hand') return `${accessGroup} by hand${givenBy ? ` (${givenBy})` : ''}`
  return rules.length > 0 ? `${accessGroup} by rule ${rules.join(', ')}` : accessGroup
}

/** Letters and digits of a name, so that no system stumbles over the file. */
function slug(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^a-zA-Z0-9]+/g, '-')
  return plain.replace(/^-+|-+$/g, '').toLowerCase() || 'door'
}
