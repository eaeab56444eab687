// Runs on the machine's own Node before any package exists, so it uses builtins alone. It installs
// what is missing and says so; where it cannot, it says in one sentence what to do.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { findBrowser, findPostgres } from './find-programs.mjs'

const NODE_MAJOR_MIN = 20
const NODE_MAJOR_WANTED = 24
const APT_LOCK_SECONDS = 120
/** Keeps Debian from creating and starting a database server of the system along with the programs. */
const WITHOUT_CLUSTER = `
  no_cluster=/etc/postgresql-common/createcluster.d/no-cluster-for-tests.conf
  mkdir -p "$(dirname "$no_cluster")"
  trap 'rm -f "$no_cluster"' EXIT
  echo 'create_main_cluster = false' > "$no_cluster"`

try {
  checkNode()
  installPackages()
  if (process.argv.includes('--for-tests')) {
    installBrowser()
    installPostgres()
  }
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

function nodeMajor() {
  return Number.parseInt(process.versions.node, 10)
}

function checkNode() {
  if (nodeMajor() >= NODE_MAJOR_MIN) return
  throw new Error(
    `Node ${NODE_MAJOR_MIN} or newer is needed, and this is ${process.versions.node}. Install a newer one from https://nodejs.org and run the command again.`,
  )
}

function installPackages() {
  if (!packagesAreCurrent()) {
    console.log('Installing the packages of package-lock.json (npm ci), about a minute …')
    const installed = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
    if (!installed) {
      throw new Error(
        'The packages could not be installed. Check that npm reaches its registry, then run the command again.',
      )
    }
  }
  if (nodeMajor() < NODE_MAJOR_WANTED && !succeeds('node_modules/.bin/node', ['--version'])) {
    throw new Error(
      `Node ${NODE_MAJOR_WANTED} did not come with the packages, because npm runs no install scripts here. Allow them (npm config set ignore-scripts false) and run npm ci, or install Node ${NODE_MAJOR_WANTED} yourself.`,
    )
  }
}

/** npm keeps a lock of what it really installed; it comes last, so an interrupted run has none. */
function packagesAreCurrent() {
  const installed = packagesOf('node_modules/.package-lock.json')
  return Object.entries(packagesOf('package-lock.json')).every(
    ([name, wanted]) =>
      name === '' || wanted.optional || installed[name]?.version === wanted.version,
  )
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {}
}

function installBrowser() {
  if (findBrowser() || playwrightHasBrowser()) return
  console.log('Installing Chromium for the end-to-end tests …')
  const sudo = asRoot()
  // Ubuntu's own package is an empty one that points to a snap, so Playwright's is taken there.
  if (sudo && isDebian()) aptInstall(sudo, 'chromium')
  else {
    const withLibraries = sudo && hasApt() ? ['--with-deps'] : []
    const install = ['node_modules/playwright/cli.js', 'install', ...withLibraries, 'chromium']
    // It tells a failure in five stack traces; the sentence below does for all.
    spawnSync(process.execPath, install, { stdio: 'ignore' })
  }
  if (findBrowser() || playwrightHasBrowser()) return
  throw new Error(
    'Chromium could not be installed. Install it by hand, name it in CHROMIUM_PATH, and run the command again.',
  )
}

function playwrightHasBrowser() {
  const script = "process.stdout.write(require('playwright').chromium.executablePath())"
  return existsSync(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout)
}

function installPostgres() {
  if (findPostgres()) return
  const sudo = asRoot()
  if (sudo && hasApt()) {
    console.log('Installing Postgres for the tests of locks and races …')
    aptInstall(sudo, 'postgresql', WITHOUT_CLUSTER)
  }
  if (findPostgres()) return
  throw new Error(
    'Postgres is not installed. Install its server by hand, so that initdb and postgres are on the PATH, and run the command again.',
  )
}

function aptInstall(sudo, name, before = '') {
  const script = `set -e ${before}
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq -o DPkg::Lock::Timeout=${APT_LOCK_SECONDS} --no-install-recommends ${name}`
  const [command, ...args] = [...sudo, 'sh', '-c', script]
  run(command, args)
}

/** What to put before a command to run it as root; undefined where that is not possible. */
function asRoot() {
  if (process.getuid?.() === 0) return []
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined
}

function isDebian() {
  return hasApt() && /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

function hasApt() {
  return existsSync('/etc/os-release') && succeeds('apt-get', ['--version'])
}

function succeeds(command, args) {
  return spawnSync(command, args).status === 0
}

function run(command, args) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}
