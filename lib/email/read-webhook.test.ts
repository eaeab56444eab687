import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readWebhook } from './read-webhook'

const secret = `whsec_${Buffer.from('only the tests know this secret').toString('base64')}`
const bounced = {
  type: 'email.bounced',
  created_at: '2026-11-26T10:00:00.000Z',
  data: { email_id: 'eml_1', tags: { message: 'msg_1' }, bounce: { type: 'Permanent' } },
}

/** Signs as Svix does: `id.timestamp.body` with the secret's bytes. */
function signed(payload: unknown, { id = 'evt_1', secondsAgo = 0, with: key = secret } = {}) {
  const body = JSON.stringify(payload)
  const timestamp = String(Math.floor(Date.now() / 1000) - secondsAgo)
  const bytes = Buffer.from(key.slice('whsec_'.length), 'base64')
  const mac = createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest('base64')
  const headers = new Headers({
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': `v1,${mac}`,
  })
  return { body, headers }
}

const read = ({ body, headers }: { body: string; headers: Headers }) =>
  readWebhook(body, headers, secret)

describe('a webhook', () => {
  it('that is signed is read', () => {
    expect(read(signed(bounced))).toEqual({
      kind: 'event',
      event: {
        messageId: 'msg_1',
        providerId: 'eml_1',
        state: 'bounced',
        error: 'bounce:permanent',
        at: new Date('2026-11-26T10:00:00.000Z'),
      },
    })
  })

  it('is forged when a byte of it, its id or its time was changed, or another secret signed it', () => {
    const { body, headers } = signed(bounced)
    const other = (name: string, value: string) => {
      const changed = new Headers(headers)
      changed.set(name, value)
      return { body, headers: changed }
    }
    const wrong = `whsec_${Buffer.from('somebody else’s secret').toString('base64')}`
    const forged = [
      { body: body.replace('msg_1', 'msg_2'), headers },
      other('svix-id', 'evt_2'),
      other('svix-timestamp', String(Math.floor(Date.now() / 1000) - 1)),
      other('svix-signature', 'v1,'),
      { body, headers: new Headers() },
      signed(bounced, { with: wrong }),
    ]
    expect(forged.map(read)).toEqual(forged.map(() => ({ kind: 'forged' })))
  })

  it('is forged when it is older than five minutes: a replay', () => {
    expect(read(signed(bounced, { secondsAgo: 290 })).kind).toBe('event')
    expect(read(signed(bounced, { secondsAgo: 310 }))).toEqual({ kind: 'forged' })
    expect(read(signed(bounced, { secondsAgo: -310 }))).toEqual({ kind: 'forged' })
  })

  it.each([
    ['email.delivered', 'delivered', null],
    ['email.delivery_delayed', 'delayed', null],
    ['email.complained', 'complained', 'complaint'],
    ['email.failed', 'failed', 'provider_failed'],
    ['email.suppressed', 'bounced', 'bounce:suppressed'],
  ])('%s means %s', (type, state, error) => {
    expect(read(signed({ ...bounced, type }))).toMatchObject({ event: { state, error } })
  })

  it.each(['email.opened', 'email.clicked', 'email.sent', 'contact.created', 'anything'])(
    '%s is genuine and not followed',
    (type) => {
      expect(read(signed({ ...bounced, type }))).toEqual({ kind: 'other' })
    },
  )

  it('of a shape that is not known is not followed', () => {
    expect(read(signed({ type: 'email.bounced' }))).toEqual({ kind: 'other' })
  })

  it('reads tags as an object and as a list, and does without any', () => {
    const tags = [{ name: 'message', value: 'msg_1' }]
    const { data } = bounced
    expect(read(signed({ ...bounced, data: { ...data, tags } }))).toMatchObject({
      event: { messageId: 'msg_1' },
    })
    expect(read(signed({ ...bounced, data: { email_id: 'eml_1' } }))).toMatchObject({
      event: { messageId: undefined, providerId: 'eml_1', error: 'bounce:undetermined' },
    })
  })
})
