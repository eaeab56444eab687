import { text, timestamp } from 'drizzle-orm/pg-core'

/** Every moment is stored with its zone; the product shows it in the property's own. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** The organisation a row belongs to. It leads every key, so a query that forgets it is slow, not just wrong. */
export const organizationId = () => text('organization_id').notNull()
