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
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importWallsCommand } from './scripts/import-walls.mjs'

const root = import.meta.dirname
const LINES_MAX = 400
/** Far below what there is, far above what a blind check would see. */
const MODULES_MIN = 400

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(root, file)))

describe('the import walls', () => {
  it('hold over the whole tree, and the check really read it', () => {
    const { modules, violations } = checkWalls(root)
    expect(violations).toEqual([])
    expect(modules).toBeGreaterThan(MODULES_MIN)
  })
})

describe('the import walls of a planted tree', () => {
  const tree = mkdtempSync(path.join(os.tmpdir(), 'sequr-walls-'))
  let forbidden: string[]
  let violations: string[]
  beforeAll(() => {
    plantSurroundings(tree)
    forbidden = plantArrows(tree)
    for (const { files } of wrongImports) plantAll(tree, files)
    plantAll(tree, rightImports)
    violations = checkWalls(tree).violations
  })
  afterAll(() => rmSync(tree, { recursive: true, force: true }))

  it('tell what the table in ARCHITECTURE.md forbids from what it allows, for each two folders', () => {
    const caught = violations.filter((one) => /^arrow:.*\/from-[a-z0-9-]+[.]ts$/.test(one))
    expect(caught.toSorted()).toEqual(forbidden.toSorted())
  })

  it('catch an import of each forbidden kind, however it is written', () => {
    const expected = wrongImports.map(({ wall, files }) => `${wall} ${Object.keys(files)[0]}`)
    expect(expected.filter((one) => !violations.includes(one))).toEqual([])
  })

  it('leave alone what is allowed', () => {
    const importers = Object.keys(rightImports)
    expect(violations.filter((one) => importers.includes(one.split(' ')[1] ?? ''))).toEqual([])
  })
})

