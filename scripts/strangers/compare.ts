/** Compares two answers to the same call: equal, similar (a random value or a time differs), or one of them worse. */
import type { OfficialEnd } from './official.ts'

/** How ours compares. */
export type Verdict = 'same' | 'alike' | 'both-failed' | 'better' | 'worse'

/** How our run ended. */
export interface OwnEnd {
  readonly status: string
  readonly values: readonly unknown[] | null
  readonly error: string | null
}

/** Compares, with the reason where it is not the same. */
export function compare(own: OwnEnd, official: OfficialEnd): { readonly verdict: Verdict; readonly reason: string | null } {
  const hasOwn = own.values !== null && own.error === null
  if (!('values' in official)) {
    if (hasOwn) return { verdict: 'better', reason: `official: ${official.error.slice(0, 200)}` }
    return { verdict: 'both-failed', reason: own.error ?? own.status }
  }
  if (!hasOwn) return { verdict: 'worse', reason: own.error ?? own.status }
  const theirs = official.values.map(level)
  const ours = (own.values ?? []).map(level)
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return { verdict: 'same', reason: null }
  const place = ours.findIndex((value, index) => theirs[index] !== UPDATE && kindOf(value) !== kindOf(theirs[index]))
  if (place === -1 && ours.length === theirs.length) return { verdict: 'alike', reason: null }
  const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 120) ?? 'nothing'
  // Two pages of an app can have a function of one name: the official client may have called the other.
  if (ours.length !== theirs.length)
    return { verdict: ours.length > theirs.length ? 'alike' : 'worse', reason: `${ours.length} values, official ${theirs.length}` }
  // A value the official client leaves as an update, or does not have at all, is no loss of ours.
  const isMore = theirs[place] === null || theirs[place] === undefined
  return { verdict: isMore ? 'alike' : 'worse', reason: `value ${place}: ${shown(ours[place])}, official ${shown(theirs[place])}` }
}

const UPDATE = 'an update without a value'

/** Updates as their value, files by their name: they lie elsewhere with each call. */
function level(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(level)
  const fields = value as Readonly<Record<string, unknown>>
  // Gradio's own mark.
  // oxlint-disable-next-line no-underscore-dangle
  if (fields.__type__ === 'update') return 'value' in fields ? level(fields.value) : UPDATE
  if (typeof fields.path === 'string') return { file: fields.orig_name ?? fields.path.split('/').pop() }
  return Object.fromEntries(
    Object.entries(fields)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, level(item)]),
  )
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  return value === null || value === undefined ? 'nothing' : typeof value
}
