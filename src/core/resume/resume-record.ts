/**
 * What is kept of a relay run so that a page can find it again after a reload: where it is, never what it may use. Read back it is
 * judged as anything else that is not ours: another script, another version or a person may have written it.
 */
import { isJsonObject } from '../protocol/safe-keys.ts'

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
