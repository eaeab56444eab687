import { existsSync } from 'node:fs'
import path from 'node:path'

/** Where code of ours is; one that has no file yet is not in a clone. */
const ENTRIES = [
  'app',
  'components',
  'db',
  'lib',
  'e2e',
  'bench',
  'scripts',
  'instrumentation.ts',
  'proxy.ts',
]

/** The command, for Node, that checks the import walls of the tree at `root`. */
export function importWallsCommand(root = '.') {
  return [
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    ...ENTRIES.filter((entry) => existsSync(path.join(root, entry))),
  ]
}
