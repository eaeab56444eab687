import { Fragment } from 'react'
import type { Conditions } from '@/lib/rules/engine/condition'
import { describeCondition } from '@/lib/rules/engine/describe'
import type { RulesView } from './rules-view'

/** "Department is any of Engineering, Design and Country is US", with what joins them set apart. */
export function ConditionWords({
  conditions,
  view,
}: {
  conditions: Conditions
  view: Pick<RulesView, 'names'>
}) {
  const joint = conditions.match === 'all' ? 'and' : 'or'
  return conditions.conditions.map((condition, index) => (
    <Fragment key={index}>
      {index > 0 && <span className="text-ink-soft"> {joint} </span>}
      <strong className="font-medium">
        {describeCondition(condition, (id) => view.names[id])}
      </strong>
    </Fragment>
  ))
}
