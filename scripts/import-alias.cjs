// `@/x` is `x` below the root of the tree that is checked, for the check of import walls.
module.exports = { resolve: { alias: { '@': process.cwd() } } }
