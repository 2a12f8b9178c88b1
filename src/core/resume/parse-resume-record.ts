/** Reads what was kept of a run, within limits of size and age. With what stores it, apart from what a page loads at once. */
import { isResumeRecord } from './resume-record.ts'
import type { ResumeRecord } from './resume-record.ts'

/** Longest inputs that are kept, in characters of JSON. Above it the run is kept without them. */
export const MAX_INPUTS_LENGTH = 16_384
/** Longest record that is read at all. */
const MAX_RECORD_LENGTH = MAX_INPUTS_LENGTH + 16_384
/** A run that has ended is looked for as long as a relay keeps it unless it is told otherwise, milliseconds. */
const SETTLED_TTL_MS = 30 * 60_000
/** A run whose end was not seen is looked for this long, milliseconds. */
const PENDING_TTL_MS = 24 * 60 * 60_000

/** Reads a kept record; `null` for what is none, is of another version or has expired at `now`. */
export function parseResumeRecord(text: string, now: number): ResumeRecord | null {
  if (text.length > MAX_RECORD_LENGTH) return null
  const read = parseJson(text)
  return isResumeRecord(read) && !isExpired(read, now) ? read : null
}

function isExpired({ startedAt, endedAt }: ResumeRecord, now: number): boolean {
  return endedAt === null ? now - startedAt > PENDING_TTL_MS : now - endedAt > SETTLED_TTL_MS
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
