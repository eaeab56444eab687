import { expect, test } from 'vitest'
import { localPath } from './local-path'

test.each([
  ['/employees?view=new', '/employees?view=new'],
  ['http://localhost:3000/doors', '/doors'],
])('%s leads to %s', (address, path) => {
  expect(localPath(address, 'http://localhost:3000')).toBe(path)
})

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example',
  'javascript:alert(1)',
  'http://[',
  '',
  undefined,
  `/${'a'.repeat(3000)}`,
])('%s leads to our own first page', (address) => {
  expect(localPath(address, 'http://localhost:3000')).toBe('/')
})

test('a path never begins with two slashes, which browsers read as another host', () => {
  expect(localPath('http://localhost:3000//evil.example', 'http://localhost:3000')).toBe(
    '/evil.example',
  )
})
