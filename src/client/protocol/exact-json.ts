/**
 * JSON whose integers keep all their digits. Python's integers have no limit and a seed has 64 bits, while a JavaScript
 * number is exact up to 2^53. A larger integer is read as a BigInt, and a BigInt is written as its digits (decision
 * 030).
 */
import { stringEnd } from './json-text.ts'

/** The shortest integer that may be too long for a number has this many digits. */
const LONG_DIGITS = 16
/** What stands before and after such an integer. The digits of a fraction do not count. */
const BEFORE_INTEGER = /(?:^|[[:,\s])-?$/
const AFTER_INTEGER = /^(?:[\s,\]}]|$)/
/**
 * Such an integer, unless it is part of a longer number. The bound is Python's own limit for reading integers: a BigInt
 * takes more than linear time.
 */
const INTEGER = /(?<![\d.eE+-])-?[1-9]\d{15,4299}(?![\d.eE+-])/g
/** Python's words for the three numbers that JSON does not have. */
const NO_NUMBER = /-?(?:NaN|Infinity)/g

/**
 * Reads JSON; integers beyond 2^53 are BigInts. `NaN` and `Infinity`, which Python writes and JSON does not have,
 * become `null`, as Gradio sends them. Throws `SyntaxError` for invalid JSON.
 */
export function parseExact(text: string): unknown {
  try {
    return parse(text)
  } catch (cause) {
    const plain = withoutNaN(text)
    if (plain === text) throw cause
    return parse(plain)
  }
}

/** JSON text in which Python's NaN and infinities are `null`; any other text unchanged. */
export function withoutNaN(text: string): string {
  return text.search(NO_NUMBER) < 0 ? text : replaceOutsideStrings(text, NO_NUMBER, () => 'null')
}

/** Writes JSON as `JSON.stringify` does, and BigInts as their digits. Throws for a value that contains itself. */
export function writeExact(value: unknown, indent?: number): string {
  // A page may have given BigInts a `toJSON` that writes a text. No app accepts a text as a number.
  if (!('toJSON' in BigInt.prototype)) {
    try {
      return JSON.stringify(value, null, indent)
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause
    }
  }
  const mark = newMark()
  const replacer = function (this: Readonly<Record<string, unknown>>, key: string, item: unknown): unknown {
    const own = this[key]
    return typeof own === 'bigint' ? `${mark}${own}` : item
  }
  const text = JSON.stringify(value, replacer, indent)
  return text?.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1')
}

/**
 * Whether a text may contain an integer that is too long for a number; digits inside a string count too. Only such
 * texts take the slow path. Sixteen digits in a row cover one of every sixteen places, so only every sixteenth
 * character is checked. Checking all of them costs as much as parsing.
 */
export function hasLongInteger(text: string): boolean {
  for (let at = LONG_DIGITS - 1; at < text.length; at += LONG_DIGITS) {
    if (!isDigit(text, at)) continue
    let [start, end] = [at, at + 1]
    while (isDigit(text, start - 1)) start -= 1
    while (isDigit(text, end)) end += 1
    if (
      end - start >= LONG_DIGITS &&
      BEFORE_INTEGER.test(text.slice(Math.max(0, start - 2), start)) &&
      AFTER_INTEGER.test(text.slice(end, end + 1))
    )
      return true
    // Everything before `end` was checked.
    if (end > at + LONG_DIGITS) at = end - 1
  }
  return false
}

/** Whether a digit stands at this index; false outside of the text. */
function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

function parse(text: string): unknown {
  if (!hasLongInteger(text)) return JSON.parse(text)
  const mark = newMark()
  const keep = (digits: string): string => (Number.isSafeInteger(Number(digits)) ? digits : `"${mark}${digits}"`)
  return revive(JSON.parse(replaceOutsideStrings(text, INTEGER, keep)), mark)
}

/**
 * Puts the BigInts in, without recursion, since values may be nested to any depth. The objects are new and not shared,
 * so they may be changed.
 */
function revive(value: unknown, mark: string): unknown {
  const holder = { value }
  const open: object[] = [holder]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [key, item] of Object.entries(next) as [string, unknown][]) {
      if (typeof item === 'object' && item !== null) open.push(item)
      else if (typeof item === 'string' && item.startsWith(mark)) {
        // Uses `defineProperty`, so that a member named `__proto__` does not reach a prototype.
        Object.defineProperty(next, key, { value: BigInt(item.slice(mark.length)), writable: true, enumerable: true, configurable: true })
      }
    }
  }
  return holder.value
}

/** The text with each match outside of strings replaced. Unchanged if a string does not end. */
function replaceOutsideStrings(text: string, pattern: RegExp, replacement: (match: string) => string): string {
  const parts: string[] = []
  let from = 0
  let quote = text.indexOf('"')
  let end = 0
  for (const { 0: match, index } of text.matchAll(pattern)) {
    while (quote >= 0 && quote < index) {
      end = stringEnd(text, quote)
      quote = end < 0 ? -1 : text.indexOf('"', end)
    }
    // A string that does not end makes the text invalid JSON.
    if (end < 0) return text
    if (end > index) continue
    parts.push(text.slice(from, index), replacement(match))
    from = index + match.length
  }
  return parts.join('') + text.slice(from)
}

/** A random mark that no server's text begins with. */
function newMark(): string {
  return `integer-${crypto.getRandomValues(new Uint32Array(4)).join('-')}:`
}
