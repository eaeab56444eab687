/** What stands over a list: nothing, a form, or the question before a deletion. */
export type PlaceDialog<Place> =
  | { kind: 'none' }
  | { kind: 'add' }
  | { kind: 'edit'; place: Place }
  | { kind: 'delete'; place: Place }
