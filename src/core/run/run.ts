/** A run as its holder sees it: the contract between `GradioClient`, which drives it, and React, which reads it. */
import type { Connection } from '../connection/connection.ts'
import type { AppDescription, EndpointDescription } from '../protocol/app-description.ts'
import type { CancelOutcome, RunEvent } from './run-event.ts'
import type { RunState, SettledState } from './run-state.ts'
import type { RunTrace } from './trace.ts'

/** State and connection of a run, the same object until either changes. */
export interface RunSnapshot {
  readonly state: RunState
  readonly connection: Connection
}

/** One submission to an endpoint. Made by `GradioClient.submit`; starts at once and always ends in a settled state. */
export interface Run {
  /** Ours, random; `eventId` in the state is Gradio's. */
  readonly id: string
  readonly app: AppDescription
  readonly endpoint: EndpointDescription
  /** Inputs as they were given, in the order of `endpoint.parameters`. */
  readonly inputs: readonly unknown[]
  /** The latest published snapshot; stable between notifications. */
  getSnapshot(): RunSnapshot
  /** Calls back at most once per animation frame (per task where there are none) after changes; the answer unsubscribes. */
  subscribe(listener: () => void): () => void
  /** Calls back for every event, at once, before the snapshot is published. */
  observe(listener: (event: RunEvent, state: RunState) => void): () => void
  /** Resolves with the last state. Never rejects. */
  readonly settled: Promise<SettledState>
  /** Asks the app to stop the run. Resolves once it is known what came of it; after the end it resolves at once. Never rejects. */
  cancel(): Promise<CancelOutcome>
  /**
   * Input streams (Gradio 5 and newer, `endpoint.isInputStream`): sends the next frame, as `submit` takes inputs; waits for the join first.
   * Rejects with `protocol-unsupported` for every other endpoint, `session-unknown` after the end or when the app did not take the frame.
   */
  send(frame?: readonly unknown[] | Readonly<Record<string, unknown>>): Promise<void>
  /** Input streams: no more frames come; the run then ends with its last value. Harmless after the end. */
  closeInput(): Promise<void>
  /** Stops watching without cancelling. On the relay route the run goes on there; on the direct route the app drops it. */
  detach(): void
  /** Tries the connection again now instead of at `nextRetryAt`. */
  retryNow(): void
  /** What happened, as data: events with their times, without inputs' secrets. */
  getTrace(): RunTrace
}
