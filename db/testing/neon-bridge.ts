import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { createWebSocketStream, WebSocketServer } from 'ws'

/**
 * What Neon's driver expects of its proxy: a WebSocket that carries the Postgres protocol. This
 * one leads to a Postgres of this machine, so that the driver is tested for real.
 */
export async function openNeonBridge(
  target: URL,
): Promise<{ address: string; close(): Promise<void> }> {
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    const postgres = connect(Number(target.port), target.hostname)
    const stream = createWebSocketStream(socket)
    stream.pipe(postgres).pipe(stream)
    const end = () => {
      postgres.destroy()
      socket.terminate()
    }
    for (const side of [postgres, stream]) side.on('error', end).on('close', end)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const close = async () => {
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
    await new Promise((resolve) => server.close(resolve))
  }
  return { address: `127.0.0.1:${port}`, close }
}
