/** What a run is at one moment: a union on `status`. A variant holds only what is true in it. */
import type { GradioStreamError } from '../errors.ts'
import type { CancelOutcome, LogEntry, OutputUpdate, ProgressUnit, UploadProgress, WaitingState } from './run-event.ts'

/** Nothing was submitted, or it was reset. */
export interface IdleState {
  readonly status: 'idle'
  readonly sequence: 0
}

interface Begun {
  /** Sequence of the last event in this state; an event at or below it changes nothing. */
  readonly sequence: number
  /** When `submit` was called, epoch milliseconds. */
  readonly startedAt: number
  /** Log lines so far, oldest first, at most 1,000: older ones are dropped and counted. */
  readonly logs: readonly LogEntry[]
  readonly droppedLogCount: number
  /** Messages that could not be read, counted. */
  readonly invalidMessageCount: number
}

interface Output {
  /** Values so far or at the end, in the order of the endpoint's `returns`; `null` before the first. New objects along a changed path only. */
  readonly data: readonly unknown[] | null
  /** Component updates beside the values, same order. */
  readonly updates: readonly OutputUpdate[] | null
}

/** Files among the inputs are being sent; the run itself is not yet. */
export interface UploadingState extends Begun, UploadProgress {
  readonly status: 'uploading'
}

/** Sent to the app, which has not answered yet. */
export interface SubmittingState extends Begun {
  readonly status: 'submitting'
  /** What it waits for before the app takes it; `null` when it was sent. */
  readonly waiting: WaitingState | null
}

/** Taken by the app and waiting its turn. */
export interface QueuedState extends Begun {
  readonly status: 'queued'
  readonly eventId: string
  /** Runs before this one; 0 is next. `null` until the app says. */
  readonly position: number | null
  readonly queueSize: number | null
  /** Estimated wait at `estimatedAt`, `null` when the app has no estimate. */
  readonly etaMs: number | null
  readonly estimatedAt: number
}

/** The app's function runs. */
export interface RunningState extends Begun, Output {
  readonly status: 'running'
  readonly eventId: string
  /** When the function began, epoch milliseconds. */
  readonly runningAt: number
  /** Estimated length of the whole run from `runningAt`, `null` when the app has no estimate. */
  readonly etaMs: number | null
  /** Nested progress, outermost first; empty when the app reports none. */
  readonly progress: readonly ProgressUnit[]
}

/** Cancel was asked for, the end is not known yet. */
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

/** Ended with a reason; what had arrived is kept. */
export interface FailedState extends Begun, Output {
  readonly status: 'failed'
  readonly eventId: string | null
  readonly error: GradioStreamError
  readonly endedAt: number
}

/** Ended because it was asked to. */
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

export type RunStatus = RunState['status']
/** A state nothing follows. */
export type SettledState = SucceededState | FailedState | CancelledState

export const IDLE: IdleState = { status: 'idle', sequence: 0 }

/** Whether nothing can follow this state. */
export function isSettled(state: RunState): state is SettledState {
  return state.status === 'succeeded' || state.status === 'failed' || state.status === 'cancelled'
}
