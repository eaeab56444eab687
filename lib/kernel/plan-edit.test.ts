import { expect, it } from 'vitest'
import { planEdit } from './plan-edit'

const fields = ['phone', 'title'] as const
const plan = (
  now: Record<'phone' | 'title', string | null>,
  began: Record<'phone' | 'title', string>,
  typed: Record<'phone' | 'title', string>,
) => planEdit(fields, now, { began, typed })

it('changes only what was typed, and an empty field has no value', () => {
  const now = { phone: '1', title: null }
  expect(plan(now, { phone: '1', title: '' }, { phone: '', title: ' Cook ' })).toEqual({
    changes: [
      { field: 'phone', before: '1', after: null },
      { field: 'title', before: null, after: 'Cook' },
    ],
    clashes: [],
  })
})

it('leaves a field alone that nobody touched, though it is another by now', () => {
  const now = { phone: '2', title: 'Cook' }
  expect(plan(now, { phone: '1', title: 'Cook' }, { phone: '1', title: 'Waiter' })).toEqual({
    changes: [{ field: 'title', before: 'Cook', after: 'Waiter' }],
    clashes: [],
  })
})

it('does not write over what became another meanwhile, unless it is the same', () => {
  const began = { phone: '1', title: '' }
  const typed = { phone: '9', title: '' }
  expect(plan({ phone: '2', title: null }, began, typed)).toEqual({
    changes: [],
    clashes: [{ field: 'phone', now: '2', typed: '9' }],
  })
  expect(plan({ phone: '9', title: null }, began, typed)).toEqual({ changes: [], clashes: [] })
})

it('does not take spaces at the ends for a change', () => {
  const now = { phone: ' 1 ', title: null }
  expect(plan(now, { phone: '1', title: '' }, { phone: '1', title: '' }).changes).toEqual([])
})
