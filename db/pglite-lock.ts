import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/**
 * One process may own an embedded database folder: a second one opens it too and rows are lost
 * without a word (PGlite 0.5 takes no lock). The lock file names the owner's pid and its birth, so
 * that a killed owner, or another process that later got its pid, does not hold the folder.
 */
const RETRY_MS = 100
const WAIT_MS = 3_000

export class DatabaseInUseError extends Error {
  constructor(folder: string, pid: string) {
    super(
      `The database folder ${folder} is in use by process ${pid}. Stop that one first, or set PGLITE_DIR to another folder.`,
    )
    this.name = 'DatabaseInUseError'
  }
}

/** Takes the folder for this process until it exits; waits a moment for a leaving owner. */
export async function lockFolder(folder: string): Promise<() => void> {
  const file = `${folder}.lock`
  const me = `${process.pid} ${birthOf(process.pid)}`
  const deadline = Date.now() + WAIT_MS
  while (!tryCreate(file, me)) {
    const owner = readOwner(file)
    if (owner && !isLiving(owner)) {
      removeStale(file)
      continue
    }
    if (Date.now() > deadline) throw new DatabaseInUseError(folder, owner?.pid ?? '')
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
  const release = () => {
    if (existsSync(file) && readFileSync(file, 'utf8') === me) rmSync(file, { force: true })
  }
  process.once('exit', release)
  return release
}

/** The process that holds the folder now, if one does. */
export function livingOwner(folder: string): string | undefined {
  const owner = readOwner(`${folder}.lock`)
  return owner && isLiving(owner) ? owner.pid : undefined
}

function tryCreate(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

type Owner = { pid: string; birth: string | undefined }

/** Undefined while there is no lock, or while its writer has not filled it yet. */
function readOwner(file: string): Owner | undefined {
  try {
    const [pid, birth] = readFileSync(file, 'utf8').split(' ')
    return pid ? { pid, birth } : undefined
  } catch {
    return undefined
  }
}

/** Renames before removing, so that two waiting processes cannot both take a stale lock away. */
function removeStale(file: string): void {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    rmSync(aside, { force: true })
  } catch {
    // Another process was first; the next attempt to create decides.
  }
}

function isLiving({ pid, birth }: Owner): boolean {
  return isAlive(Number(pid)) && birthOf(Number(pid)) === birth
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Start time in clock ticks since boot, where /proc tells it. */
function birthOf(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ')
    return fields?.[19] ?? '-'
  } catch {
    return '-'
  }
}
