import { expect, it } from 'vitest'
import { activityKinds } from './describe'
import { lensOf } from './kinds'
import { nounsOf } from './schemas'

it('every kind can be filtered by its noun, in the lens that shows it', () => {
  const missing = activityKinds.filter((kind) => {
    const noun = kind.slice(0, kind.indexOf('.'))
    return !nounsOf[lensOf(kind)].some((one) => one === noun)
  })
  expect(missing).toEqual([])
})
