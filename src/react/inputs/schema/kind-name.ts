/** Names of the kinds of a typed function's values. The messages have words for each. */

/** A kind. */
export type KindName =
  | 'text'
  | 'number'
  | 'whole'
  | 'flag'
  | 'choice'
  | 'date'
  | 'file'
  | 'files'
  | 'list'
  | 'map'
  | 'group'
  | 'nothing'
  | 'json'
