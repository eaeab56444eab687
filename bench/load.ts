import { readFileSync } from 'node:fs'
import { Agent, request as open } from 'node:http'
import type { BenchRequest } from './kinds'

const CLOCK_TICKS_PER_SECOND = 100
const CONNECTIONS = 8

/** A client that sends to one server, with its tokens in turn. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  private sent = 0

  constructor(
    private readonly port: number,
    private readonly tokens: string[],
  ) {}

  /** Throws unless the status is the expected one: a refusal is cheap and would look fast. */
  async send({ method, path, body }: BenchRequest, expected: number): Promise<void> {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const token = this.tokens[this.sent++ % this.tokens.length]
    const { status, answer } = await new Promise<{ status: number; answer: string }>(
      (resolve, reject) => {
        const outgoing = open({
          agent: this.agent,
          host: '127.0.0.1',
          port: this.port,
          method,
          path: `/scim/v2${path}`,
          headers: {
            authorization: `Bearer ${token}`,
            ...(text === undefined
              ? {}
              : {
                  'content-type': 'application/scim+json',
                  'content-length': Buffer.byteLength(text),
                }),
          },
        })
        outgoing.once('error', reject).once('response', (incoming) => {
          let said = ''
          incoming.setEncoding('utf8').on('data', (chunk: string) => {
            said += chunk
          })
          incoming.once('error', reject)
          incoming.once('end', () => resolve({ status: incoming.statusCode ?? 0, answer: said }))
        })
        outgoing.end(text)
      },
    )
    if (status !== expected) throw new Error(`${method} ${path} was answered ${status} ${answer}`)
  }

  close(): void {
    this.agent.destroy()
  }
}

/** Runs `work` for `from` up to `to`, so many at once. */
export async function inParallel(
  { from, to }: { from: number; to: number },
  work: (n: number) => Promise<void>,
): Promise<void> {
  let next = from
  const worker = async () => {
    while (next < to) await work(next++)
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
}

/** Seconds of CPU that a process has used so far, in user and system mode (proc_pid_stat(5)). */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the command in brackets, which may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_SECOND
}
