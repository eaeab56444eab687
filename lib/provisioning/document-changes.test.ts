import { describe, expect, it } from 'vitest'
import { documentChanges } from './document-changes'

const work = (value: string) => ({ type: 'work', value })

describe('the changes between two documents', () => {
  it('are named by their path, and elements by their type', () => {
    const before = { title: 'Engineer', addresses: [{ type: 'work', locality: 'Denver' }] }
    const after = { title: 'Engineer', addresses: [{ type: 'work', locality: 'Austin' }] }
    expect(documentChanges(before, after)).toEqual([
      { field: 'addresses[work].locality', before: 'Denver', after: 'Austin' },
    ])
  })

  it('tell of what came and what went', () => {
    expect(documentChanges({ nickName: 'Bo' }, { active: false })).toEqual([
      { field: 'nickName', before: 'Bo', after: null },
      { field: 'active', before: null, after: 'false' },
    ])
  })

  it('name extensions as people and mappings do', () => {
    const after = {
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Sales' },
      'urn:contoso:2.0:User': { badge: '7' },
    }
    expect(documentChanges({}, after).map(({ field }) => field)).toEqual([
      'department',
      'urn:contoso:2.0:User:badge',
    ])
  })

  it('stay apart where two elements have one type', () => {
    const before = { emails: [work('a@b.c'), work('d@e.f')] }
    const after = { emails: [work('a@b.c'), work('x@y.z')] }
    expect(documentChanges(before, after)).toEqual([
      { field: 'emails[2].value', before: 'd@e.f', after: 'x@y.z' },
    ])
  })

  it('are none when only the order of members or the schemas differ', () => {
    expect(documentChanges({ a: 1, b: 2, schemas: ['x'] }, { b: 2, a: 1 })).toEqual([])
  })

  it('are bounded in number and length', () => {
    const after = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`x${i}`, 'y'.repeat(999)]),
    )
    const changes = documentChanges({}, after)
    expect(changes).toHaveLength(100)
    expect(changes[0]?.after).toHaveLength(301)
  })
})
