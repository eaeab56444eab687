import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

/**
 * A throw-away Postgres on a free port of this machine, for tests of locks and races. Postgres
 * refuses to run as root, so root hands it to the system's postgres user, or to nobody.
 */
export async function startPostgres() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sequr-postgres-'))
  const owner = process.getuid?.() === 0 ? unprivilegedUser() : undefined
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const bin = programs()
  const port = await freePort()
  const data = path.join(folder, 'data')
  const as = { cwd: folder, stdio: 'ignore', ...owner }
  execFileSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'sequr', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    as,
  )
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off -c synchronous_commit=off -c max_connections=300`
  execFileSync(
    path.join(bin, 'pg_ctl'),
    ['-D', data, '-w', '-t', '30', '-o', settings, '-l', path.join(folder, 'log'), 'start'],
    as,
  )
  execFileSync(
    path.join(bin, 'createdb'),
    ['-h', '127.0.0.1', '-p', String(port), '-U', 'sequr', 'sequr'],
    as,
  )
  const stop = () => {
    spawnSync(path.join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], as)
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: `postgres://sequr@127.0.0.1:${port}/sequr`, stop }
}

function programs() {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root)
    ? readdirSync(root).filter((one) => existsSync(`${root}/${one}/bin/initdb`))
    : []
  const newest = versions.sort((left, right) => Number(right) - Number(left))[0]
  if (newest) return `${root}/${newest}/bin`
  return path.dirname(execFileSync('which', ['initdb'], { encoding: 'utf8' }).trim())
}

function unprivilegedUser() {
  for (const name of ['postgres', 'nobody']) {
    const id = (flag) => spawnSync('id', [flag, name], { encoding: 'utf8' })
    if (id('-u').status === 0) return { uid: Number(id('-u').stdout), gid: Number(id('-g').stdout) }
  }
  throw new Error('Postgres cannot run as root, and there is no user postgres or nobody to run it.')
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
