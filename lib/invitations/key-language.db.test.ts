import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { employees, properties } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newestLink } from '@/lib/access/key-deeds/test-keys'
import {
  changePerson,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '@/lib/access/test-house'
import { readKeyLanguage } from './key-language'

let db: Db
let close: () => Promise<void>
let house: TestHouse
let maya: string
let token: string

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales', doors: ['Dock'] })
  await db.update(properties).set({ language: 'fr' }).where(eq(properties.id, house.hq))
  maya = await newPerson(house, { name: 'Maya', department: 'Sales' })
  token = await newestLink(house.ctx, maya)
})

const speaks = (preferredLanguage: string | null) =>
  db.update(employees).set({ preferredLanguage }).where(eq(employees.id, maya))
const languageOf = (link: string, accepted: string | null = 'es') =>
  readKeyLanguage({ db, now: house.ctx.now, token: link }, accepted)

it('the page of a key speaks the person’s language before the property’s before the browser’s', async () => {
  await speaks('de-CH')
  expect(await languageOf(token)).toBe('de')
  await speaks('ja-JP')
  expect(await languageOf(token)).toBe('fr')
  await speaks(null)
  expect(await languageOf(token)).toBe('fr')
  expect(await languageOf('not-a-link')).toBe('es')
  expect(await languageOf('not-a-link', null)).toBe('en')
})

it('a link whose key has ended still speaks as it did', async () => {
  await speaks(null)
  await changePerson(house.ctx, maya, { active: false })
  expect(await languageOf(token)).toBe('fr')
})
