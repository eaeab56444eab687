import { sql } from 'drizzle-orm'

/**
 * What somebody carries to a door, a mobile key `k` or a card `c`, as rows of one shape, which
 * `answerSql` asks about. A card needs no setting up, so it is active as long as it lives.
 */
export const keyCarried = sql`
  k.id, 'key' as kind, k.employee_id, k.property_id, k.state, k.starts_at, k.suspended_at, k.revoked_at,
  k.state_at as since, k.device, null as card`
export const cardCarried = sql`
  c.id, 'card' as kind, c.employee_id, c.property_id, 'active' as state, c.starts_at, c.suspended_at, c.revoked_at,
  c.given_at as since, null as device, c.ending as card`
