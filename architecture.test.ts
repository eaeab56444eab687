import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = import.meta.dirname
const LINES_MAX = 400
/** Far below what there is, far above what a blind check would see. */
const MODULES_MIN = 300

const folder = mkdtempSync(path.join(os.tmpdir(), 'sequr-walls-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(root, file)))
const sources = tracked.filter(
  (file) => /[.](ts|tsx|mjs|cjs|css)$/.test(file) && !file.startsWith('db/migrations/'),
)
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

interface Walls {
  modules: number
  violations: { rule: string; from: string }[]
}

/** Runs the check of import walls over a tree, as `npm run check` does over the real one. */
function checkWalls(cwd: string, entries: string[]): Walls {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      ...entries,
    ],
    {
      cwd,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      env: { ...process.env, WALLS_ROOT: cwd },
    },
  )
  if (!stdout.startsWith('{')) throw new Error(stderr)
  const { modules, summary } = JSON.parse(stdout)
  return {
    modules: modules.length,
    violations: summary.violations.map((one: { rule: { name: string }; from: string }) => ({
      rule: one.rule.name,
      from: one.from,
    })),
  }
}

/** A planted wrong import, and the wall that must catch it. */
const planted: { wall: string; files: Record<string, string> }[] = [
  {
    wall: 'arrow:lib/kernel',
    files: { 'lib/kernel/a.ts': "import '@/lib/platform/b'", 'lib/platform/b.ts': '' },
  },
  {
    wall: 'arrow:lib/scim',
    files: { 'lib/scim/a.ts': "import '@/lib/kernel/b'", 'lib/kernel/b.ts': '' },
  },
  {
    wall: 'arrow:lib/rules/engine',
    files: { 'lib/rules/engine/a.ts': "import '@/lib/kernel/b'", 'lib/kernel/b.ts': '' },
  },
  { wall: 'arrow:db', files: { 'db/a.ts': "import '@/lib/rules/b'", 'lib/rules/b.ts': '' } },
  {
    wall: 'arrow:lib/places',
    files: { 'lib/places/a.ts': "import '@/lib/keys/b'", 'lib/keys/b.ts': '' },
  },
  {
    wall: 'arrow:lib/rules',
    files: { 'lib/rules/a.ts': "import '@/lib/access/b'", 'lib/access/b.ts': '' },
  },
  {
    wall: 'arrow:lib/provisioning',
    files: { 'lib/provisioning/a.ts': "import '@/lib/rules/b'", 'lib/rules/b.ts': '' },
  },
  {
    wall: 'arrow:lib/practice',
    files: { 'lib/practice/a.ts': "import '@/lib/scim/b'", 'lib/scim/b.ts': '' },
  },
  {
    wall: 'arrow:components/ui',
    files: { 'components/ui/a.tsx': "import '@/lib/kernel/b'", 'lib/kernel/b.ts': '' },
  },
  { wall: 'arrow:components', files: { 'components/x/a.tsx': "import '@/app/b'", 'app/b.ts': '' } },
  {
    wall: 'arrow:app',
    files: { 'app/a.tsx': "import type { B } from '@/db/b'", 'db/b.ts': 'export type B = 1' },
  },
  { wall: 'app-never-touches-tables', files: { 'app/a.tsx': "import '@/db/b'", 'db/b.ts': '' } },
  {
    wall: 'browser-never-reaches-the-server',
    files: {
      'components/x/a.tsx': "import '@/lib/places/schemas'",
      'lib/places/schemas.ts': "import '@/lib/places/c'",
      'lib/places/c.ts': "import '@/db/b'",
      'db/b.ts': '',
    },
  },
  {
    wall: 'pure-never-reaches-io',
    files: {
      'lib/scim/a.ts': "import './c'",
      'lib/scim/c.ts': "import { readFileSync } from 'node:fs'\nreadFileSync('')",
    },
  },
  {
    wall: 'shared-files-are-safe-in-the-browser',
    files: { 'lib/keys/schemas.ts': "import '@/db/b'", 'db/b.ts': '' },
  },
  {
    wall: 'practice-is-imported-by-its-pages-alone',
    files: { 'app/api/a.ts': "import '@/lib/practice/b'", 'lib/practice/b.ts': '' },
  },
  {
    wall: 'production-never-imports-tests',
    files: { 'lib/keys/a.ts': "import '@/db/testing/b'", 'db/testing/b.ts': '' },
  },
  { wall: 'no-cycle', files: { 'lib/keys/a.ts': "import './b'", 'lib/keys/b.ts': "import './a'" } },
  { wall: 'resolvable', files: { 'lib/keys/a.ts': "import './nowhere'" } },
  { wall: 'package:next', files: { 'components/x/a.tsx': "import 'next/link'" } },
  { wall: 'package:drizzle-orm', files: { 'app/a.tsx': "import 'drizzle-orm'" } },
  { wall: 'package:resend', files: { 'lib/jobs/a.ts': "import 'resend'" } },
  { wall: 'package:pg|@neondatabase|@electric-sql', files: { 'lib/keys/a.ts': "import 'pg'" } },
  { wall: 'package:@base-ui', files: { 'components/x/a.tsx': "import '@base-ui/react/dialog'" } },
]

