import { type AttributeDefinition, attribute } from './attribute'
import { KEY_LENGTH_MAX } from './limits'

/** The Group of RFC 7643 section 4.2. Members are users or groups and are rows, never a list. */
export const groupAttributes: readonly AttributeDefinition[] = [
  attribute('displayName', 'string', 'The name of the group.', {
    required: true,
    uniqueness: 'server',
    lengthMax: KEY_LENGTH_MAX,
  }),
  attribute('members', 'complex', 'Who is in the group.', {
    multiValued: true,
    subAttributes: [
      attribute('value', 'string', 'The id of the member.', {
        caseExact: true,
        mutability: 'immutable',
      }),
      attribute('$ref', 'reference', 'The address of the member.', {
        mutability: 'immutable',
        referenceTypes: ['User', 'Group'],
      }),
      attribute('type', 'string', 'User or Group.', {
        mutability: 'immutable',
        canonicalValues: ['User', 'Group'],
      }),
      attribute('display', 'string', 'The name of the member.', { mutability: 'readOnly' }),
    ],
  }),
]
