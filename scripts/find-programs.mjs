// Where the programs that no npm package brings are found. Builtins only: it runs before `npm ci`.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Folders that hold one folder a version of Postgres, as Debian, Red Hat and Homebrew lay them out. */
const POSTGRES_FOLDERS = [
  { root: '/usr/lib/postgresql', named: /^\d/ },
  { root: '/usr', named: /^pgsql-/ },
  { root: '/opt/homebrew/opt', named: /^postgresql@/ },
  { root: '/usr/local/opt', named: /^postgresql@/ },
]

/** A Chromium of the system, or undefined where Playwright's own has to do. */
export function findBrowser() {
  const candidates = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : BROWSERS
  return candidates.find((file) => existsSync(file))
}

/** The folder that holds `initdb` and `postgres`, of the newest version there is. */
export function findPostgres() {
  const versions = POSTGRES_FOLDERS.flatMap(({ root, named }) =>
    list(root)
      .filter((name) => named.test(name))
      .sort((left, right) => versionOf(right) - versionOf(left))
      .map((name) => path.join(root, name, 'bin')),
  )
  const onPath = (process.env.PATH ?? '').split(path.delimiter)
  return [...versions, ...onPath].find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(path.join(folder, name))),
  )
}

function versionOf(name) {
  return Number.parseFloat(name.replace(/^\D+/, ''))
}

function list(folder) {
  return existsSync(folder) ? readdirSync(folder) : []
}
