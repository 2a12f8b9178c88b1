/**
 * A run written down: what QA attaches to a report and what a scenario is made from. It holds what the app
 * sent and never what the user gave it. What is kept is bounded by count and by size, so that a run of any
 * length can be recorded all the time.
 */
import type { GradioStreamErrorJson } from '../errors.ts'
import { createEndsList } from './ends-list.ts'
import type { RunEvent } from './run-event.ts'

/** An event with its error, if it has one, as JSON. */
export type TraceEvent = RunEvent extends infer Event
  ? Event extends { readonly error: unknown }
    ? Omit<Event, 'error'> & { readonly error: GradioStreamErrorJson }
    : Event
  : never

/** JSON-safe record of one run. */
export interface RunTrace {
  readonly version: 1
  readonly runId: string
  readonly endpoint: string
  /** Gradio's version of the app. */
  readonly gradioVersion: string
  readonly route: 'direct' | 'relay'
  /**
   * Events in order; errors as JSON. At most 5,000, of which 1,000 with output and about 1,000,000 characters of output:
   * what goes over is left out in the middle. A gap in `sequence` shows it.
   */
  readonly events: readonly TraceEvent[]
}

/** Records one run. */
export interface TraceRecorder {
  /** Takes the next event. */
  record(event: RunEvent): void
  /** What is known so far. */
  getTrace(): RunTrace
}

const SIZED_NODES = 1000

/** A recorder for one run, to be told of every event. */
export function createTraceRecorder(run: Pick<RunTrace, 'runId' | 'endpoint' | 'gradioVersion' | 'route'>): TraceRecorder {
  const { runId, endpoint, gradioVersion, route } = run
  const outputs = createEndsList<RunEvent>({ first: 100, last: 900, size: 1_000_000 })
  const others = createEndsList<RunEvent>({ first: 1000, last: 3000, size: 1_000_000 })
  return {
    record(event) {
      if (event.type === 'output') outputs.add(event, sizeOf(event.data))
      else others.add(event, event.type === 'log' ? event.entry.message.length : 1)
    },
    getTrace() {
      const events = [...outputs.toArray(), ...others.toArray()].toSorted((a, b) => a.sequence - b.sequence)
      return { version: 1, runId, endpoint, gradioVersion, route, events: events.map(toTraceEvent) }
    },
  }
}

function toTraceEvent(event: RunEvent): TraceEvent {
  // A file's name is the user's own.
  if (event.type === 'uploading') return { ...event, files: event.files.map((file, index) => ({ ...file, name: `file ${index + 1}` })) }
  return 'error' in event ? { ...event, error: event.error.toJSON() } : event
}

/** Characters of a value, roughly: exact for a few texts, for large structures told from their first thousand nodes. */
function sizeOf(value: unknown): number {
  // A growing text, of which there can be ten thousand.
  if (Array.isArray(value) && value.length === 1 && typeof value[0] === 'string') return value[0].length + 8
  let nodes = 0
  let size = 0
  const open: unknown[] = [value]
  while (open.length > 0 && nodes < SIZED_NODES) {
    const next = open.pop()
    nodes++
    size += typeof next === 'string' ? next.length : 8
    if (typeof next !== 'object' || next === null) continue
    const children: unknown[] = Array.isArray(next) ? next : Object.values(next)
    for (let index = 0; index < children.length && open.length < SIZED_NODES; index++) open.push(children[index])
    size += Math.max(0, children.length - SIZED_NODES) * 8
  }
  return size + open.length * 8
}
