import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { integrations, scimTokens } from '@/db/schema'
import { learnFromCycle } from '@/lib/access/over-time/learn-members'
import { describeError, log } from '@/lib/platform/log'
import { type ReadEntry, readEntriesStatement } from './read-entries-sql'

/**
 * What SCIM requests leave behind. A write's entry is part of its own transaction and never comes
 * here; reads, refusals, the token's last use and the integration's heartbeat are gathered and
 * written together, so that a read costs no statement of its own (scim.md 10).
 */
export interface Contact {
  organizationId: string
  integrationId: string
  tokenId: string
  at: Date
  milestones: Milestone[]
}

/** First times that the set-up checklist ticks by itself (product.md 3.2). */
export type Milestone =
  | { kind: 'probe'; at: Date }
  | { kind: 'person'; name: string }
  | { kind: 'group' }

interface Refusal {
  organizationId: string
  ending: string
  at: Date
}

const TOO_MANY = 429
const FLUSH_AFTER_MS = 500
/** A burst beyond this is flushed at once, so that memory stays bounded. */
const BUFFERED_MAX = 200

export class RequestLog {
  private reads: ReadEntry[] = []
  private contacts = new Map<string, Contact>()
  private refusals = new Map<string, Refusal>()
  private timer: NodeJS.Timeout | undefined
  private flushing: Promise<void> = Promise.resolve()

  constructor(private readonly db: Db) {}

  noteRead(entry: ReadEntry): void {
    if (entry.entry.data.status === TOO_MANY && this.countWithLast(entry)) return
    this.reads.push(entry)
    this.schedule()
  }

  /** Whoever calls too fast is told so each time, but fills the log with one entry at a time. */
  private countWithLast({ organizationId, entry }: ReadEntry): boolean {
    const last = this.reads.findLast(
      (one) =>
        one.entry.data.status === TOO_MANY &&
        one.organizationId === organizationId &&
        one.entry.data.tokenEnding === entry.data.tokenEnding,
    )
    if (last) last.entry.data.times++
    return last !== undefined
  }

  noteContact(contact: Contact): void {
    const known = this.contacts.get(contact.tokenId)
    const milestones = [...(known?.milestones ?? []), ...contact.milestones]
    this.contacts.set(contact.tokenId, { ...contact, milestones })
    this.schedule()
  }

  noteRefusal(refusal: Refusal): void {
    this.refusals.set(refusal.organizationId, refusal)
    this.schedule()
  }

  /** Writes everything gathered so far; a failure is logged and loses no acknowledged change. */
  flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    this.flushing = this.flushing
      .then(() => this.write())
      .catch((error: unknown) => {
        log.error('the request log could not be written', describeError(error))
      })
    return this.flushing
  }

  private schedule(): void {
    if (this.reads.length >= BUFFERED_MAX) {
      void this.flush()
      return
    }
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS).unref()
  }

  private async write(): Promise<void> {
    const reads = this.reads.splice(0)
    const contacts = [...this.contacts.values()]
    const refusals = [...this.refusals.values()]
    this.contacts.clear()
    this.refusals.clear()
    if (reads.length > 0) await this.db.execute(readEntriesStatement(reads))
    for (const contact of contacts) await writeContact(this.db, contact)
    for (const refusal of refusals) await writeRefusal(this.db, refusal)
    for (const contact of contacts) await learnFromContact(this.db, contact)
  }
}

async function writeContact(db: Db, contact: Contact): Promise<void> {
  const { organizationId, at } = contact
  await db
    .update(scimTokens)
    .set({ lastUsedAt: at })
    .where(
      and(eq(scimTokens.organizationId, organizationId), inArray(scimTokens.id, [contact.tokenId])),
    )
  const seen = new Set(contact.milestones.map((milestone) => milestone.kind))
  const person = contact.milestones.find((milestone) => milestone.kind === 'person')
  await db
    .update(integrations)
    .set({
      lastContactAt: at,
      testReceivedAt: sql`coalesce(${integrations.testReceivedAt}, ${at.toISOString()}::timestamptz)`,
      ...(person && {
        firstPersonAt: sql`coalesce(${integrations.firstPersonAt}, ${at.toISOString()}::timestamptz)`,
        firstPersonName: sql`coalesce(${integrations.firstPersonName}, ${person.name})`,
      }),
      ...(seen.has('group') && {
        firstGroupAt: sql`coalesce(${integrations.firstGroupAt}, ${at.toISOString()}::timestamptz)`,
      }),
      // Every cycle begins with probes: one that comes after the first person ends the first cycle.
      ...(seen.has('probe') && {
        firstCycleAt: sql`case when ${integrations.firstCycleAt} is null and ${integrations.firstPersonAt} is not null then ${at.toISOString()}::timestamptz else ${integrations.firstCycleAt} end`,
      }),
    })
    .where(
      and(
        eq(integrations.organizationId, organizationId),
        eq(integrations.id, contact.integrationId),
      ),
    )
}

/** A probe begins a cycle, so whatever the one before it had to say of the groups from then is said. */
async function learnFromContact(db: Db, contact: Contact): Promise<void> {
  const probe = contact.milestones.find((milestone) => milestone.kind === 'probe')
  if (!probe) return
  const { organizationId } = contact
  const actor = { kind: 'system', name: 'Sequr' } as const
  await learnFromCycle({ db, organizationId, now: probe.at, actor })
}

async function writeRefusal(db: Db, refusal: Refusal): Promise<void> {
  await db
    .update(integrations)
    .set({ lastRefusedEnding: refusal.ending, lastRefusedAt: refusal.at })
    .where(
      and(eq(integrations.organizationId, refusal.organizationId), eq(integrations.kind, 'entra')),
    )
}
