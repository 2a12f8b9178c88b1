/**
 * Reads a kept record of a run, within limits of size and age. Loaded together with the code that stores it, not with
 * the page.
 */
import { parseExact } from '../protocol/exact-json.ts'
import { isResumeRecord } from './resume-record.ts'
import type { ResumeRecord } from './resume-record.ts'

/** Longest inputs that are kept, in characters of JSON. Above it the run is kept without them. */
export const MAX_INPUTS_LENGTH = 16_384
/** Longest record that is read. */
const MAX_RECORD_LENGTH = MAX_INPUTS_LENGTH + 16_384
/** How long a settled run is looked for, in milliseconds: a relay's default time to live. */
const SETTLED_TTL_MS = 30 * 60_000
/** How long a run whose end was not seen is looked for, in milliseconds. */
const PENDING_TTL_MS = 24 * 60 * 60_000

/** Reads a kept record. `null` if it is not a record, has another version, or has expired at `now`. */
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
    return parseExact(text)
  } catch {
    return undefined
  }
}