describe('the import walls', () => {
  it('hold over the whole tree, and the check really read it', () => {
    const entries = [
      'app',
      'components',
      'db',
      'e2e',
      'lib',
      'scripts',
      'instrumentation.ts',
      'proxy.ts',
    ]
    const { modules, violations } = checkWalls(root, entries)
    expect(violations).toEqual([])
    expect(modules).toBeGreaterThan(MODULES_MIN)
  })

  it('catch a planted violation of each kind, transitive and type-only ones included', () => {
    cpSync(path.join(root, '.dependency-cruiser.cjs'), path.join(folder, '.dependency-cruiser.cjs'))
    writeFileSync(path.join(folder, 'package.json'), read('package.json'))
    mkdirSync(path.join(folder, 'scripts'))
    cpSync(
      path.join(root, 'scripts/import-alias.cjs'),
      path.join(folder, 'scripts/import-alias.cjs'),
    )
    for (const name of [
      'next/link',
      'drizzle-orm/index',
      'resend/index',
      'pg/index',
      '@base-ui/react/dialog',
    ]) {
      const file = path.join(folder, 'node_modules', `${name}.js`)
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, '')
    }
    const missed = planted.filter(({ wall, files }) => {
      for (const top of ['app', 'components', 'db', 'lib']) {
        rmSync(path.join(folder, top), { recursive: true, force: true })
        mkdirSync(path.join(folder, top))
      }
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
        writeFileSync(path.join(folder, file), `${text}\n`)
      }
      const { violations } = checkWalls(folder, ['app', 'components', 'db', 'lib'])
      return !violations.some((violation) => violation.rule === wall)
    })
    expect(missed.map(({ wall }) => wall)).toEqual([])
  }, 120_000)
})

describe('the repository', () => {
  it('has no source file of more than 400 lines', () => {
    const long = sources.filter((file) => read(file).split('\n').length > LINES_MAX + 1)
    expect(long).toEqual([])
  })

  it('names in its documents only paths that exist', () => {
    const missing = ['ARCHITECTURE.md', 'README.md'].flatMap((document) =>
      [...read(document).matchAll(/`([\w.@()[\]/-]+\/[\w.@()[\]/-]*)`/g)]
        .map((match) => match[1] ?? '')
        .filter((name) => /^(app|components|db|docs|e2e|lib|public|scripts|bench)\//.test(name))
        .filter((name) => !existsSync(path.join(root, name)))
        .map((name) => `${document}: ${name}`),
    )
    expect(missing).toEqual([])
  })

  it('leaves nothing for later and names no machine and no registry', () => {
    const forbidden = /\b(TODO|FIXME)\b|\/(work|root)\/[a-z]|registry[.]npmjs|deb[.]debian/
    const found = tracked
      .filter((file) => !/(^|[.])lock|package-lock|architecture[.]test/.test(file))
      .filter((file) => /[.](ts|tsx|mjs|cjs|css|md|json)$/.test(file))
      .filter((file) => forbidden.test(read(file)))
    expect(found).toEqual([])
  })

  it('installs on every platform: the lock names each optional package and no download address', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }>
    }
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !findPackage(packages, place, name)),
    )
    expect(missing).toEqual([])
    expect(Object.values(packages).filter((one) => one.resolved?.startsWith('http'))).toEqual([])
  })
})

/** As Node looks: in the package's own folder, then in each one above. */
function findPackage(packages: object, place: string, name: string): boolean {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const candidate = `${at === '' ? '' : `${at}/`}node_modules/${name}`
    if (Object.hasOwn(packages, candidate)) return true
    if (at === '' || !at.includes('node_modules')) return false
    if (!at.includes('/node_modules/') && at !== '')
      return Object.hasOwn(packages, `node_modules/${name}`)
  }
}
