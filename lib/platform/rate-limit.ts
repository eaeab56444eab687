/**
 * A token bucket per key, in this process's memory. It protects the database from a client that
 * went wild; the limit is far above what Entra sends (25 requests/s), so it never slows a cycle.
 */
export interface BucketLimits {
  perSecond: number
  burst: number
  /** Keys remembered at most; the longest unused is forgotten first. */
  keysMax: number
}

export const tokenLimits: BucketLimits = { perSecond: 200, burst: 400, keysMax: 10_000 }
/** Failed authentications per address: generous for a mistyped token, useless for guessing. */
export const failureLimits: BucketLimits = { perSecond: 1, burst: 30, keysMax: 10_000 }
/** Token requests per client secret: a token works for an hour, so this is a client gone wild. */
export const tokenRequestLimits: BucketLimits = { perSecond: 1, burst: 60, keysMax: 10_000 }

interface Bucket {
  level: number
  at: number
}

export class RateLimit {
  private readonly buckets = new Map<string, Bucket>()

  constructor(private readonly limits: BucketLimits) {}

  /** Takes one from the key's bucket. Returns 0, or the seconds to wait when it is empty. */
  take(key: string, now: Date): number {
    const bucket = this.refill(key, now)
    if (bucket.level < 1) return Math.ceil((1 - bucket.level) / this.limits.perSecond)
    bucket.level -= 1
    return 0
  }

  private refill(key: string, now: Date): Bucket {
    const known = this.buckets.get(key)
    const bucket = known ?? { level: this.limits.burst, at: now.getTime() }
    const seconds = Math.max(0, now.getTime() - bucket.at) / 1000
    bucket.level = Math.min(this.limits.burst, bucket.level + seconds * this.limits.perSecond)
    bucket.at = now.getTime()
    // Re-inserting keeps the map in order of use.
    this.buckets.delete(key)
    this.buckets.set(key, bucket)
    if (this.buckets.size > this.limits.keysMax) {
      const oldest = this.buckets.keys().next()
      if (!oldest.done) this.buckets.delete(oldest.value)
    }
    return bucket
  }
}
