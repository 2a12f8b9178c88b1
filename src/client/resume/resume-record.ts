/**
 * The record of a relay run, with which a page finds the run again after a reload: where it is, and no permissions.
 * When read, it is untrusted: another script, another version or a person may have written it.
 */
import { isJsonObject } from '../protocol/json-object.ts'

const ID = /^[\w.:-]{1,200}$/

/**
 * Where a run is at the relay: enough to follow it again, and nothing that gives access there. Times are epoch
 * milliseconds. JSON-safe. `GradioClient.toRecord` makes it, `GradioClient.resume` takes it.
 */
export interface ResumeRecord {
  readonly version: 1
  readonly apiUrl: string
  readonly endpoint: string
  readonly sessionHash: string
  readonly eventId: string
  readonly runId: string
  /** One per parameter. `null` if they were too large or held a password. */
  readonly inputs: unknown[] | null
  readonly startedAt: number
  readonly runningAt: number | null
  /** When its end was seen; `null` while it goes on. */
  readonly endedAt: number | null
}

/** Whether the value has the shape of a record. It may come from any writer. */
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
