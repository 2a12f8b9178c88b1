/**
 * What this relay knows about a client's session, apart from its log: the line of its tied runs, and which streams were
 * told to close while a join may be on its way.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { leastMissed } from './log/least-missed.ts'
import { mapKey } from './log/session-key.ts'
import type { SessionKey } from './log/run-log.ts'
import type { TurnLine } from './turn-line.ts'
import type { Refusal } from './upstream/join-app.ts'

/**
 * Most answers that are remembered for one session: those on their way, and refusals of an app that may have begun the
 * run.
 */
const MOST_ANSWERS = 1000

/** The answer to a join. */
export type SubmissionResult =
  | { readonly kind: 'taken'; readonly eventId: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export interface SessionsOptions {
  readonly clock: Clock
  /** The line of a new session. */
  readonly createLine: (key: SessionKey) => TurnLine
  readonly ttlMs: number
  readonly maxSessions: number
}

export class Sessions {
  readonly #options: SessionsOptions
  /** In the order of last use. */
  readonly #sessions = new Map<string, ClientSession>()
  /** How many each client has. */
  readonly #counts = new Map<string, number>()

  constructor(options: SessionsOptions) {
    this.#options = options
  }

  /** The session, created if it is new. `null` when too many are in use. */
  open(key: SessionKey): ClientSession | null {
    const name = mapKey(key)
    const session = this.#sessions.get(name) ?? this.#create(key)
    if (session === null) return null
    session.usedAt = this.#options.clock.now()
    this.#sessions.delete(name)
    this.#sessions.set(name, session)
    return session
  }

  /** The session if there is one. */
  find(key: SessionKey): ClientSession | undefined {
    return this.#sessions.get(mapKey(key))
  }

  get size(): number {
    return this.#sessions.size
  }

  all(): readonly ClientSession[] {
    return [...this.#sessions.values()]
  }

  /** Runs that are not followed yet. */
  get joiningRuns(): number {
    return Array.from(this.#sessions.values()).reduce((sum, { joining }) => sum + joining.size, 0)
  }

  /** Takes every run of this relay that waits out of its line, and tells which they were. */
  async leaveLines(): Promise<ReadonlyArray<{ readonly key: SessionKey; readonly runId: string }>> {
    const left: Array<{ key: SessionKey; runId: string }> = []
    for (const { key, joining, line } of this.#sessions.values()) {
      for (const runId of joining.keys()) {
        if (await line.leave(runId)) left.push({ key, runId })
      }
    }
    return left
  }

  /** Forgets sessions that were not used for the time to live. */
  expire(): void {
    const before = this.#options.clock.now() - this.#options.ttlMs
    for (const [name, session] of this.#sessions) {
      if (session.usedAt > before) return
      if (!session.isBusy) this.#forget(name, session)
    }
  }

  /** Those with which nothing is lost go first. */
  #create(key: SessionKey): ClientSession | null {
    this.expire()
    if (this.#sessions.size >= this.#options.maxSessions) {
      const found = leastMissed(this.#sessions, (session) => {
        if (session.isBusy) return 'needed'
        return session.isMissed ? this.#countOf(session.key) : 'free'
      })
      if (found === null) return null
      this.#forget(...found)
    }
    if (key.client !== undefined) this.#counts.set(key.client, this.#countOf(key) + 1)
    return new ClientSession(key, this.#options.createLine(key))
  }

  #forget(name: string, { key }: ClientSession): void {
    this.#sessions.delete(name)
    if (key.client === undefined) return
    const left = this.#countOf(key) - 1
    if (left > 0) this.#counts.set(key.client, left)
    else this.#counts.delete(key.client)
  }

  #countOf({ client }: SessionKey): number {
    return client === undefined ? 1 : (this.#counts.get(client) ?? 0)
  }
}

/** A run that is not followed yet. */
export interface JoiningRun {
  isCancelled: boolean
  /** The app may have heard of it. */
  isSent: boolean
  /** Another relay of the fleet joins it. */
  isHandedOver: boolean
}

export class ClientSession {
  usedAt = 0
  readonly key: SessionKey
  /** Of its runs that share one session at the app. */
  readonly line: TurnLine
  /** Runs that are not followed yet: in the line, or on their way to the app. */
  readonly joining = new Map<string, JoiningRun>()
  /** Streams that read it. */
  #readers = 0
  /** Joins that have come and are not answered yet. */
  #unanswered = 0
  readonly #answers = new Map<string, Promise<SubmissionResult>>()
  readonly #toldStreams = new Set<Promise<void>>()
  #onAnswered: Array<() => void> = []

  constructor(key: SessionKey, line: TurnLine) {
    this.key = key
    this.line = line
  }

  get isBusy(): boolean {
    return this.#unanswered > 0 || this.#readers > 0 || this.#toldStreams.size > 0 || this.line.isBusy || this.joining.size > 0
  }

  /** Something is lost with it: the way to a state at the app, or an answer that must not be asked for again. */
  get isMissed(): boolean {
    return this.line.holdsState || this.#answers.size > 0
  }

  get hasUnansweredJoins(): boolean {
    return this.#unanswered > 0
  }

  /**
   * The answer to a join with this key: pending, or remembered if the join must not be repeated and the log does not
   * know it.
   */
  answerTo(joinKey: string): Promise<SubmissionResult> | undefined {
    return this.#answers.get(joinKey)
  }

  /**
   * Remembers a pending answer. It is dropped when the log knows the run, or when the run surely did not begin: that
   * join may be repeated.
   */
  rememberAnswer(joinKey: string, answer: Promise<SubmissionResult>): void {
    this.#answers.set(joinKey, answer)
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > MOST_ANSWERS && oldest !== undefined) this.#answers.delete(oldest)
    const forget = (): void => void this.#answers.delete(joinKey)
    answer.then((result) => (result.kind === 'refused' && result.refusal.mayHaveBegun ? undefined : forget()), forget)
  }

  /** Counts a join as on its way; the returned function ends that. Meanwhile no stream is told to close. */
  beginJoin(): () => void {
    this.#unanswered += 1
    return () => {
      this.#unanswered -= 1
      if (this.#unanswered > 0) return
      const listeners = this.#onAnswered
      this.#onAnswered = []
      for (const listener of listeners) listener()
    }
  }

  /** Counts a stream that reads it; the returned function ends that. */
  beginRead(): () => void {
    this.#readers += 1
    return () => void (this.#readers -= 1)
  }

  /** Resolves when no join is on its way, or when the signal aborts. */
  joinsAnswered(signal: AbortSignal): Promise<void> {
    if (this.#unanswered === 0 || signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      this.#onAnswered.push(resolve)
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  /** Notes a stream that was told to close. `closed` resolves when it is closed or the wait is over. */
  toldToClose(closed: Promise<void>): void {
    this.#toldStreams.add(closed)
    void closed.finally(() => this.#toldStreams.delete(closed))
  }

  /** The join barrier: resolves when every stream that was told to close is closed. */
  async streamsClosed(): Promise<void> {
    await Promise.all(this.#toldStreams)
  }
}
