import { readFileSync, writeFileSync } from 'node:fs'
import type { Counts } from './count-statements'
import { kinds } from './kinds'
import type { ServerName } from './servers'

export interface KindResult {
  /** Seconds of the server's CPU per 1,000 requests. */
  cpu: number
  perSecond: number
}

export interface Results {
  kinds: Record<
    string,
    { counts: Counts | undefined; servers: Partial<Record<ServerName, KindResult>> }
  >
  /** Share of a core that a steady stream takes. */
  steady: Partial<Record<ServerName, number>>
}

const README = 'bench/README.md'
const BEGIN = '<!-- results of npm run bench -->'
const END = '<!-- end of results -->'

/** Prints the tables; with `write` and every kind measured, keeps them in the README too. */
export function writeReport(results: Results, { write, only }: { write?: boolean; only?: string }) {
  const text = `${costs(results)}\n\n${steady(results)}\n`
  console.log(`\n${text}`)
  if (!write || only) return
  const readme = readFileSync(README, 'utf8')
  const [before] = readme.split(BEGIN)
  const [, after] = readme.split(END)
  if (after === undefined) throw new Error(`${README} has no place for results.`)
  writeFileSync(README, `${before}${BEGIN}\n\n${text}\n${END}${after}`)
}

function costs(results: Results): string {
  const rows = kinds.flatMap(({ name, target }) => {
    const found = results.kinds[name]
    if (!found) return []
    const { counts, servers } = found
    const cpu = (server: ServerName, most?: number) =>
      `${figure(servers[server]?.cpu)}${most === undefined ? '' : ` (${most})`}`
    const perSecond = (server: ServerName) => Math.round(servers[server]?.perSecond ?? 0)
    return [
      [
        name,
        `${counts?.statements ?? ''}${target ? ` (${target.statements})` : ''}`,
        counts?.roundTrips ?? '',
        cpu('floor'),
        cpu('selfHosted', target?.selfHosted),
        cpu('routeFiles', target?.routeFiles),
        `${perSecond('floor')} / ${perSecond('selfHosted')} / ${perSecond('routeFiles')}`,
      ],
    ]
  })
  const head = [
    'Request',
    'Statements (at most)',
    'Round trips',
    'CPU floor',
    'CPU self-hosted (at most)',
    'CPU route files (at most)',
    'Requests/s',
  ]
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function steady({ steady: shares }: Results): string {
  const of = (server: ServerName) => `${figure((shares[server] ?? 0) * 100)} %`
  return `25 requests/s, four reads to a write, use of one core: floor ${of('floor')}, self-hosted ${of('selfHosted')}, route files ${of('routeFiles')}.`
}

const figure = (value: number | undefined) => (value === undefined ? '' : value.toFixed(2))
