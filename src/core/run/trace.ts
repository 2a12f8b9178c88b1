/** A run written down: what QA attaches to a report and what a scenario is made from. */
import type { RunEvent } from './run-event.ts'

/** JSON-safe record of one run. */
export interface RunTrace {
  readonly version: 1
  readonly runId: string
  readonly endpoint: string
  /** Gradio's version of the app. */
  readonly gradioVersion: string
  readonly route: 'direct' | 'relay'
  /** Events in order; errors as JSON. At most 5,000: output events in the middle are left out first. */
  readonly events: readonly RunEvent[]
}
