/**
 * What is kept of a relay run so that a page can find it again after a reload: where it is, never what it may use. Read back it is
 * judged as anything else that is not ours: another script, another version or a person may have written it.
 */
import * as z from 'zod/mini'
import type { EndpointDescription } from '../protocol/app-description.ts'
import { isSettled } from '../run/run-state.ts'
import type { RunState } from '../run/run-state.ts'
import type { Run } from '../run/run.ts'

/** Longest inputs that are kept, in characters of JSON. Above it the run is kept without them. */
export const MAX_INPUTS_LENGTH = 16_384
/** Longest record that is read at all. */
const MAX_RECORD_LENGTH = MAX_INPUTS_LENGTH + 16_384
/** A run that has ended is looked for as long as a relay keeps it unless it is told otherwise, milliseconds. */
const SETTLED_TTL_MS = 30 * 60_000
/** A run whose end was not seen is looked for this long, milliseconds. */
const PENDING_TTL_MS = 24 * 60 * 60_000

const id = z.string().check(z.regex(/^[\w.:-]{1,200}$/))
const instant = z.number().check(z.gte(0))
const resumeRecord = z.object({
  version: z.literal(1),
  apiUrl: z.string().check(z.regex(/^https?:\/\//), z.maxLength(4000)),
  endpoint: z.string().check(z.minLength(1), z.maxLength(1000)),
  sessionHash: id,
  eventId: id,
  runId: id,
  /** One per parameter; `null` where they were too large, or held a password. */
  inputs: z.nullable(z.array(z.unknown())),
  startedAt: instant,
  runningAt: z.nullable(instant),
  /** When its end was seen; `null` while it goes on. */
  endedAt: z.nullable(instant),
})

/**
 * Where a run is at the relay: enough to follow it again, and nothing that lets anybody in there. Times are epoch milliseconds.
 * JSON-safe; made by `GradioClient.toRecord`, taken by `GradioClient.resume`.
 */
export type ResumeRecord = Readonly<z.infer<typeof resumeRecord>>

/** Reads a kept record; `null` for what is none, is of another version or has expired at `now`. */
export function parseResumeRecord(text: string, now: number): ResumeRecord | null {
  if (text.length > MAX_RECORD_LENGTH) return null
  const read = resumeRecord.safeParse(parseJson(text))
  return read.success && !isExpired(read.data, now) ? read.data : null
}

/** Whether the value is a record, whoever wrote it. */
export function isResumeRecord(value: unknown): value is ResumeRecord {
  return resumeRecord.safeParse(value).success
}

/** Where a run is in that state; `null` before it is joined. */
export function createResumeRecord(
  run: Pick<Run, 'id' | 'app' | 'endpoint' | 'inputs'>,
  state: RunState,
  sessionHash: string,
): ResumeRecord | null {
  if (state.status === 'idle' || state.status === 'submitting' || state.status === 'uploading' || !state.eventId) return null
  return {
    version: 1,
    apiUrl: run.app.apiUrl,
    endpoint: run.endpoint.name,
    sessionHash,
    eventId: state.eventId,
    runId: run.id,
    inputs: keepableInputs(run.endpoint, run.inputs),
    startedAt: state.startedAt,
    runningAt: state.status === 'running' ? state.runningAt : null,
    endedAt: isSettled(state) ? state.endedAt : null,
  }
}

function keepableInputs(endpoint: EndpointDescription, inputs: readonly unknown[]): unknown[] | null {
  if (endpoint.parameters.some(({ props }) => props.type === 'password')) return null
  try {
    const text = JSON.stringify(inputs)
    // Read again, so that what is kept is what will be found: a `Blob` would come back as `{}`.
    return text.length <= MAX_INPUTS_LENGTH && !inputs.some(isNoJson) ? (parseJson(text) as unknown[]) : null
  } catch {
    return null
  }
}

function isNoJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === undefined || typeof value === 'function'
  if (Array.isArray(value)) return value.some(isNoJson)
  const prototype: unknown = Object.getPrototypeOf(value)
  return (prototype !== Object.prototype && prototype !== null) || Object.values(value).some(isNoJson)
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
