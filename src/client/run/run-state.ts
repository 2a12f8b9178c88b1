/** A run at one moment: a union on `status`. A variant has only the fields that apply to it. */
import type { GradioStreamError } from '../errors.ts'
import type { CancelOutcome, LogEntry, OutputUpdate, ProgressUnit, UploadProgress, WaitingState } from './run-event.ts'

/** Nothing was submitted, or it was reset. */
export interface IdleState {
  readonly status: 'idle'
  readonly sequence: 0
}

interface Begun {
  /** Sequence of the last event in this state. An event at or below it changes nothing. */
  readonly sequence: number
  /** When `submit` was called, epoch milliseconds. */
  readonly startedAt: number
  /** Log lines, oldest first, at most 1,000. Older ones are dropped and counted. */
  readonly logs: readonly LogEntry[]
  readonly droppedLogCount: number
  /** Number of unreadable messages. */
  readonly invalidMessageCount: number
}

interface Output {
  /**
   * Present or final values, in the order of the endpoint's `returns`; `null` before the first. A change makes new
   * objects along its path only.
   */
  readonly data: readonly unknown[] | null
  /** Component updates for the values, in the same order. Those of the endpoint's `boxes` follow. */
  readonly updates: readonly OutputUpdate[] | null
}

/** Files among the inputs are being sent. The run itself is not sent yet. */
export interface UploadingState extends Begun, UploadProgress {
  readonly status: 'uploading'
}

/** Sent to the app, which has not answered yet. */
export interface SubmittingState extends Begun {
  readonly status: 'submitting'
  /** What it waits for before the app accepts it; `null` when it was sent. */
  readonly waiting: WaitingState | null
}

/** Accepted by the app and waiting in the queue. */
export interface QueuedState extends Begun {
  readonly status: 'queued'
  readonly eventId: string
  /** Runs before this one; 0 is next. `null`: the app has not said. */
  readonly position: number | null
  readonly queueSize: number | null
  /** Estimated wait from `estimatedAt`; `null` without an estimate. */
  readonly etaMs: number | null
  readonly estimatedAt: number
}

/** The app's function runs. */
export interface RunningState extends Begun, Output {
  readonly status: 'running'
  readonly eventId: string
  /** When the function began, epoch milliseconds. */
  readonly runningAt: number
  /** Estimated length of the whole run from `runningAt`; `null` without an estimate. */
  readonly etaMs: number | null
  /** Nested progress, outermost first; empty without progress. */
  readonly progress: readonly ProgressUnit[]
}

/** Cancel was requested; the end is not known yet. */
export interface CancellingState extends Begun, Output {
  readonly status: 'cancelling'
  readonly eventId: string | null
  readonly progress: readonly ProgressUnit[]
}

/** Ended with a result. */
export interface SucceededState extends Begun {
  readonly status: 'succeeded'
  readonly eventId: string | null
  readonly data: readonly unknown[]
  readonly updates: readonly OutputUpdate[]
  readonly endedAt: number
  /** The app answered from its cache. */
  readonly fromCache: boolean
}

/** Ended with an error. Earlier values are kept. */
export interface FailedState extends Begun, Output {
  readonly status: 'failed'
  readonly eventId: string | null
  readonly error: GradioStreamError
  readonly endedAt: number
}

/** Ended by a cancel. */
export interface CancelledState extends Begun, Output {
  readonly status: 'cancelled'
  readonly eventId: string | null
  readonly outcome: CancelOutcome
  readonly endedAt: number
}

/** A run at one moment. Switch on `status`. */
export type RunState =
  | IdleState
  | UploadingState
  | SubmittingState
  | QueuedState
  | RunningState
  | CancellingState
  | SucceededState
  | FailedState
  | CancelledState

/** The word of a state, such as `queued`. */
export type RunStatus = RunState['status']
/** A final state. */
export type SettledState = SucceededState | FailedState | CancelledState

/** The state before the first submit, and after a reset. */
export const IDLE: IdleState = { status: 'idle', sequence: 0 }

/** Whether a state is final. */
export function isSettled(state: RunState): state is SettledState {
  return state.status === 'succeeded' || state.status === 'failed' || state.status === 'cancelled'
}
