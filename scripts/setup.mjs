// Runs on the machine's own Node before any dependency exists, so it uses builtins alone. It
// installs what is missing, says so, and where it cannot, says in one line what to do.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'

const NODE_MAJOR_MIN = 20
const forTests = process.argv.includes('--for-tests')

try {
  checkNode()
  installPackages()
  if (forTests) {
    installBrowser()
    installPostgres()
  }
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

function checkNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR_MIN) return
  throw new Error(`Node ${NODE_MAJOR_MIN} or newer is needed; this is ${process.versions.node}.`)
}

function installPackages() {
  if (
    modified('node_modules/.package-lock.json') >= modified('package-lock.json') &&
    existsSync('node_modules/.bin/node')
  )
    return
  console.log('Installing packages (npm ci) …')
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    'Check that npm reaches its registry, then run this again.',
  )
}

function installBrowser() {
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  if (known.some((path) => existsSync(path)) || hasPlaywrightBrowser()) return
  console.log('Installing a browser for the end-to-end tests …')
  if (aptInstall('chromium')) return
  run(
    'npx',
    ['playwright', 'install', 'chromium'],
    'Install Chromium by hand, so that /usr/bin/chromium exists.',
  )
}

/** Where Playwright keeps browsers of its own. */
function hasPlaywrightBrowser() {
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH ?? `${process.env.HOME}/.cache/ms-playwright`
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('chromium'))
}

function installPostgres() {
  if (findPostgres()) return
  console.log('Installing Postgres for the tests of locks and races …')
  if (aptInstall('postgresql')) return
  throw new Error(
    'Install the Postgres server programs (initdb and postgres) by hand, so that they are on the PATH.',
  )
}

function findPostgres() {
  const root = '/usr/lib/postgresql'
  if (
    existsSync(root) &&
    readdirSync(root).some((version) => existsSync(`${root}/${version}/bin/initdb`))
  )
    return true
  return spawnSync('initdb', ['--version']).status === 0
}

/** False where the system has no apt or we may not use it. */
function aptInstall(name) {
  if (!isDebian() || spawnSync('apt-get', ['--version']).status !== 0) return false
  const root = process.getuid?.() === 0
  if (!root && spawnSync('sudo', ['-n', 'true']).status !== 0) return false
  const [command, ...prefix] = [
    ...(root ? [] : ['sudo', '-n']),
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
  ]
  const hint = `Install the system's package ${name} by hand.`
  run(command, [...prefix, 'update', '-qq'], hint)
  run(command, [...prefix, 'install', '-y', '-qq', '--no-install-recommends', name], hint)
  return true
}

function isDebian() {
  return (
    existsSync('/etc/os-release') &&
    /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
  )
}

function run(command, args, hint) {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw new Error(`${command} ${args[0]} did not succeed. ${hint}`)
}

function modified(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0
}
