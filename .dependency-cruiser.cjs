// The table "Which way imports flow" of ARCHITECTURE.md as data: a folder may import itself and the
// folders beside it. `architecture.test.ts` plants each import that the table forbids, and each that
// it allows, and asserts that this check tells them apart.
const mayImport = {
  'lib/kernel': [],
  'lib/scim': [],
  'lib/rules/engine': [],
  'lib/platform': ['lib/kernel'],
  db: ['lib/kernel', 'lib/platform'],
  'lib/activity': ['db', 'lib/kernel'],
  'lib/outbox': ['db', 'lib/kernel'],
  'lib/email': ['lib/kernel', 'lib/platform'],
  'lib/auth': ['db', 'lib/kernel', 'lib/platform', 'lib/activity'],
  'lib/sign-in': [
    'db',
    'lib/kernel',
    'lib/platform',
    'lib/auth',
    'lib/outbox',
    'lib/microsoft',
    'lib/integrations',
    'lib/set-up',
  ],
  'lib/microsoft': ['lib/kernel', 'lib/platform'],
  'lib/places': ['db', 'lib/kernel', 'lib/activity'],
  'lib/directory': ['db', 'lib/kernel', 'lib/activity'],
  'lib/keys': ['db', 'lib/kernel', 'lib/activity'],
  'lib/doors': ['db', 'lib/kernel', 'lib/platform', 'lib/activity', 'lib/keys'],
  'lib/inbox': [
    'db',
    'lib/kernel',
    'lib/activity',
    'lib/directory',
    'lib/doors',
    'lib/rules',
    'lib/integrations',
    'lib/access',
  ],
  'lib/integrations': ['db', 'lib/kernel', 'lib/activity', 'lib/platform', 'lib/microsoft'],
  'lib/rules': ['db', 'lib/kernel', 'lib/activity', 'lib/rules/engine'],
  'lib/invitations': [
    'db',
    'lib/kernel',
    'lib/platform',
    'lib/activity',
    'lib/outbox',
    'lib/email',
    'lib/keys',
  ],
  'lib/access': [
    'db',
    'lib/kernel',
    'lib/activity',
    'lib/outbox',
    'lib/rules',
    'lib/keys',
    'lib/invitations',
    'lib/alerts',
  ],
  'lib/provisioning': [
    'db',
    'lib/kernel',
    'lib/platform',
    'lib/scim',
    'lib/rules/engine',
    'lib/directory',
    'lib/integrations',
    'lib/access',
    'lib/activity',
  ],
  'lib/practice': ['db', 'lib/kernel', 'lib/platform'],
  'lib/alerts': [
    'db',
    'lib/kernel',
    'lib/platform',
    'lib/activity',
    'lib/outbox',
    'lib/email',
    'lib/invitations',
    'lib/doors',
  ],
  'lib/jobs': [
    'db',
    'lib/kernel',
    'lib/platform',
    'lib/outbox',
    'lib/invitations',
    'lib/access',
    'lib/alerts',
    'lib/integrations',
    'lib/set-up',
  ],
  'lib/set-up': [
    'db',
    'lib/kernel',
    'lib/platform',
    'lib/activity',
    'lib/outbox',
    'lib/email',
    'lib/auth',
    'lib/integrations',
    'lib/invitations',
  ],
  'components/ui': [],
  components: [
    'components/ui',
    'lib/kernel',
    'lib/rules/engine',
    'lib/[^/]+/schemas[.]ts$',
    'lib/activity/(describe|entry-parts|kinds)[.]ts$',
  ],
  app: ['components', 'lib'],
  e2e: ['db/testing', 'lib/scim/conformance', 'scripts'],
  bench: ['db', 'lib', 'scripts'],
  server: ['lib/platform', 'lib/provisioning'],
  scripts: ['db', 'lib'],
  'instrumentation.ts': ['lib/jobs', 'lib/platform', 'server'],
  'proxy.ts': ['lib/auth'],
}

/** Who may name a package at all. */
const mayUsePackage = {
  next: '^(app/|server/|lib/auth/|proxy[.]ts$|next[.]config[.]ts$)',
  'next-auth|@auth': '^(lib/(auth|sign-in)/|app/api/auth/|db/schema/)',
  'react|react-dom|react-hook-form|lucide-react':
    '^(app/|components/|lib/email/|lib/auth/session[.]ts)',
  '@base-ui': '^components/ui/',
  'drizzle-orm':
    '^(db/|lib/(activity|alerts|outbox|auth|places|directory|doors|rules|keys|inbox|integrations|invitations|access|provisioning|practice|jobs|set-up|sign-in)/)',
  resend: '^lib/email/',
  'pg|@neondatabase|@electric-sql': '^db/',
}

