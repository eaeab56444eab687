const path = require('node:path')

// `@/x` is `x` below the root, for the check of import walls.
module.exports = {
  resolve: { alias: { '@': process.env.WALLS_ROOT ?? path.resolve(__dirname, '..') } },
}
