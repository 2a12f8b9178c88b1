/** Types of values as data: what is written as TypeScript and as zod schemas. Pure. */

/** A type. `named` refers to a declaration, which may refer to itself. */
export type ValueType =
  | { readonly kind: 'word'; readonly word: 'string' | 'number' | 'bigint' | 'boolean' | 'null' | 'unknown' }
  | { readonly kind: 'literal'; readonly value: string | number | bigint | boolean }
  /** Any text; the choices are for the editor. */
  | { readonly kind: 'open-text'; readonly choices: readonly string[] }
  /** `isGiven`: a page gives it, so it may be a list that does not change (`as const`). */
  | { readonly kind: 'list'; readonly item: ValueType; readonly isGiven?: true }
  | { readonly kind: 'tuple'; readonly items: readonly ValueType[] }
  | { readonly kind: 'record'; readonly value: ValueType }
  | { readonly kind: 'union'; readonly options: readonly ValueType[] }
  | { readonly kind: 'named'; readonly name: string }

/** One member of an object. */
export interface ValueMember {
  readonly name: string
  readonly type: ValueType
  readonly isOptional: boolean
  /** Lines of its comment. */
  readonly comment: readonly string[]
}

/** What a name stands for: an object, or code that is the same in every file. */
export interface Declaration {
  readonly name: string
  readonly comment: readonly string[]
  readonly members?: readonly ValueMember[]
  /** Written as they are, instead of `members`. */
  readonly code?: { readonly type: string; readonly zod: string }
}

export const TEXT: ValueType = { kind: 'word', word: 'string' }
export const NUMBER: ValueType = { kind: 'word', word: 'number' }
export const FLAG: ValueType = { kind: 'word', word: 'boolean' }
export const NOTHING: ValueType = { kind: 'word', word: 'null' }
export const ANYTHING: ValueType = { kind: 'word', word: 'unknown' }
/** A whole number that a page sends: beyond 2^53 only a `bigint` has all digits. */
export const WHOLE: ValueType = unionOf([NUMBER, { kind: 'word', word: 'bigint' }])

export function listOf(item: ValueType): ValueType {
  return { kind: 'list', item }
}

/** A list that a page gives. */
export function givenListOf(item: ValueType): ValueType {
  return { kind: 'list', item, isGiven: true }
}

/** A union without repetitions, flat. `unknown` swallows all others. */
export function unionOf(options: readonly ValueType[]): ValueType {
  const flat = options.flatMap((option) => (option.kind === 'union' ? option.options : [option]))
  if (flat.some((option) => option.kind === 'word' && option.word === 'unknown')) return ANYTHING
  const unique = [...new Map(flat.map((option) => [keyOf(option), option])).values()]
  const words = new Set(unique.map((option) => (option.kind === 'word' ? option.word : '')))
  const kept = unique.filter((option) => option.kind !== 'literal' || !words.has(wordOf(option.value)))
  return kept.length === 1 && kept[0] ? kept[0] : { kind: 'union', options: kept }
}

export function orNull(type: ValueType): ValueType {
  return unionOf([type, NOTHING])
}

function wordOf(value: string | number | bigint | boolean): 'string' | 'number' | 'bigint' | 'boolean' {
  const word = typeof value
  return word === 'number' || word === 'bigint' || word === 'boolean' ? word : 'string'
}

function keyOf(type: ValueType): string {
  return JSON.stringify(type, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))
}