/** What an import reaches must stay in the browser's reach: pure files, and types. */
const server = '^(db|lib/platform)/'
const ioOrFramework =
  '^(db|lib/platform)/|node_modules/(next|next-auth|drizzle-orm|react|pg|resend)/|^(node:)?(fs|net|tls|http|https|http2|dns|child_process|worker_threads)(/|$)'
const test = '[.]test[.]tsx?$|-test-client[.]ts$|/test-[a-z-]+[.]ts$|^db/testing/|^(e2e|bench)/'
const conformance = '^lib/scim/conformance/'
const production = '^(app|components|db|lib|server|scripts)/|^(instrumentation|proxy)[.]ts$'

/** Folders that lie within another of the table, and have arrows of their own. */
const within = { 'lib/rules': '^lib/rules/engine/', components: '^components/ui/' }
const isFile = (name) => /[.]ts$|[$]$/.test(name)
const inside = (name) => (isFile(name) ? `^${name}` : `^${name}/`)

const arrows = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `arrow:${folder}`,
  from: { path: inside(folder), pathNot: [test, within[folder]].filter(Boolean) },
  to: {
    path: '^(app|components|db|lib|server|e2e|bench|scripts)/',
    pathNot: [
      inside(folder),
      ...allowed.map(inside),
      ...(folder === 'db' ? ['^lib/rules/engine/'] : []),
    ],
  },
}))
// Their own tests may; `production-never-imports-tests` keeps the rest out.
for (const arrow of arrows.filter(({ name }) => /:(e2e|bench)$/.test(name))) arrow.from.pathNot = []

const packages = Object.entries(mayUsePackage).map(([name, where]) => ({
  name: `package:${name}`,
  from: { path: '^(app|components|db|lib|server)/|^[a-z]+[.]ts$', pathNot: [where, test] },
  to: { path: `(^|node_modules/)(${name})(/|$)` },
}))

const folders = Object.keys(mayImport).filter((name) => name.startsWith('lib/'))
const walls = [
  { name: 'resolvable', from: {}, to: { couldNotResolve: true } },
  { name: 'no-cycle', from: {}, to: { circular: true } },
  {
    name: 'folder-of-lib-has-arrows',
    from: { path: '^(app|components|db|lib|server|scripts)/' },
    to: { path: '^lib/', pathNot: folders.map(inside) },
  },
  {
    // What the engine reads is stored as JSON columns, so `db` takes its types, and nothing that runs.
    name: 'arrow:db',
    from: { path: '^db/', pathNot: test },
    to: { path: '^lib/rules/engine/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'browser-never-reaches-the-server',
    from: { path: '^components/', pathNot: test },
    to: { path: server, reachable: true },
  },
  {
    name: 'shared-files-are-safe-in-the-browser',
    from: { path: '^lib/[^/]+/(schemas|describe|entry-parts|kinds)[.]ts$' },
    to: { path: server, reachable: true },
  },
  {
    name: 'pure-never-reaches-io',
    from: { path: '^lib/(scim|rules/engine|kernel)/', pathNot: test },
    to: { path: ioOrFramework, reachable: true },
  },
  {
    name: 'practice-is-imported-by-its-pages-alone',
    from: { pathNot: ['^lib/practice/', '^app/(practice|dev)/', test] },
    to: { path: '^lib/practice/' },
  },
  {
    name: 'production-never-imports-tests',
    // The conformance command is the corpus at the hands of strangers.
    from: { path: production, pathNot: [test, conformance, '^scripts/conformance[.]ts$'] },
    to: { path: [test, conformance] },
  },
  {
    name: 'production-uses-no-development-package',
    from: { path: production, pathNot: [test, conformance, '^scripts/'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
]

module.exports = {
  forbidden: [...arrows, ...packages, ...walls].map((wall) => ({ severity: 'error', ...wall })),
  options: {
    doNotFollow: { path: 'node_modules' },
    // TypeScript 7 has no API to parse with; swc reads the imports, those of types included.
    parser: 'swc',
    tsPreCompilationDeps: true,
    exclude: { path: '^[.]next/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
    },
    // The alias of tsconfig.json, told in the one way that needs no TypeScript.
    webpackConfig: { fileName: 'scripts/import-alias.cjs' },
  },
}
