/**
 * A record of a run, for reports by QA and for scenarios. It has what the app sent and never what the user gave it.
 * Bounded by count and by size, so that every run can be recorded all the time.
 */
import type { GradioStreamErrorJson } from '../errors.ts'
import { isJsonObject } from '../protocol/json-object.ts'
import { mapList, mapMembers } from '../protocol/values/values-files.ts'
import { createEndsList } from './ends-list.ts'
import { DatedOutput, toPlain } from './late-steps.ts'
import type { RunEvent } from './run-event.ts'
import { sizeOf } from './value-size.ts'

/** An event with its error, if it has one, as JSON. */
export type TraceEvent = RunEvent extends infer Event
  ? Event extends { readonly error: unknown }
    ? Omit<Event, 'error'> & { readonly error: GradioStreamErrorJson }
    : Event
  : never

/** JSON-safe record of one run. An integer beyond 2^53 is a text of its digits. */
export interface RunTrace {
  readonly version: 1
  readonly runId: string
  readonly endpoint: string
  /** Gradio's version of the app; `null` where the app was not found. */
  readonly gradioVersion: string | null
  readonly route: 'direct' | 'relay'
  /**
   * Events in order, with errors as JSON. At most 5,000, of which 1,000 have output, with about 1,000,000 characters in
   * all. More are dropped from the middle; a gap in `sequence` shows it.
   */
  readonly events: readonly TraceEvent[]
}

/** Records one run. */
export interface TraceRecorder {
  /** Takes the next event. Its values are read when the trace is. */
  record(event: RunEvent): void
  /** The record so far. */
  getTrace(): RunTrace
}

/**
 * A recorder for one run, to be told of every event. What `run` says is read when the trace is asked for: the app may
 * be found meanwhile.
 */
export function createTraceRecorder(run: Pick<RunTrace, 'runId' | 'endpoint' | 'gradioVersion' | 'route'>): TraceRecorder {
  const outputs = createEndsList<RunEvent>({ first: 100, last: 900, size: 1_000_000 })
  const others = createEndsList<RunEvent>({ first: 1000, last: 3000, size: 1_000_000 })
  return {
    record(event) {
      if (event.type === 'output') outputs.add(event, (event instanceof DatedOutput ? event.size : null) ?? sizeOf(event.data))
      else others.add(event, event.type === 'log' ? event.entry.message.length : 1)
    },
    getTrace() {
      const events = [...outputs.toArray(), ...others.toArray()].toSorted((a, b) => a.sequence - b.sequence)
      const { runId, endpoint, gradioVersion, route } = run
      return { version: 1, runId, endpoint, gradioVersion, route, events: events.map((event) => toTraceEvent(toPlain(event))) }
    },
  }
}

function toTraceEvent(event: RunEvent): TraceEvent {
  // A file's name belongs to the user.
  if (event.type === 'uploading') return { ...event, files: event.files.map((file, index) => ({ ...file, name: `file ${index + 1}` })) }
  // A BigInt would make the trace impossible to write as JSON.
  if (event.type === 'output' || event.type === 'succeeded') return { ...event, data: withoutBigInts(event.data) }
  return 'error' in event ? { ...event, error: event.error.toJSON() } : event
}

function withoutBigInts(data: readonly unknown[]): readonly unknown[] {
  const plain = (value: unknown): unknown => {
    if (typeof value === 'bigint') return String(value)
    if (Array.isArray(value)) return mapList(value, plain)
    return isJsonObject(value) ? mapMembers(value, plain) : value
  }
  return hasBigInt(data) ? mapList(data, plain) : data
}

/** Without recursion, except for the few values that contain one. */
function hasBigInt(data: readonly unknown[]): boolean {
  const open: unknown[] = [data]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next === 'bigint') return true
    if (typeof next === 'object' && next !== null) for (const child of Object.values(next)) open.push(child)
  }
  return false
}
