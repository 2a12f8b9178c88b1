/** A run as its users see it: the contract between `GradioClient`, which drives it, and React, which reads it. */
import type { Connection } from '../connection/connection-state.ts'
import type { AppDescription, EndpointDescription } from '../protocol/describe/app-description.ts'
import type { CancelOutcome, RunEvent } from './run-event.ts'
import type { RunState, SettledState } from './run-state.ts'
import type { RunTrace } from './trace.ts'

/** State and connection of a run; the same object until either changes. */
export interface RunSnapshot {
  readonly state: RunState
  readonly connection: Connection
}

/**
 * One submission to an endpoint, from `submit` on. It always ends in a settled state. If its app is not found yet,
 * `app`, `endpoint` and `inputs` are `null`; once they are known, the same object is a {@link Run}.
 */
export interface SubmittedRun {
  /** Our random id. `eventId` in the state is Gradio's. */
  readonly id: string
  /** `null` until the app is found. */
  readonly app: AppDescription | null
  /** `null` until the app is found. */
  readonly endpoint: EndpointDescription | null
  /** The given inputs, in the order of `endpoint.parameters`; `null` until the app is found. */
  readonly inputs: readonly unknown[] | null
  /** The latest published snapshot; stable between notifications. */
  getSnapshot(): RunSnapshot
  /**
   * Calls back after changes, at most once per animation frame (per task without frames). Returns the function that
   * unsubscribes.
   */
  subscribe(listener: () => void): () => void
  /** Calls back for every event, at once, before the snapshot is published. */
  observe(listener: (event: RunEvent, state: RunState) => void): () => void
  /**
   * Resolves with this run when the app has taken it (`eventId` is known). Rejects with a `GradioStreamError` when the
   * run ends before that.
   */
  readonly accepted: Promise<Run>
  /** Resolves with the last state. Never rejects. */
  readonly settled: Promise<SettledState>
  /**
   * Resolves with the values of a succeeded run, one per return of the endpoint. Rejects with the error of a failed
   * one, and with `aborted` after a cancel.
   */
  readonly result: Promise<readonly unknown[]>
  /**
   * Asks the app to stop the run. Resolves once the outcome is known; after the end, at once. Rejects only for a run
   * that is followed by a watch token, with `access-denied`: it goes on.
   */
  cancel(): Promise<CancelOutcome>
  /** True: it is followed by a watch token, and `cancel` rejects. Absent or false: it can be cancelled. */
  readonly isReadOnly?: boolean
  /**
   * Input streams (Gradio 5 and newer, `endpoint.isInputStream`): sends the next frame, with inputs as for `submit`,
   * including files. Waits for the join first. The app replaces a frame that it has not begun by the next one, so send
   * each frame after the answer to the last: the inputs of `submit` are the first frame, and each frame is answered by
   * one `output` event. Rejects with `protocol-unsupported` for any other endpoint, `session-unknown` after the end or
   * when the app did not accept the frame.
   */
  send(frame?: readonly unknown[] | Readonly<Record<string, unknown>>): Promise<void>
  /** Input streams: no more frames come; the run then ends with its last value. Does nothing after the end. */
  closeInput(): Promise<void>
  /**
   * Stops following without cancelling. On the relay route the run goes on there; on the direct route the app drops it.
   */
  detach(): void
  /** Tries the connection again now instead of at `nextRetryAt`. */
  retryNow(): void
  /** The events with their times, as data, without secrets of the inputs. */
  getTrace(): RunTrace
}

/** A run whose app is known. Made by `GradioClient.submit`; starts at once. */
export interface Run extends SubmittedRun {
  readonly app: AppDescription
  readonly endpoint: EndpointDescription
  readonly inputs: readonly unknown[]
  /** It was found again after a reload (`GradioClient.resume`). Its `inputs` are empty if they were not kept. */
  readonly isResumed: boolean
}

/** Whether the run's app is known. */
export function isFound(run: SubmittedRun): run is Run {
  return run.app !== null
}
