/**
 * Checks the options of client, hooks and relay, so that all refuse in the same way: `options-invalid`, with the name,
 * the value and the rule, or, for a name that does not exist, with the one that was meant.
 */
import { GradioStreamError } from './errors.ts'
import { nearestName } from './protocol/endpoint-name.ts'

/** The longest delay of a timer, in milliseconds; a longer one would fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * What an option must be. `duration`: milliseconds above 0. `limit`: the same, or `null` for none. `count`: at least
 * this number. `any`: whatever it is, it is not checked. An option that is `undefined` takes its
 * default and is not checked.
 */
export type OptionRule =
  | 'duration'
  | 'limit'
  | 'flag'
  | 'function'
  | 'any'
  | { readonly count: number }
  /** An object with these methods. */
  | { readonly methods: readonly string[] }
  /** One of these texts, or a function. */
  | { readonly oneOf: readonly string[]; readonly orFunction: true }

/** What is said of names that are not known: `owner` takes the options, for example `new GradioClient`. */
export interface OptionWords {
  readonly owner?: string
  /** Put before the name, for example `limits.`. */
  readonly prefix?: string
  /** Options that are written somewhere else: an object with each name, and that place. */
  readonly others?: readonly (readonly [names: object, place: string])[]
  /** Options that no longer exist, by name: what to write instead. */
  readonly former?: Readonly<Record<string, string>>
}

/** Throws `options-invalid` for the first option that does not exist or breaks its rule. */
export function checkOptions(options: object, rules: Readonly<Record<string, OptionRule>>, words: OptionWords): void {
  checkNames(options, rules, words)
  for (const [name, rule] of Object.entries(rules)) {
    const value: unknown = Reflect.get(options, name)
    const wanted = value === undefined ? null : findFault(value, rule)
    if (wanted !== null) throw optionInvalid(name, `is ${shown(value)}, but must be ${wanted}`)
  }
}

/**
 * Throws `options-invalid` for the first option whose name is not in `known`. One that is `undefined` was not given.
 */
export function checkNames(options: object, known: object, words: OptionWords): void {
  if (typeof options !== 'object' || options === null) {
    throw new GradioStreamError('options-invalid', {
      message: `The options of ${words.owner} must be an object, not ${shown(options)}.`,
      hint: `There are ${listed(known)}.`,
    })
  }
  // Inherited names too: a signal in the place of options has its names from its class.
  for (const name in options) {
    if (!Object.hasOwn(known, name) && Reflect.get(options, name) !== undefined) throw unknownOption(name, known, words)
  }
}

/** The error for an option that does not exist: what replaced it, where it belongs, what was meant, or all names. */
export function unknownOption(name: string, known: object, words: OptionWords): GradioStreamError<'options-invalid'> {
  const { owner, prefix = '', others = [], former = {} } = words
  if (Object.hasOwn(former, name)) return optionInvalid(name, 'no longer exists', `Use ${former[name]}.`)
  const place = others.find(([names]) => Object.hasOwn(names, name))?.[1]
  const nearest = nearestName(name, Object.keys(known))
  const hint = place ? `It belongs to ${place}.` : nearest === undefined ? `There are ${listed(known)}.` : `Did you mean "${nearest}"?`
  return optionInvalid(prefix + name.slice(0, 200), owner === undefined ? 'does not exist' : `does not exist in ${owner}`, hint)
}

function listed(known: object): string {
  return Object.keys(known).join(', ')
}

/** The error for an option. `fault` continues after its name, without a full stop. */
export function optionInvalid(name: string, fault: string, hint?: string): GradioStreamError<'options-invalid'> {
  return new GradioStreamError('options-invalid', {
    message: `The option ${name} ${fault}.`,
    ...(hint === undefined ? {} : { hint }),
  })
}

/** What the value must be instead; `null` if it is valid. */
function findFault(value: unknown, rule: OptionRule): string | null {
  if (rule === 'any') return null
  if (rule === 'flag') return typeof value === 'boolean' ? null : 'true or false'
  if (rule === 'function') return typeof value === 'function' ? null : 'a function'
  if (rule === 'duration' || rule === 'limit') {
    if (rule === 'limit' && value === null) return null
    const isDuration = typeof value === 'number' && value > 0 && value <= LONGEST_TIMER_MS
    const words = `a number of milliseconds above 0 and at most ${LONGEST_TIMER_MS}`
    return isDuration ? null : rule === 'limit' ? `${words}, or null for no limit` : words
  }
  if ('oneOf' in rule) {
    const isValid = typeof value === 'function' || (typeof value === 'string' && rule.oneOf.includes(value))
    return isValid ? null : `${rule.oneOf.map((text) => `"${text}"`).join(', ')} or a function`
  }
  if ('count' in rule) return typeof value === 'number' && value >= rule.count ? null : `a number that is at least ${rule.count}`
  const missing = rule.methods.filter((method) => typeof value !== 'object' || value === null || typeof Reflect.get(value, method) !== 'function') // prettier-ignore
  return missing.length === 0 ? null : `an object with the ${missing.length > 1 ? 'methods' : 'method'} ${missing.join(', ')}`
}

/** A value in the form for a message. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 200))
  if (typeof value === 'function') return 'a function'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}
