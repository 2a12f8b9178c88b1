/**
 * Checks the options of client and relay, so that both refuse in the same way: `options-invalid`, with the name, the
 * value and the rule.
 */
import { GradioStreamError } from './errors.ts'

/** The longest delay of a timer, in milliseconds; a longer one would fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * What an option must be. `duration`: milliseconds above 0. `limit`: the same, or `null` for none. `count`: at least
 * this number. `instead`: the option no longer exists, and this replaces it. An option that is `undefined` takes its
 * default and is not checked.
 */
export type OptionRule =
  | 'duration'
  | 'limit'
  | 'flag'
  | 'function'
  | { readonly count: number }
  /** An object with these methods. */
  | { readonly methods: readonly string[] }
  /** One of these texts, or a function. */
  | { readonly oneOf: readonly string[]; readonly orFunction: true }
  | { readonly instead: string }

/**
 * Throws `options-invalid` for the first option that breaks its rule. `prefix` is put before the name, for example
 * `limits.`.
 */
export function checkOptions(options: object, rules: Readonly<Record<string, OptionRule>>, prefix = ''): void {
  for (const [name, rule] of Object.entries(rules)) {
    const value: unknown = Reflect.get(options, name)
    if (value === undefined) continue
    if (typeof rule === 'object' && 'instead' in rule) throw optionInvalid(`${prefix}${name}`, 'no longer exists', `Use ${rule.instead}.`)
    const wanted = findFault(value, rule)
    if (wanted !== null) throw optionInvalid(`${prefix}${name}`, `is ${shown(value)}, but must be ${wanted}`)
  }
}

/** The error for an option. `fault` continues after its name, without a full stop. */
export function optionInvalid(name: string, fault: string, hint?: string): GradioStreamError<'options-invalid'> {
  return new GradioStreamError('options-invalid', {
    message: `The option ${name} ${fault}.`,
    ...(hint === undefined ? {} : { hint }),
  })
}

/** What the value must be instead; `null` if it is valid. */
function findFault(value: unknown, rule: Exclude<OptionRule, { instead: string }>): string | null {
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
