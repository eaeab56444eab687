// Stands in for the mail provider: takes every e-mail that the server sends and delivers none.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'

/** @param {string} address where the server is told to find its provider */
export function startMailProvider(address) {
  const { hostname, port } = new URL(address)
  createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ id: randomUUID() }))
    })
  })
    .listen(Number(port), hostname)
    .unref()
}
