/**
 * The port behind which the messages of runs are kept: one log per client session and app. Messages outlive the process
 * that wrote them.
 *
 * A log may drop messages that later messages of the same run replace: earlier values, progress, places in the queue.
 * Then it gives the remaining value whole; a reader that already has a value gets it as an edit (`[["replace",[],…]]`).
 * Of a run that was delivered it may keep the end alone, and later none of it: a reader that was behind gets an end
 * with `resume-expired` in its place, under the same id, and the other runs of the session as ever.
 *
 * Every method may reject, be slow, or do its work and lose its answer. The relay then calls it again
 * (`reliable-log.ts`). So the same call can come twice, and an earlier attempt can arrive after a later one: `begin`
 * and `append` say how a repeated call is recognised.
 *
 * `memory-log.ts` is the embedded default, `redis/redis-log.ts` is shared by relays. An implementation must pass the
 * contract suite in `test/relay/run-log-contract.ts`.
 */

/** Names a log: a client's session at one app of the relay. Both names are opaque texts. */
export interface SessionKey {
  readonly app: string
  readonly session: string
  /** No part of the name: whose limits a run counts for that begins. An opaque text; absent: nobody's. */
  readonly client?: string
}

/** One kept message. `id` is opaque, printable ASCII; ids of one session follow the order of appending. */
export interface LoggedMessage {
  readonly id: string
  /** The relay's event id of the run it belongs to. */
  readonly runId: string
  /** The message as JSON text on one line. */
  readonly text: string
  /** The last message of its run. */
  readonly ends: boolean
}

/**
 * `known`: the run was begun before, and nothing was changed. `too-many-runs` are those of the session,
 * `…-of-client` those of `key.client`.
 */
export type BeginResult =
  | { readonly kind: 'begun' }
  | { readonly kind: 'known' }
  | {
      readonly kind: 'refused'
      readonly reason: 'too-many-runs' | 'too-many-sessions' | 'too-many-runs-of-client' | 'too-many-sessions-of-client'
    }

/** A message to be kept. */
export interface NewMessage extends Omit<LoggedMessage, 'id'> {
  /**
   * Its place in the run, counted from 1 and rising; numbers may be left out. A message whose position is not above
   * that of the last one kept was sent before: the answer is `known`, and it is not kept again. Absent: it is always
   * kept.
   */
  readonly position?: number
  /**
   * The `callId` with which its writer began the run, or took it on. If another relay has taken the run on since, the
   * answer is `taken`. Absent: whoever writes it does not follow the run.
   */
  readonly fence?: string
}

/**
 * `full`: over the size limits; this run accepts only an ending message. `over` says of what: one run, one session,
 * one client, or (`all`) the whole log, of which this client holds more than an equal part; absent: of one run.
 * `ended`: the run has ended, or was never begun. `known`: the position is not above the last one; nothing was changed.
 * `taken`: another relay follows the run; nothing was changed.
 */
export type AppendResult =
  | { readonly kind: 'appended'; readonly id: string }
  | { readonly kind: 'known' }
  | { readonly kind: 'full'; readonly over?: 'run' | 'session' | 'client' | 'all' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'taken' }

/**
 * `unknown`: the session does not exist (any more). `expired`: the session is known, but that id is not, or so old that
 * the log does not know which runs have ended since.
 */
export type LogPage =
  | {
      readonly kind: 'page'
      readonly messages: readonly LoggedMessage[]
      /** Read on after this id. If there was nothing new, the id that was asked for. */
      readonly next: string
      /** Runs of the session that have not ended. */
      readonly pendingRuns: number
      /** No message after `next` exists yet. */
      readonly atEnd: boolean
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'expired' }

/** Which messages of a session a reader asks for, and how long it waits. */
export interface ReadRequest {
  /** Id of the last message that the reader has; empty for a new reader. */
  readonly after: string
  /** A page ends with the message that reaches this many characters. If there are messages, it has at least one. */
  readonly maxLength: number
  /** How long to wait, in milliseconds, for a message if there is none and a run is pending. 0: do not wait. */
  readonly waitMs: number
  /** Ends the wait. */
  readonly signal?: AbortSignal
}

/** Where a reader without a cursor starts: after `after`, without the runs in `deliveredRuns`. */
export type OpenResult =
  | { readonly kind: 'open'; readonly after: string; readonly deliveredRuns: ReadonlySet<string> }
  | { readonly kind: 'unknown' }

/** Keeps the messages of runs, so that they can be read again. Each method may reject; the relay tries again. */
export interface RunLog {
  /** Characters of messages that it keeps in this process. @defaultValue not known: it keeps them elsewhere */
  readonly keptLength?: number
  /**
   * Makes the run pending and the session known. Of two concurrent calls for one run, one gets `begun`. The same
   * `callId` again, because its answer was lost, gets `begun` again as long as the run has no messages. `order` is an
   * opaque text that a shared log keeps with the run, for the relay that takes it on (`fleet.ts`).
   */
  begin(key: SessionKey, runId: string, callId?: string, order?: string): Promise<BeginResult>
  /** Forgets a run that was begun and has no messages, because its join was refused. */
  abandon(key: SessionKey, runId: string): Promise<void>
  /** Keeps a message after all others of its run. */
  append(key: SessionKey, message: NewMessage): Promise<AppendResult>
  /**
   * Waits at most `waitMs`. Returns early on a message, at the end of the last pending run, and when the signal aborts.
   */
  read(key: SessionKey, request: ReadRequest): Promise<LogPage>
  open(key: SessionKey): Promise<OpenResult>
  /** Notes that the end of this run was delivered to a reader. */
  markDelivered(key: SessionKey, runId: string): Promise<void>
  /**
   * When a reader last asked for messages of this session, at any relay, in milliseconds of the log's clock; `null`:
   * none did. Without it a run that nobody reads goes on to its end.
   */
  readAt?(key: SessionKey): Promise<number | null>
  /**
   * Forgets messages that are older than the log's time to live and whose runs have ended. The relay calls it once a
   * minute.
   */
  expire(): Promise<void>
  /** Wakes every reader and ends what the log holds open. A log in memory forgets everything, a shared one nothing. */
  close(): Promise<void>
}
