/**
 * Who causes a change. Every verb's context carries one, and every activity entry keeps it, so
 * that "who gave this person a door" always has an answer.
 */
export type Actor =
  | { kind: 'admin'; userId: string; name: string }
  | { kind: 'scim'; tokenId: string; tokenEnding: string }
  | { kind: 'person'; employeeId: string; name: string }
  /** A colleague who was asked to do a part of the set-up, known by an e-mail address alone. */
  | { kind: 'guest'; invitationId: string; name: string }
  | { kind: 'controller'; controllerId: string; name: string }
  | { kind: 'system'; name: string }

/** How the activity log shows an actor. */
export function actorLabel(actor: Actor): string {
  switch (actor.kind) {
    case 'admin':
    case 'person':
    case 'guest':
      return actor.name
    case 'scim':
      return 'Microsoft Entra ID'
    case 'controller':
    case 'system':
      return actor.name
  }
}
