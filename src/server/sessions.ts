/**
 * What this instance knows of a client's session beside its log: the upstream session its stateful runs
 * share, whose turn it is there, and which streams were told to close while a join may be on its way.
 */
import type { Clock } from '../core/clock.ts'
import type { SessionKey } from './log/run-log.ts'
import type { Refusal } from './upstream/join-app.ts'

/** Answers remembered for one session beside the log: those on their way, and refusals of an app that may have begun. */
const MOST_ANSWERS = 1000

/** What a join is answered. */
export type SubmissionResult =
  | { readonly kind: 'taken'; readonly eventId: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export interface SessionsOptions {
  readonly clock: Clock
  /** 128 random bits as 32 hex digits. */
  readonly randomId: () => string
  readonly ttlMs: number
  readonly maxSessions: number
}

export class Sessions {
  readonly #options: SessionsOptions
  /** In the order of use. */
  readonly #sessions = new Map<string, ClientSession>()

  constructor(options: SessionsOptions) {
    this.#options = options
  }

  /** The session, made if it is new. `null` when there are too many in use. */
  open({ app, session: name }: SessionKey): ClientSession | null {
    const mapKey = `${app}\n${name}`
    const session = this.#sessions.get(mapKey) ?? this.#create()
    if (session === null) return null
    session.usedAt = this.#options.clock.now()
    this.#sessions.delete(mapKey)
    this.#sessions.set(mapKey, session)
    return session
  }

  /** The session if there is one. */
  find({ app, session }: SessionKey): ClientSession | undefined {
    return this.#sessions.get(`${app}\n${session}`)
  }

  get size(): number {
    return this.#sessions.size
  }

  /** Forgets sessions nobody has used for the time to live. */
  expire(): void {
    const before = this.#options.clock.now() - this.#options.ttlMs
    for (const [mapKey, session] of this.#sessions) {
      if (session.usedAt > before) return
      if (!session.isBusy) this.#sessions.delete(mapKey)
    }
  }

  #create(): ClientSession | null {
    this.expire()
    return this.#sessions.size >= this.#options.maxSessions ? null : new ClientSession(this.#options.randomId())
  }
}

export class ClientSession {
  usedAt = 0
  /** Session at the app for runs that hold `gr.State`. */
  readonly statefulSession: string
  /** Runs that are not followed yet: in the line, or on their way to the app. */
  readonly joining = new Map<string, { isCancelled: boolean }>()
  /** Joins that came in and are not answered yet. */
  #unanswered = 0
  readonly #answers = new Map<string, Promise<SubmissionResult>>()
  readonly #toldStreams = new Set<Promise<void>>()
  readonly #waiting: Turn[] = []
  #isTaken = false
  #onAnswered: Array<() => void> = []

  constructor(statefulSession: string) {
    this.statefulSession = statefulSession
  }

  get isBusy(): boolean {
    return this.#unanswered > 0 || this.#toldStreams.size > 0 || this.#isTaken || this.joining.size > 0
  }

  get hasUnansweredJoins(): boolean {
    return this.#unanswered > 0
  }

  /** What a join with this key is being answered, or was answered where it must not be made again and the log does not know it. */
  answerTo(joinKey: string): Promise<SubmissionResult> | undefined {
    return this.#answers.get(joinKey)
  }

  /** Remembers an answer to come; the log knows what was taken, and what was surely not begun may be asked for again. */
  rememberAnswer(joinKey: string, answer: Promise<SubmissionResult>): void {
    this.#answers.set(joinKey, answer)
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > MOST_ANSWERS && oldest !== undefined) this.#answers.delete(oldest)
    const forget = (): void => void this.#answers.delete(joinKey)
    answer.then((result) => (result.kind === 'refused' && result.refusal.mayHaveBegun ? undefined : forget()), forget)
  }

  /** Counts a join as on its way; the answer says it was answered. While one is, no stream is told to close. */
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

  /** Resolves when no join is on its way, or on the signal. */
  joinsAnswered(signal: AbortSignal): Promise<void> {
    if (this.#unanswered === 0 || signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      this.#onAnswered.push(resolve)
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  /** Notes a stream that was told to close; `closed` resolves when it is, or when waiting for it is over. */
  toldToClose(closed: Promise<void>): void {
    this.#toldStreams.add(closed)
    void closed.finally(() => this.#toldStreams.delete(closed))
  }

  /** The join barrier: resolves when every stream that was told to close is closed. */
  async streamsClosed(): Promise<void> {
    await Promise.all(this.#toldStreams)
  }

  /** Takes the turn for stateful runs, or a place in the line for it. */
  takeTurn(runId: string): Turn {
    const turn = new Turn(runId, () => this.#passOn(turn))
    if (this.#isTaken) this.#waiting.push(turn)
    else {
      this.#isTaken = true
      turn.grant()
    }
    return turn
  }

  /** Runs that wait, in order. */
  get waitingRuns(): readonly string[] {
    return this.#waiting.map(({ runId }) => runId)
  }

  /** Takes a waiting run out of the line. False when it does not wait. */
  leaveLine(runId: string): boolean {
    const index = this.#waiting.findIndex((turn) => turn.runId === runId)
    const [turn] = index < 0 ? [] : this.#waiting.splice(index, 1)
    turn?.withdraw()
    return turn !== undefined
  }

  #passOn(turn: Turn): void {
    if (!turn.isGranted) return
    const next = this.#waiting.shift()
    this.#isTaken = next !== undefined
    next?.grant()
  }
}

/** A place in the line for a session's state. */
export class Turn {
  readonly runId: string
  /** Resolves with true when it is this run's turn, with false when it left the line. */
  readonly granted: Promise<boolean>
  /** Passes the turn on; to be called once the run is over. */
  readonly release: () => void
  isGranted = false
  #settle: (isGranted: boolean) => void = () => {}

  constructor(runId: string, release: () => void) {
    this.runId = runId
    this.release = release
    this.granted = new Promise((resolve) => {
      this.#settle = resolve
    })
  }

  grant(): void {
    this.isGranted = true
    this.#settle(true)
  }

  withdraw(): void {
    this.#settle(false)
  }
}
