import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import next from 'next'
import { env } from '@/lib/platform/env'
import { describeError, log } from '@/lib/platform/log'
import { getScimService } from '@/lib/provisioning/route'
import { destinationOf } from './destination'
import { sendAnswer, toCall } from './serve-scim'

/**
 * The self-hosted server: the SCIM service and Next on one port, in one process, over one database.
 * A route handler costs half a millisecond of CPU before our code begins; SCIM, which Entra calls
 * all day, is therefore served beside Next. On Vercel the route files of `app/scim` do the same.
 */
const port = Number(process.env.PORT || 3000)
/** Longer than the idle time of the usual load balancers, so that it is they who close first. */
const KEEP_ALIVE_MS = 65_000
/** What a request under way is given to finish when the server is told to end. */
const FINISH_MS = 10_000
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }

const app = next({ dev: false, port, hostname: 'localhost' })
// Runs instrumentation.ts, which checks the environment, opens the database and starts due work.
await app.prepare()
const service = await getScimService()
const { scimHost } = env()
const handleByNext = app.getRequestHandler()

const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
  const sent = { url: request.url ?? '', host: request.headers.host }
  const { by, path } = destinationOf(sent, scimHost)
  if (by === 'next') request.url = path
  const done = by === 'scim' ? serve(path, request, response) : handleByNext(request, response)
  done.catch((error: unknown) => {
    log.error('a request failed', describeError(error))
    response.destroy()
  })
})
server.once('error', (error: NodeJS.ErrnoException) => {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is in use. Stop what uses it, or choose another: PORT=3001 npm start.`
      : `The server could not listen on port ${port} (${error.code}).`,
  )
  process.exit(1)
})
server.listen(port, () => console.log(`Ready on http://localhost:${port}`))
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void end(EXIT_CODES[signal]))
}

async function serve(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  sendAnswer(request, response, await service.answer(toCall(request, path)))
}

/** Answers what is under way, does what was left for after an answer, writes the request log. */
async function end(code: number): Promise<void> {
  const late = setTimeout(() => server.closeAllConnections(), FINISH_MS)
  await new Promise((resolve) => server.close(resolve))
  clearTimeout(late)
  await app.close()
  await service.flush()
  process.exit(code)
}
