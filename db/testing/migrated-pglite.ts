import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'

const migrationsFolder = path.join(process.cwd(), 'db/migrations')
const folder = path.join(process.cwd(), '.data/tests')

/**
 * An embedded database in memory that has every migration and no rows. Making and migrating one
 * takes 2.5 s of processor time, loading the copy of one 0.4 s, and every test file needs its own:
 * so the first of them leaves the copy in `.data/tests`, under a name that says of what it is.
 */
export async function openMigratedPglite(): Promise<PGlite> {
  const file = path.join(folder, `migrated-${await fingerprint()}.tar`)
  if (!existsSync(file)) await makeCopy(file)
  return PGlite.create({ loadDataDir: new Blob([await readFile(file)]) })
}

/** Another migration, or another version of Postgres, makes another copy. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  const version = path.join(process.cwd(), 'node_modules/@electric-sql/pglite/package.json')
  hash.update(await readFile(version))
  const names = (await readdir(migrationsFolder, { recursive: true })).toSorted()
  for (const name of names.filter((one) => one.endsWith('.sql') || one.endsWith('_journal.json'))) {
    hash.update(name).update(await readFile(path.join(migrationsFolder, name)))
  }
  return hash.digest('hex').slice(0, 16)
}

/** Test files run side by side, so a copy appears whole under its name or not at all. */
async function makeCopy(file: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const client = await PGlite.create()
  await migrate(drizzle({ client }), { migrationsFolder })
  const copy = await client.dumpDataDir('none')
  await client.close()
  const unfinished = `${file}.${crypto.randomUUID()}`
  await writeFile(unfinished, new Uint8Array(await copy.arrayBuffer()))
  await rename(unfinished, file)
  const isOld = (name: string) => name.endsWith('.tar') && name !== path.basename(file)
  for (const name of (await readdir(folder)).filter(isOld)) {
    await rm(path.join(folder, name), { force: true })
  }
}
