/** Who and what the benchmark's organisation has; the seed writes it, the requests name it. */
export const PEOPLE = 56_000
/** Beyond these, people are in no group and can be added to one. */
export const MEMBERS_MAX = 50_000
export const THOUSANDS = 12
/** These have doors, a role and keys at both properties from the start. */
export const engineers = { from: 10_001, to: 12_000 }

export const groups = {
  fifty: { id: 'grp_bench_fifty', size: 50 },
  fiftyThousand: { id: 'grp_bench_fifty_thousand', size: MEMBERS_MAX },
  /** Rules at both properties name it: its members get doors, a role and keys. */
  badge: { id: 'grp_bench_badge', size: 0 },
}

/** Empty groups that are each given a thousand members in one request. */
export const thousands = Array.from({ length: THOUSANDS }, (_, n) => ({
  id: `grp_bench_thousand_${n}`,
  size: 0,
}))

export const personId = (n: number) => `emp_bench_${n}`
export const userName = (n: number) => `p${n}@contoso.example`
