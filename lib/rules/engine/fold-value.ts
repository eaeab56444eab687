import { foldCountry } from './country'
import { foldEmail, foldText } from './fold'
import { operandOf } from './operands'

/** How a value of this operand is compared; facts and what rules want go through the same function. */
export function foldValue(operandId: string, value: string): string {
  switch (operandOf(operandId)?.foldedAs) {
    case 'email':
      return foldEmail(value)
    case 'country':
      return foldCountry(value)
    default:
      return foldText(value)
  }
}
