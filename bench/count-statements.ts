import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What passed since it was last asked: statements, borders of transactions, and round trips. */
export interface Counts {
  statements: number
  borders: number
  roundTrips: number
}

const BORDER = /^(begin|commit|rollback|set transaction)/i
const TYPE_BYTES = 1
const HEADER_BYTES = 5

/**
 * Stands between a server and Postgres and counts what the server asks for, as the protocol tells
 * it: `Execute` and `Query` are statements, `Sync` and `Query` are waited for.
 */
export async function openCounter(target: URL) {
  let counts = nothing()
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const postgres = connect(Number(target.port), target.hostname)
    for (const socket of [client, postgres]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
      socket.setNoDelay(true)
    }
    const read = messageReader((type, text) => {
      const border = (type === 'Q' || type === 'P') && BORDER.test(text)
      if (type === 'Q' && border) counts.borders++
      else if (type === 'Q' || type === 'E') counts.statements++
      if (type === 'Q' || type === 'S') counts.roundTrips++
    })
    client.on('data', read)
    client.pipe(postgres).pipe(client)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(target)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    take(): Counts {
      const taken = counts
      counts = nothing()
      return taken
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const nothing = (): Counts => ({ statements: 0, borders: 0, roundTrips: 0 })

/** Cuts a client's bytes into messages; the first one, of starting up, has no type. */
function messageReader(onMessage: (type: string, text: string) => void) {
  let held = Buffer.alloc(0)
  let started = false
  return (chunk: Buffer) => {
    held = Buffer.concat([held, chunk])
    for (;;) {
      const typeBytes = started ? TYPE_BYTES : 0
      if (held.length < HEADER_BYTES) return
      const end = typeBytes + held.readUInt32BE(typeBytes)
      if (held.length < end) return
      if (started)
        onMessage(String.fromCharCode(held[0] ?? 0), held.toString('utf8', HEADER_BYTES, end))
      started = true
      held = held.subarray(end)
    }
  }
}
