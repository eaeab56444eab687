import { and, desc, eq, gt, type SQL } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { containsText } from '@/db/predicates'
import { emails, employees } from '@/db/schema'
import {
  EMAIL_PAGE_SIZE,
  type EmailDetails,
  type EmailPage,
  type EmailQuery,
  type EmailRow,
} from '@/lib/email/schemas'
import { maskEmail } from './mask-email'

const HOUR_MS = 60 * 60 * 1000
const PERIOD_HOURS = { '24h': 24, '7d': 168, '30d': 720 } as const
const HIDDEN = '•••'

/** Who looks: roles below those who manage people see neither names nor addresses (product.md 3.10). */
export interface EmailReader {
  seesPersonal: boolean
}

/** Every e-mail of the organisation, newest first. */
export async function listEmails(
  ctx: Context,
  query: EmailQuery,
  reader: EmailReader,
): Promise<EmailPage> {
  const where = and(
    eq(emails.organizationId, ctx.organizationId),
    query.state ? eq(emails.state, query.state) : undefined,
    query.template ? eq(emails.template, query.template) : undefined,
    query.period === 'all'
      ? undefined
      : gt(emails.createdAt, new Date(ctx.now.getTime() - PERIOD_HOURS[query.period] * HOUR_MS)),
    mentions(query.q, reader),
  )
  const total = await ctx.db.$count(emails, where)
  const page = Math.min(query.page, Math.max(1, Math.ceil(total / EMAIL_PAGE_SIZE)))
  const rows = await ctx.db
    .select(columns)
    .from(emails)
    .leftJoin(employees, isRecipient)
    .where(where)
    .orderBy(desc(emails.createdAt), desc(emails.id))
    .limit(EMAIL_PAGE_SIZE)
    .offset((page - 1) * EMAIL_PAGE_SIZE)
  return { rows: rows.map((row) => rowOf(row, reader)), total, page }
}

export async function readEmail(
  ctx: Context,
  { id }: { id: string },
  reader: EmailReader,
): Promise<EmailDetails | undefined> {
  const [row] = await ctx.db
    .select({
      ...columns,
      language: emails.language,
      sender: emails.sender,
      replyTo: emails.replyTo,
      sentAt: emails.sentAt,
      copyOf: emails.copyOf,
    })
    .from(emails)
    .leftJoin(employees, isRecipient)
    .where(and(eq(emails.organizationId, ctx.organizationId), eq(emails.id, id)))
  if (!row) return undefined
  const { language, sender, replyTo, sentAt, copyOf, createdAt } = row
  return { ...rowOf(row, reader), language, sender, replyTo, sentAt, copyOf, createdAt }
}

const columns = {
  id: emails.id,
  template: emails.template,
  subject: emails.subject,
  recipient: emails.recipient,
  employeeId: emails.employeeId,
  name: employees.displayName,
  state: emails.state,
  stateAt: emails.stateAt,
  createdAt: emails.createdAt,
  error: emails.error,
}

const isRecipient = and(
  eq(employees.organizationId, emails.organizationId),
  eq(employees.id, emails.employeeId),
)

type Row = Pick<typeof emails.$inferSelect, Exclude<keyof typeof columns, 'name'>> & {
  name: string | null
}

function rowOf(row: Row, { seesPersonal }: EmailReader): EmailRow {
  const { id, template, subject, state, error, employeeId, name } = row
  const person = seesPersonal && employeeId && name ? { id: employeeId, name } : null
  const recipient = seesPersonal ? row.recipient : (maskEmail(row.recipient) ?? HIDDEN)
  return {
    id,
    template,
    subject,
    state,
    error,
    person,
    recipient,
    stateAt: row.stateAt ?? row.createdAt,
  }
}

/** A search must not tell a value by finding it. */
function mentions(search: string, { seesPersonal }: EmailReader): SQL | undefined {
  if (search === '') return undefined
  return containsText(seesPersonal ? emails.recipient : emails.subject, search)
}