describe('the repository', () => {
  it('has no source file of more than 400 lines', () => {
    const sources = tracked.filter(
      (file) => /[.](ts|tsx|mjs|cjs|css)$/.test(file) && !file.startsWith('db/migrations/'),
    )
    expect(sources.filter((file) => read(file).split('\n').length > LINES_MAX + 1)).toEqual([])
  })

  it('names in its documents only paths that exist', () => {
    const missing = ['ARCHITECTURE.md', 'README.md'].flatMap((document) =>
      [...read(document).matchAll(/`([\w.@()[\]/-]+\/[\w.@()[\]/-]*)`/g)]
        .map((match) => match[1] ?? '')
        .filter((name) =>
          /^(app|components|db|docs|e2e|lib|public|scripts|server|bench)\//.test(name),
        )
        .filter((name) => !existsSync(path.join(root, name)))
        .map((name) => `${document}: ${name}`),
    )
    expect(missing).toEqual([])
  })

  it('tells every variable of the environment, and every command, as they are', () => {
    const names = (text: string, pattern: RegExp) =>
      [...text.matchAll(pattern)].map(([, name]) => name)
    const variables = names(read('lib/platform/env.ts'), /^ {4}([A-Z][A-Z_]+):/gm)
    expect(variables.length).toBeGreaterThan(10)
    // Vercel sets its own.
    const ours = variables.filter((name) => !name?.startsWith('VERCEL_'))
    expect(names(read('.env.example'), /^([A-Z_]+)=/gm).toSorted()).toEqual(ours.toSorted())
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const commands = names(read('README.md'), /`npm (?:run )?([a-z0-9:]+)/g)
    expect(commands.filter((name) => !Object.hasOwn(scripts, name ?? ''))).toEqual([])
  })

  it('leaves nothing for later, skips no test, and names no machine and no registry', () => {
    const forbidden =
      /\b(?:TO[D]O|FIX[M]E)\b|\b(?:it|test|describe)[.](?:skip|only|todo|fixme|fails)\b|\/(?:work|farm|root|home)\/[a-z]|registry[.]npmjs|deb[.]debian/
    const texts = tracked.filter(
      (file) => !/[.](svg|png|ico|woff2)$|^package-lock[.]json$/.test(file),
    )
    expect(texts.filter((file) => forbidden.test(read(file)))).toEqual([])
  })

  it('installs on every platform: the lock names each optional package and no download address', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }>
    }
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !foldersAbove(place).some((above) => Object.hasOwn(packages, `${above}${name}`)),
      ),
    )
    expect(missing).toEqual([])
    expect(Object.values(packages).filter((one) => one.resolved?.startsWith('http'))).toEqual([])
  })
})

/** Where Node looks for what the package at `place` imports: in its own folder, then in each above. */
function foldersAbove(place: string): string[] {
  const parts = `/${place}`.split('/node_modules/').slice(1)
  return [...parts.keys(), parts.length].map((depth) =>
    ['', ...parts.slice(0, depth), ''].join('/node_modules/').slice(1),
  )
}

/** Runs the check as `npm run check` does; a violation reads `<wall> <importing file>`. */
function checkWalls(tree: string): { modules: number; violations: string[] } {
  const [program = '', ...args] = importWallsCommand(tree)
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, program), ...args, '--output-type', 'json'],
    { cwd: tree, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  )
  if (!stdout.startsWith('{')) throw new Error(stderr)
  const { modules, summary } = JSON.parse(stdout) as {
    modules: unknown[]
    summary: { violations: { rule: { name: string }; from: string }[] }
  }
  return {
    modules: modules.length,
    violations: summary.violations.map(({ rule, from }) => `${rule.name} ${from}`),
  }
}

function plant(tree: string, file: string, text: string): void {
  const place = path.join(tree, file)
  mkdirSync(path.dirname(place), { recursive: true })
  writeFileSync(place, `${text}\n`)
}

function plantAll(tree: string, files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) plant(tree, file, text)
}

/** What the check needs beside the tree: its configuration, and packages to find. */
function plantSurroundings(tree: string): void {
  for (const file of ['.dependency-cruiser.cjs', 'scripts/import-alias.cjs', 'package.json']) {
    cpSync(path.join(root, file), path.join(tree, file))
  }
  for (const name of packages) plant(tree, `node_modules/${name}.js`, '')
}

/** Words of the table that name less than a folder, or none. */
const NO_FOLDER = ['nothing', 'db/testing', 'scim/conformance']

/** The table "Which way imports flow": each folder, and the folders that it may import. */
function readArrows(): Map<string, string[]> {
  const rows = [
    ...read('ARCHITECTURE.md').matchAll(
      /^\| (`(?:app|components|db|lib|e2e|scripts)\b.*?) \| (.*) \|$/gm,
    ),
  ]
  const words = new Map<string, string[]>()
  for (const [, names = '', allowed = ''] of rows) {
    const listed = allowed
      .replace(/\(.*?\)/g, '')
      .split(/[,;]/)
      .map((word) => word.trim())
    for (const [, folder = ''] of names.matchAll(/`(.*?)`/g)) {
      words.set(
        folder,
        listed.filter((word) => /^[a-z/-]+$/.test(word) && !NO_FOLDER.includes(word)),
      )
    }
  }
  const folders = [...words.keys()]
  return new Map(
    [...words].map(([folder, list]) => [
      folder,
      list.flatMap((word) => foldersNamed(word, folders)),
    ]),
  )
}

/** `kernel` is short for `lib/kernel`; a folder brings those within it. */
function foldersNamed(word: string, folders: string[]): string[] {
  const found = folders.filter((folder) =>
    [word, `lib/${word}`].some((name) => folder === name || folder.startsWith(`${name}/`)),
  )
  if (found.length === 0) throw new Error(`ARCHITECTURE.md names no folder by "${word}".`)
  return found
}

/** Plants an import between each two folders of the table. Returns the violations that must come. */
function plantArrows(tree: string): string[] {
  const arrows = readArrows()
  expect(arrows.size).toBeGreaterThan(20)
  const forbidden: string[] = []
  for (const [from, allowed] of arrows) {
    plant(tree, `${from}/target.ts`, 'export type Target = 1')
    for (const to of arrows.keys()) {
      if (from === to) continue
      const file = `${from}/from-${to.replaceAll('/', '-')}.ts`
      plant(tree, file, `import '@/${to}/target'`)
      if (!allowed.includes(to)) forbidden.push(`arrow:${from} ${file}`)
    }
  }
  return forbidden
}

const packages = [
  'next/link',
  'next-auth/index',
  'drizzle-orm/index',
  'resend/index',
  'pg/index',
  '@base-ui/react/dialog',
  'fast-check/index',
]

/** Each wall with an import that it must catch; the first file is the one that it must name. */
const wrongImports: { wall: string; files: Record<string, string> }[] = [
  {
    wall: 'arrow:app',
    files: { 'app/types.tsx': "import type { Target } from '@/db/target'\nexport type T = Target" },
  },
  { wall: 'arrow:lib/keys', files: { 'lib/keys/again.ts': "export * from '@/lib/places/target'" } },
  {
    wall: 'arrow:lib/places',
    files: { 'lib/places/late.ts': "await import('@/lib/keys/target')" },
  },
  { wall: 'arrow:lib/rules', files: { 'lib/rules/near.ts': "import '../access/target'" } },
  { wall: 'arrow:components', files: { 'components/places/up.tsx': "import '@/app/target'" } },
  {
    wall: 'arrow:instrumentation.ts',
    files: { 'instrumentation.ts': "import '@/lib/keys/target'" },
  },
  { wall: 'arrow:proxy.ts', files: { 'proxy.ts': "import '@/lib/keys/target'" } },
  { wall: 'arrow:e2e', files: { 'e2e/keys.e2e.ts': "import '@/lib/keys/target'" } },
  {
    wall: 'folder-of-lib-has-arrows',
    files: { 'app/odd.tsx': "import '@/lib/utils/odd'", 'lib/utils/odd.ts': '' },
  },
  {
    wall: 'browser-never-reaches-the-server',
    files: {
      'components/places/far.tsx': "import '@/lib/places/schemas'",
      'lib/places/schemas.ts': "import './server'",
      'lib/places/server.ts': "import '@/db/target'",
    },
  },
  {
    wall: 'shared-files-are-safe-in-the-browser',
    files: {
      'lib/directory/schemas.ts':
        "import type { Target } from '@/db/target'\nexport type T = Target",
    },
  },
  {
    wall: 'pure-never-reaches-io',
    files: {
      'lib/scim/far.ts': "import './file'",
      'lib/scim/file.ts': "import 'node:fs/promises'",
    },
  },
  { wall: 'pure-never-reaches-io', files: { 'lib/rules/engine/page.ts': "import 'next/link'" } },
  {
    wall: 'practice-is-imported-by-its-pages-alone',
    files: { 'app/api/practice.ts': "import '@/lib/practice/target'" },
  },
  {
    wall: 'production-never-imports-tests',
    files: { 'lib/keys/helped.ts': "import '@/db/testing/rows'", 'db/testing/rows.ts': '' },
  },
  {
    wall: 'production-never-imports-tests',
    files: {
      'lib/provisioning/suite.ts': "import '@/lib/scim/conformance/suite'",
      'lib/scim/conformance/suite.ts': '',
    },
  },
  {
    wall: 'production-uses-no-development-package',
    files: { 'lib/keys/random.ts': "import 'fast-check'" },
  },
  {
    wall: 'no-cycle',
    files: {
      'lib/keys/egg.ts': "import type { T } from './hen'\nexport type E = T",
      'lib/keys/hen.ts': "import './egg'\nexport type T = 1",
    },
  },
  { wall: 'resolvable', files: { 'lib/keys/lost.ts': "import './nowhere'" } },
  { wall: 'package:next', files: { 'components/places/link.tsx': "import 'next/link'" } },
  { wall: 'package:next-auth|@auth', files: { 'lib/keys/session.ts': "import 'next-auth'" } },
  { wall: 'package:drizzle-orm', files: { 'app/query.tsx': "import 'drizzle-orm'" } },
  { wall: 'package:resend', files: { 'lib/jobs/mail.ts': "import 'resend'" } },
  {
    wall: 'package:pg|@neondatabase|@electric-sql',
    files: { 'lib/keys/driver.ts': "const pg = await import('pg')\nexport { pg }" },
  },
  {
    wall: 'package:@base-ui',
    files: { 'components/places/raw.tsx': "import '@base-ui/react/dialog'" },
  },
]

const rightImports: Record<string, string> = {
  'lib/keys/keys.test.ts':
    "import '@/db/testing/helper'\nimport 'drizzle-orm'\nimport 'fast-check'",
  'db/testing/helper.ts': "import 'pg'",
  'db/stored.ts': "import type { Target } from '@/lib/rules/engine/target'\nexport type T = Target",
  'components/places/allowed.tsx':
    "import '@/lib/access/schemas'\nimport '@/lib/activity/describe'",
  'lib/access/schemas.ts': '',
  'lib/activity/describe.ts': '',
  'app/practice/page.tsx': "import '@/lib/practice/target'",
  'app/dev/page.tsx': "import '@/lib/practice/target'",
  'e2e/rows.e2e.ts': "import '@/db/testing/helper'\nimport '@/lib/scim/conformance/client'",
  'lib/scim/conformance/client.ts': '',
}
