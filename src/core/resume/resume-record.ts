/**
 * What is kept of a relay run so that a page can find it again after a reload: where it is, never what it may use. Read back it is
 * judged as anything else that is not ours: another script, another version or a person may have written it.
 */
import { isJsonObject } from '../protocol/safe-keys.ts'

/** Longest inputs that are kept, in characters of JSON. Above it the run is kept without them. */
export const MAX_INPUTS_LENGTH = 16_384
/** Longest record that is read at all. */
const MAX_RECORD_LENGTH = MAX_INPUTS_LENGTH + 16_384
/** A run that has ended is looked for as long as a relay keeps it unless it is told otherwise, milliseconds. */
const SETTLED_TTL_MS = 30 * 60_000
/** A run whose end was not seen is looked for this long, milliseconds. */
const PENDING_TTL_MS = 24 * 60 * 60_000

const ID = /^[\w.:-]{1,200}$/

/**
 * Where a run is at the relay: enough to follow it again, and nothing that lets anybody in there. Times are epoch milliseconds.
 * JSON-safe; made by `GradioClient.toRecord`, taken by `GradioClient.resume`.
 */
export interface ResumeRecord {
  readonly version: 1
  readonly apiUrl: string
  readonly endpoint: string
  readonly sessionHash: string
  readonly eventId: string
  readonly runId: string
  /** One per parameter; `null` where they were too large, or held a password. */
  readonly inputs: unknown[] | null
  readonly startedAt: number
  readonly runningAt: number | null
  /** When its end was seen; `null` while it goes on. */
  readonly endedAt: number | null
}

/** Reads a kept record; `null` for what is none, is of another version or has expired at `now`. */
export function parseResumeRecord(text: string, now: number): ResumeRecord | null {
  if (text.length > MAX_RECORD_LENGTH) return null
  const read = parseJson(text)
  return isResumeRecord(read) && !isExpired(read, now) ? read : null
}

/** Whether the value is a record, whoever wrote it. */
export function isResumeRecord(value: unknown): value is ResumeRecord {
  if (!isJsonObject(value)) return false
  const { version, apiUrl, endpoint, sessionHash, eventId, runId, inputs, startedAt, runningAt, endedAt } = value
  const isPlaced = isText(apiUrl, 4000) && /^https?:\/\//.test(apiUrl) && isText(endpoint, 1000) && endpoint !== ''
  const isNamed = [sessionHash, eventId, runId].every((id) => isText(id, 200) && ID.test(id))
  const isDated = isInstant(startedAt) && [runningAt, endedAt].every((at) => at === null || isInstant(at))
  return version === 1 && isPlaced && isNamed && isDated && (inputs === null || Array.isArray(inputs))
}

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length <= maxLength
}

function isInstant(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
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
