import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredEdits } from '@/db/schema/directory'
import { type EditableDetail, editableDetails } from '@/lib/kernel/editable-details'
import { keepDetails, type ShownDetails } from './kept-details'
import { columnsOf } from './user-mapping'

const at = new Date('2026-11-28T10:00:00Z')
const earlier = '2026-11-01T10:00:00.000Z'
const columns = columnsOf({ userName: 'maya' })
const nothing: ShownDetails = {
  displayName: 'Maya',
  givenName: null,
  familyName: null,
  phone: null,
  title: null,
  department: null,
  employeeNumber: null,
  preferredLanguage: null,
}

function keepPhone(
  { shown, edit }: { shown: string | null; edit?: NonNullable<StoredEdits['phone']> },
  { entra, owned = [] }: { entra: string | null; owned?: EditableDetail[] },
) {
  const before = { ...nothing, phone: shown, edits: edit ? { phone: edit } : {} }
  const derived = { ...columns, displayName: 'Maya', phone: entra }
  const kept = keepDetails(before, { derived, owned, at })
  return { phone: kept.columns.phone, edit: kept.edits.phone, lost: kept.lost }
}

describe('a detail that Entra owns', () => {
  it('keeps what somebody entered while Entra sends what it sent before', () => {
    const edit = { entra: '1', by: 'Ben', at: earlier }
    expect(keepPhone({ shown: '9', edit }, { entra: '1' })).toEqual({ phone: '9', edit, lost: [] })
  })

  it('is Entra’s again when Entra sends another value, and what was lost is told', () => {
    const edit = { entra: '1', by: 'Ben', at: earlier }
    expect(keepPhone({ shown: '9', edit }, { entra: '2' })).toEqual({
      phone: '2',
      edit: undefined,
      lost: [{ detail: 'phone', lost: '9', entra: '2', by: 'Ben' }],
    })
    expect(keepPhone({ shown: '9', edit }, { entra: null })).toMatchObject({ phone: null })
  })

  it('does not keep what nobody entered', () => {
    const edit = { entra: '1', by: null, at: earlier }
    expect(keepPhone({ shown: '9', edit }, { entra: '1' })).toMatchObject({
      phone: '1',
      edit: undefined,
    })
  })
})

describe('a detail that Sequr owns', () => {
  const owned: EditableDetail[] = ['phone']

  it('keeps its value, and remembers what Entra has', () => {
    expect(keepPhone({ shown: '1' }, { entra: '2', owned })).toEqual({
      phone: '1',
      edit: { entra: '2', by: null, at: at.toISOString() },
      lost: [],
    })
    const edit = { entra: '1', by: 'Ben', at: earlier }
    expect(keepPhone({ shown: '9', edit }, { entra: '2', owned })).toMatchObject({
      phone: '9',
      edit: { entra: '2', by: 'Ben', at: earlier },
    })
  })

  it('is filled by Entra where there is no value, unless somebody emptied it', () => {
    expect(keepPhone({ shown: null }, { entra: '2', owned })).toMatchObject({
      phone: '2',
      edit: undefined,
    })
    const edit = { entra: '1', by: 'Ben', at: earlier }
    expect(keepPhone({ shown: null, edit }, { entra: '2', owned })).toMatchObject({
      phone: null,
      edit: { entra: '2' },
    })
  })
})

/** The same rules, written as a table of cases, for one detail at a time. */
function oracle(
  { shown, edit }: { shown: string | null; edit: NonNullable<StoredEdits['phone']> | undefined },
  { entra, isOwned }: { entra: string | null; isOwned: boolean },
): { shown: string | null; isKept: boolean } {
  if (shown === entra) return { shown, isKept: false }
  if (isOwned && shown === null && !edit) return { shown: entra, isKept: false }
  if (isOwned) return { shown, isKept: true }
  if (!edit || edit.by === null) return { shown: entra, isKept: false }
  return edit.entra === entra ? { shown, isKept: true } : { shown: entra, isKept: false }
}

const value = fc.constantFrom(null, '', 'a', 'A', 'b')
const oneDetail = fc.record({
  shown: value,
  entra: value,
  edit: fc.option(
    fc.record({ entra: value, by: fc.constantFrom(null, 'Ben'), at: fc.constant(earlier) }),
    { nil: undefined },
  ),
  isOwned: fc.boolean(),
})

describe('whatever was shown and whatever is sent', () => {
  it('each detail is decided by itself, as its own rules say', () => {
    fc.assert(
      fc.property(
        fc.array(oneDetail, {
          minLength: editableDetails.length,
          maxLength: editableDetails.length,
        }),
        (cases) => {
          const of = <T>(pick: (one: (typeof cases)[number]) => T) =>
            Object.fromEntries(
              editableDetails.flatMap((detail, n) => {
                const one = cases[n]
                return one ? [[detail, pick(one)]] : []
              }),
            )
          const before = { ...nothing, ...of((one) => one.shown), edits: of((one) => one.edit) }
          const derived = { ...columns, ...of((one) => one.entra) }
          const owned = editableDetails.filter((_, n) => cases[n]?.isOwned)
          const kept = keepDetails(before, { derived, owned, at })
          for (const [n, detail] of editableDetails.entries()) {
            const one = cases[n]
            if (!one) continue
            const wanted = oracle(one, one)
            expect(kept.columns[detail]).toBe(wanted.shown)
            expect(kept.edits[detail]?.entra).toBe(wanted.isKept ? one.entra : undefined)
            const isLost = one.edit !== undefined && one.shown !== one.entra && !wanted.isKept
            expect(kept.lost.some((lost) => lost.detail === detail)).toBe(isLost)
          }
        },
      ),
    )
  })

  it('what Sequr shows and what Entra has are never equal where an edit is kept', () => {
    fc.assert(
      fc.property(oneDetail, ({ shown, entra, edit, isOwned }) => {
        const kept = keepPhone(
          { shown, ...(edit ? { edit } : {}) },
          { entra, owned: isOwned ? ['phone'] : [] },
        )
        if (kept.edit) expect(kept.edit.entra).not.toBe(kept.phone)
        else expect(kept.phone).toBe(entra)
      }),
    )
  })
})
