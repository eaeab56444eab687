'use client'

import { ComparisonTable } from './comparison-table'
import type { RuleActions } from './rules-view'
import { TryAgain } from './try-again'
import { useAnswer } from './use-answer'

/** Two versions of a property's rules, read when they are looked at. */
export function VersionComparison({
  question,
  compareVersions,
}: {
  question: { propertyId: string; from: number; to: number }
  compareVersions: RuleActions['compareVersions']
}) {
  const { value, refusal, again } = useAnswer(compareVersions, question)
  if (refusal) return <TryAgain refusal={refusal} onAgain={again} />
  if (!value) return <p className="appear-late text-ink-soft">Comparing…</p>
  return <ComparisonTable comparison={value} />
}
