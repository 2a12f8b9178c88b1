/**
 * What happens to a run, in the library's own words and units: durations in milliseconds, whole
 * immutable values, no trace of a Gradio version. Made from messages by `read-messages.ts` only.
 */
import type { GradioStreamError } from '../errors.ts'

/** One level of progress, outermost first in a list. Either `index` (and perhaps `length`) or `fraction` is known, or neither. */
export interface ProgressUnit {
  /** Steps begun or done, as the app counts them. */
  readonly index: number | null
  readonly length: number | null
  /** 0 to 1; from `index / length` where both are known. `null`: end unknown. */
  readonly fraction: number | null
  /** What is counted; `steps` unless the app says otherwise. */
  readonly unit: string
  readonly description: string | null
}

/** Level of a log entry; an unknown one of a newer Gradio reads as `info`. */
export type LogLevel = 'info' | 'warning' | 'success' | 'error'

/** One line the app's function logged (`gr.Info`, `gr.Warning`, `gr.Success`). */
export interface LogEntry {
  readonly sequence: number
  readonly level: LogLevel
  readonly title: string | null
  readonly message: string
  /** How long a toast shows it, `null` until dismissed. */
  readonly durationMs: number | null
  readonly isVisible: boolean
  readonly at: number
}

/** Component properties an output was told to change (`gr.update(label=…)`), `null` for none. */
export type OutputUpdate = Readonly<Record<string, unknown>> | null

/**
 * What is known about a cancelled run. `confirmed`: it has stopped. `requested`: the app was told, but a plain
 * function cannot be stopped and may still be running. `unsupported`: the app has no way to be told.
 */
export type CancelOutcome = 'confirmed' | 'requested' | 'unsupported'

/** One file on its way to the app. */
export interface UploadingFile {
  readonly name: string
  readonly sentBytes: number
  readonly totalBytes: number
}

/** How far the files of a run are; those the app has already are left out. */
export interface UploadProgress {
  /** In the order of the inputs. */
  readonly files: readonly UploadingFile[]
  /** Of all files together. */
  readonly sentBytes: number
  readonly totalBytes: number
}

/**
 * Why a run that was submitted has not been sent, or not been taken yet. `queue-full` and `rate-limited`: the app said so, and is asked again.
 * `no-answer`: nobody knows whether the relay took it, and it is sent again under the same key, so that it runs once.
 * `connection-limit`: as many direct streams as a browser can spare are open. `turn`: it shares its state with a run that goes on.
 */
export type WaitingReason = 'queue-full' | 'rate-limited' | 'no-answer' | 'connection-limit' | 'turn'

/** A run waiting before the app has taken it. */
export interface WaitingState {
  readonly reason: WaitingReason
  /** Times it was sent in vain for this reason; 0 where it was not sent yet. */
  readonly attempt: number
  /** When it is sent again, epoch milliseconds; `null` while it is being sent, or where others must end first. */
  readonly nextRetryAt: number | null
}

type Body =
  /** Again after the last file: the run itself is being sent now. */
  | { readonly type: 'submitted' }
  | ({ readonly type: 'uploading' } & UploadProgress)
  /** `null`: it waits no longer. */
  | { readonly type: 'waiting'; readonly waiting: WaitingState | null }
  | { readonly type: 'joined'; readonly eventId: string }
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
  /** A message type this library does not know: the server is newer. Changes nothing. */
  | { readonly type: 'unrecognized'; readonly msg: string }
  /** A message that could not be read; the run goes on. Kept as a warning. */
  | { readonly type: 'message-invalid'; readonly error: GradioStreamError }

/** One event of a run. `sequence` counts from 1 within the run and never repeats; `at` is epoch milliseconds. */
export type RunEvent = Body & { readonly sequence: number; readonly at: number }
/** An event before the run has numbered and dated it. */
export type RunEventBody = Body
