// The arrows of ARCHITECTURE.md as data: a folder may import itself and the folders beside it.
// `architecture.test.ts` plants violations and asserts that each is caught.
const pure = [
  'lib/kernel',
  'lib/rules/engine',
  'lib/[^/]+/schemas[.]ts$',
  'lib/activity/(describe|kinds)[.]ts$',
]

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
  'lib/microsoft': ['lib/kernel', 'lib/platform'],
  'lib/places': ['db', 'lib/kernel', 'lib/activity'],
  'lib/directory': ['db', 'lib/kernel', 'lib/activity'],
  'lib/keys': ['db', 'lib/kernel', 'lib/activity'],
  'lib/inbox': ['db', 'lib/kernel', 'lib/activity', 'lib/directory'],
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
  'lib/access': ['db', 'lib/kernel', 'lib/activity', 'lib/rules', 'lib/keys', 'lib/invitations'],
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
  'lib/practice': ['lib/kernel', 'lib/platform', 'db'],
  'lib/sign-in': [
    'db',
    'lib/kernel',
    'lib/platform',
    'lib/auth',
    'lib/microsoft',
    'lib/integrations',
    'lib/invitations',
    'lib/outbox',
  ],
  'lib/jobs': ['db', 'lib/kernel', 'lib/platform', 'lib/outbox', 'lib/invitations'],
  'components/ui': [],
  components: ['components/ui', ...pure],
  app: ['components', 'lib/'],
  e2e: ['db/testing', 'lib/scim/conformance'],
}

/** Who may name a package at all. */
const mayUsePackage = {
  next: '^(app/|lib/auth/|proxy[.]ts|instrumentation[.]ts|next[.]config)',
  'next-auth|@auth': '^(lib/auth/|lib/sign-in/|app/api/auth/|db/schema/|proxy[.]ts)',
  'react|react-dom|react-hook-form|lucide-react':
    '^(app/|components/|lib/email/|lib/auth/session[.]ts)',
  '@base-ui': '^components/ui/',
  'drizzle-orm':
    '^(db/|lib/(activity|outbox|auth|places|directory|rules|keys|inbox|integrations|invitations|access|provisioning|practice|jobs|sign-in)/)',
  resend: '^lib/email/',
  'pg|@neondatabase|@electric-sql': '^db/',
}

const test = '[.]test[.]tsx?$|-test-client[.]ts$|/test-[a-z-]+[.]ts$|^db/testing/'
const nested = { 'lib/rules': 'lib/rules/engine', components: 'components/ui' }
const any = (list) => (list.length > 0 ? `^(${list.join('|')})` : '^$')

const arrows = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `arrow:${folder}`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: [nested[folder] ? `^${nested[folder]}/` : '^$', test] },
  to: {
    path: '^(app|components|db|lib|e2e|bench|scripts)/',
    pathNot: [
      `^${folder}/`,
      any(allowed.map((one) => (one.endsWith('/') || one.endsWith('$') ? one : `${one}/`))),
    ],
  },
}))

const packages = Object.entries(mayUsePackage).map(([name, where]) => ({
  name: `package:${name}`,
  severity: 'error',
  from: { path: '^(app|components|db|lib)/', pathNot: [where, test] },
  to: { path: `(^|node_modules/)(${name})(/|$)` },
}))

const walls = [
  { name: 'resolvable', from: {}, to: { couldNotResolve: true } },
  { name: 'no-cycle', from: {}, to: { circular: true } },
  { name: 'app-never-touches-tables', from: { path: '^app/' }, to: { path: '^db/' } },
  {
    name: 'browser-never-reaches-the-server',
    from: { path: '^components/', pathNot: test },
    to: { path: '^(db|lib/platform)/', reachable: true },
  },
  {
    name: 'pure-never-reaches-io',
    from: { path: '^lib/(scim|rules/engine|kernel)/', pathNot: test },
    to: {
      path: '^(db|lib/platform)/|node_modules/(next|drizzle-orm|react)/|^(node:)?(fs|net|http|https|child_process)$',
      reachable: true,
    },
  },
  {
    name: 'shared-files-are-safe-in-the-browser',
    from: { path: '^lib/[^/]+/(schemas|describe)[.]ts$' },
    to: { path: '^(db|lib/platform)/', reachable: true },
  },
  {
    name: 'practice-is-imported-by-its-pages-alone',
    from: {
      path: '^(app|components|db|lib)/',
      pathNot: ['^lib/practice/', '^app/practice/', test],
    },
    to: { path: '^lib/practice/' },
  },
  {
    name: 'production-never-imports-tests',
    from: { path: '^(app|components|db|lib)/', pathNot: test },
    to: { path: test },
  },
]

module.exports = {
  forbidden: [...arrows, ...packages, ...walls.map((wall) => ({ severity: 'error', ...wall }))],
  options: {
    doNotFollow: { path: 'node_modules' },
    // TypeScript 7 has no API to parse with; swc reads the imports, types included.
    parser: 'swc',
    tsPreCompilationDeps: true,
    exclude: { path: '[.]next/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
    },
    // The alias of tsconfig.json, told in the one way that needs no TypeScript.
    webpackConfig: { fileName: 'scripts/import-alias.cjs' },
  },
}
