import { spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { findPostgres } from './find-programs.mjs'

const HOST = '127.0.0.1'
const USER = 'sequr'
const READY_MS_MAX = 30_000
const STOP_MS_MAX = 10_000
const READY = 'ready to accept connections'
/** Debian's is compiled in; a Mac has no C locale that knows letters beyond ASCII. */
const LOCALE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
const SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: '300',
  // Nothing here outlives the run, so nothing has to reach the disk.
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
}

/**
 * A throw-away Postgres on a free port of this machine, for tests of locks and races. `stop` ends it
 * and removes its folder. Throws with what Postgres said where it cannot be started.
 */
export async function startPostgres() {
  const programs = findPostgres()
  if (!programs)
    throw new Error('Postgres is not installed. Run node scripts/setup.mjs --for-tests.')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sequr-postgres-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const as = { cwd: folder, ...ownerOf(folder) }
    const data = path.join(folder, 'data')
    createCluster(path.join(programs, 'initdb'), { data, as })
    const port = await freePort()
    const server = await startServer(path.join(programs, 'postgres'), { data, port, as })
    const stop = async () => {
      await endServer(server)
      remove()
    }
    return { url: `postgres://${USER}@${HOST}:${port}/postgres`, stop }
  } catch (error) {
    remove()
    throw error
  }
}

/** Postgres refuses to run as root, so root hands the folder to a user that owns nothing else. */
function ownerOf(folder) {
  if (process.getuid?.() !== 0) return {}
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const users = lines.map((line) => line.split(':'))
  const user = ['postgres', 'nobody']
    .map((name) => users.find(([known]) => known === name))
    .find((found) => found !== undefined)
  if (!user)
    throw new Error('Postgres does not run as root, and there is no user postgres or nobody.')
  const [uid, gid] = [Number(user[2]), Number(user[3])]
  chownSync(folder, uid, gid)
  return { uid, gid }
}

function createCluster(initdb, { data, as }) {
  const args = ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-sync']
  const { status, stderr } = spawnSync(initdb, [...args, `--locale=${LOCALE}`, '--lc-messages=C'], {
    encoding: 'utf8',
    ...as,
  })
  if (status !== 0) throw new Error(`initdb did not succeed. ${stderr ?? ''}`)
}

function startServer(postgres, { data, port, as }) {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(postgres, ['-D', data, '-p', String(port), ...settings], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...as,
  })
  return new Promise((resolve, reject) => {
    let said = ''
    const refuse = () => reject(new Error(`Postgres did not start. ${said}`))
    const late = setTimeout(() => server.kill('SIGKILL'), READY_MS_MAX)
    server.once('error', refuse).once('exit', refuse)
    server.stderr.setEncoding('utf8').on('data', (chunk) => {
      if (said.includes(READY)) return
      said += chunk
      if (!said.includes(READY)) return
      clearTimeout(late)
      server.off('exit', refuse)
      resolve(server)
    })
  })
}

/** SIGINT is Postgres's fast shutdown: it ends the connections that tests left open. */
function endServer(server) {
  if (server.exitCode !== null || server.signalCode !== null) return
  const late = setTimeout(() => server.kill('SIGKILL'), STOP_MS_MAX)
  return new Promise((resolve) => {
    server.once('exit', resolve).kill('SIGINT')
  }).finally(() => clearTimeout(late))
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject)
    probe.listen(0, HOST, () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
