/**
 * The port behind which the messages of runs are kept. One log per client session and app; what is
 * written outlives whoever wrote it. `memory-log.ts` is the embedded default, Redis Streams fit it too.
 * An implementation must pass the contract suite in `test/server/run-log-contract.ts`.
 */

/** Whose messages: a client's session at one app of the relay. Both parts are opaque texts. */
export interface SessionKey {
  readonly app: string
  readonly session: string
}

/** One kept message. `id` is opaque; ids of one session follow the order of appending. */
export interface LoggedMessage {
  readonly id: string
  /** The relay's event id of the run it belongs to. */
  readonly runId: string
  /** The message as JSON text on one line. */
  readonly text: string
  /** Nothing follows it in this run. */
  readonly ends: boolean
}

/** `known`: it was begun before, and nothing was changed. */
export type BeginResult =
  | { readonly kind: 'begun' }
  | { readonly kind: 'known' }
  | { readonly kind: 'refused'; readonly reason: 'too-many-runs' | 'too-many-sessions' }

/** `full`: over the size limit, only an ending message is still taken. `ended`: the run has ended, or was never begun. */
export type AppendResult = { readonly kind: 'appended'; readonly id: string } | { readonly kind: 'full' } | { readonly kind: 'ended' }

/** `unknown`: no such session (any more). `expired`: the session is known, but not from that id on. */
export type LogPage =
  | {
      readonly kind: 'page'
      readonly messages: readonly LoggedMessage[]
      /** Read on after this id; the id that was asked for where there was nothing new. */
      readonly next: string
      /** Runs of the session that have not ended. */
      readonly pendingRuns: number
      /** Nothing follows `next` yet. */
      readonly atEnd: boolean
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'expired' }

export interface ReadRequest {
  /** Id of the last message the reader has; empty for the first. */
  readonly after: string
  /** A page ends with the message that reaches this many characters; it always has one message if there is any. */
  readonly maxLength: number
  /** How long to wait, in milliseconds, for a message where there is none and a run is pending. 0: not at all. */
  readonly waitMs: number
  /** Ends the wait. */
  readonly signal?: AbortSignal
}

/** What a reader without a cursor starts from: everything after `after`, without the runs in `deliveredRuns`. */
export type OpenResult =
  | { readonly kind: 'open'; readonly after: string; readonly deliveredRuns: ReadonlySet<string> }
  | { readonly kind: 'unknown' }

export interface RunLog {
  /** Makes the run pending, and the session known. Of two at once for one run, one is told `begun`. */
  begin(key: SessionKey, runId: string): Promise<BeginResult>
  /** Forgets a run that was begun and has no messages: its join was refused. */
  abandon(key: SessionKey, runId: string): Promise<void>
  append(key: SessionKey, message: Omit<LoggedMessage, 'id'>): Promise<AppendResult>
  /** Waits at most `waitMs`; returns early on a message, on the end of the last pending run and on the signal. */
  read(key: SessionKey, request: ReadRequest): Promise<LogPage>
  open(key: SessionKey): Promise<OpenResult>
  /** Notes that somebody was given the end of this run. */
  markDelivered(key: SessionKey, runId: string): Promise<void>
  /** Forgets what is older than the log's time to live and not pending. The relay calls it once a minute. */
  expire(): Promise<void>
  /** Forgets everything and wakes every reader. */
  close(): Promise<void>
}
