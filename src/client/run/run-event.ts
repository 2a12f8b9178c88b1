/**
 * What happens to a run, in the library's own words and units: durations in milliseconds, whole immutable values,
 * independent of Gradio's version. Only `read-messages.ts` makes events from messages.
 */
import type { GradioStreamError } from '../errors.ts'

/**
 * One level of progress; in a list the outermost comes first. Known is `index` (perhaps with `length`), or `fraction`,
 * or neither.
 */
export interface ProgressUnit {
  /** Steps begun or done, as the app counts them. */
  readonly index: number | null
  readonly length: number | null
  /** 0 to 1; `index / length` if both are known. `null`: the end is unknown. */
  readonly fraction: number | null
  /** What is counted; `steps` by default. */
  readonly unit: string
  readonly description: string | null
}

/** Level of a log entry. An unknown level of a newer Gradio counts as `info`. */
export type LogLevel = 'info' | 'warning' | 'success' | 'error'

/** One log line of the app's function (`gr.Info`, `gr.Warning`, `gr.Success`), or of the relay. */
export interface LogEntry {
  readonly sequence: number
  /**
   * What a line of the relay says: the run was begun again, since the relay that followed it stopped (`restart` of its
   * app). Absent: the app wrote it.
   */
  readonly code?: 'run-restarted'
  readonly level: LogLevel
  readonly title: string | null
  readonly message: string
  /** How long a toast shows it; `null`: until it is dismissed. */
  readonly durationMs: number | null
  readonly isVisible: boolean
  readonly at: number
}

/** Component properties that an output was told to change (`gr.update(label=…)`); `null` for none. */
export type OutputUpdate = Readonly<Record<string, unknown>> | null

/**
 * What is known about a cancelled run. `confirmed`: it has stopped. `requested`: the app was asked but did not answer,
 * or it runs a plain function, which cannot be stopped: it may still be running. `unsupported`: the app cannot be told.
 */
export type CancelOutcome = 'confirmed' | 'requested' | 'unsupported'

/** One file on its way to the app. */
export interface UploadingFile {
  readonly name: string
  readonly sentBytes: number
  readonly totalBytes: number
}

/** Progress of a run's uploads, without files that the app already has. */
export interface UploadProgress {
  /** In the order of the inputs. */
  readonly files: readonly UploadingFile[]
  /** For all files together. */
  readonly sentBytes: number
  readonly totalBytes: number
}

/**
 * Why a submitted run has not been sent or accepted yet. `queue-full` and `rate-limited`: the app refused and is asked
 * again. `no-answer`: it is unknown whether the relay took it, and it is sent again under the same key, so that it runs
 * once. `connection-limit`: the browser's spare connections are all used by direct streams. `turn`: another run with
 * the same state goes on.
 */
export type WaitingReason = 'queue-full' | 'rate-limited' | 'no-answer' | 'connection-limit' | 'turn'

/** A run that waits before the app has accepted it. */
export interface WaitingState {
  readonly reason: WaitingReason
  /** Failed attempts for this reason; 0 before the first one. */
  readonly attempt: number
  /**
   * The time of the next attempt, epoch milliseconds; `null` while it is being sent, or while other runs must end
   * first.
   */
  readonly nextRetryAt: number | null
}

type Body =
  /** Also after the last file: now the run itself is being sent. */
  | { readonly type: 'submitted' }
  | ({ readonly type: 'uploading' } & UploadProgress)
  /** `null`: it no longer waits. */
  | { readonly type: 'waiting'; readonly waiting: WaitingState | null }
  /** `startedAt`: when somebody else began it. Absent: it was begun here. */
  | { readonly type: 'joined'; readonly eventId: string; readonly startedAt?: number }
  | { readonly type: 'queued'; readonly position: number | null; readonly queueSize: number | null; readonly etaMs: number | null }
  | { readonly type: 'started'; readonly etaMs: number | null }
  | { readonly type: 'progress'; readonly units: readonly ProgressUnit[] }
  | { readonly type: 'log'; readonly entry: Omit<LogEntry, 'sequence' | 'at'> }
  | { readonly type: 'output'; readonly data: readonly unknown[]; readonly updates: readonly OutputUpdate[] }
  | {
      readonly type: 'succeeded'
      readonly data: readonly unknown[]
      readonly updates: readonly OutputUpdate[]
      readonly fromCache: boolean
    }
  | { readonly type: 'failed'; readonly error: GradioStreamError }
  | { readonly type: 'cancel-requested' }
  | { readonly type: 'cancelled'; readonly outcome: CancelOutcome }
  /** A message of an unknown type: the server is newer. Changes nothing. */
  | { readonly type: 'unrecognized'; readonly msg: string }
  /** An unreadable message. The run goes on; kept as a warning. */
  | { readonly type: 'message-invalid'; readonly error: GradioStreamError }

/** One event of a run. `sequence` counts from 1 within the run and never repeats; `at` is epoch milliseconds. */
export type RunEvent = Body & { readonly sequence: number; readonly at: number }
/** An event before the run gives it a number and a date. */
export type RunEventBody = Body
