/**
 * One run, from `submit` to its end: finds its app if that is not known, joins, reads its messages into the store,
 * cancels, and always ends in a settled state. `run/` knows what a message means, `connection/` how it arrives.
 */
import type { Clock } from './kit/clock.ts'
import { idleConnection } from './connection/connection-state.ts'
import type { QueueMessage } from './connection/stream/queue-message.ts'
import type { PageLifecycle } from './connection/page/page-lifecycle.ts'
import { isWayLost } from './connection/stream/lost-ways.ts'
import type { QueueRunHandlers, QueueTicket } from './connection/queue/queue-run.ts'
import { refuseFrames } from './connection/queue/refuse-frames.ts'
import { GradioStreamError, isGradioStreamError } from './errors.ts'
import type { AppDescription, EndpointDescription } from './protocol/describe/app-description.ts'
import { toParameterValues } from './protocol/values/inputs.ts'
import type { Inputs } from './protocol/values/inputs.ts'
import { randomId } from './kit/random-id.ts'
import { RunDeadlines } from './run-deadlines.ts'
import type { RunTimeouts } from './run-deadlines.ts'
import type { FindRequest, RunRequest } from './run-request.ts'
import { resumeExpired } from './run/resume-expired.ts'
import { reduceRun } from './run/reduce-run.ts'
import type { CancelOutcome, RunEvent, RunEventBody, UploadProgress, WaitingState } from './run/run-event.ts'
import { IDLE, isSettled } from './run/run-state.ts'
import type { RunState, SettledState } from './run/run-state.ts'
import { createRunStore } from './run/run-store.ts'
import type { RunStore } from './run/run-store.ts'
import { isFound } from './run/run.ts'
import type { Run, RunSnapshot, SubmittedRun } from './run/run.ts'
import { createTraceRecorder } from './run/trace.ts'
import type { RunTrace, TraceRecorder } from './run/trace.ts'
import type { OpenedSession } from './sessions/sessions.ts'
import { wait } from './kit/wait.ts'

/** Longest wait for a direct app's answer to a cancel; a reachable one answers in milliseconds. */
const DIRECT_ANSWER_MS = 2000
/** Created once: a new error per run costs more than reading some of its messages. */
const OVER = new Error('The run is over.')

/** What a run needs from its client. */
export interface RunHost {
  readonly clock: Clock
  readonly timeouts: RunTimeouts
  readonly lifecycle: PageLifecycle
  /** Longest wait for the app's last message after a cancel, in milliseconds. */
  readonly cancelWaitMs: number
  /**
   * Resolves with the session to join when it is this run's turn; `onWaiting` reports what it waits for until then.
   * Aborted when the run has ended. Rejects with the reason why there is none.
   */
  openSession(run: Run, request: RunRequest, signal: AbortSignal, onWaiting: (waiting: WaitingState) => void): Promise<OpenedSession>
  /** Uploads the files among the values and returns the values with them. */
  sendFiles(request: RunRequest, signal: AbortSignal, onProgress: (progress: UploadProgress) => void): Promise<readonly unknown[]>
  /** Uploads the files in a frame of an input stream and returns its values with them. */
  sendFrameFiles(run: Run, values: readonly unknown[], signal: AbortSignal): Promise<readonly unknown[]>
  /** `request` is `null` if the app was not found. */
  onSettled(run: SubmittedRun, request: RunRequest | null, state: SettledState): void
}

interface HandleOptions {
  readonly onFound?: ((run: Run) => void) | undefined
  readonly isFollowed?: boolean | undefined
}

/** {@link SubmittedRun}, and {@link Run} once its app is known. */
export class RunHandle implements SubmittedRun {
  readonly id: string
  readonly accepted: Promise<Run>
  readonly settled: Promise<SettledState>
  readonly #host: RunHost
  readonly #onFound: (run: Run) => void
  /** The relay's server began it: its limits are not this client's, and it is not this client's to end. */
  readonly #isFollowed: boolean
  /** The endpoint's name: as given, later as the app writes it. */
  #name: string
  readonly #store: RunStore
  readonly #trace: TraceRecorder
  /** Read by the trace on request. */
  readonly #facts: { runId: string; endpoint: string; gradioVersion: string | null; route: 'direct' | 'relay' }
  readonly #turn = new AbortController()
  #deadlines: RunDeadlines | null = null
  #request: RunRequest | null = null
  #opened: OpenedSession | null = null
  #ticket: QueueTicket | null = null
  #hasStarted = false
  #hasHeard = false
  #cancelling: Promise<CancelOutcome> | null = null
  #result: Promise<readonly unknown[]> | null = null
  #accept: (run: Run) => void = () => {}
  #refuse: (error: GradioStreamError) => void = () => {}

  /** `target`: what to run, or the name of the endpoint if the app must be found first. */
  constructor(host: RunHost, target: RunRequest | string, { onFound, isFollowed = false }: HandleOptions = {}) {
    this.#host = host
    this.#onFound = onFound ?? (() => {})
    this.#isFollowed = isFollowed
    const { clock } = host
    const isKnown = typeof target !== 'string'
    const request = isKnown ? target : null
    const name = isKnown ? target.endpoint.name : target
    this.#name = name
    this.id = request?.resumed?.runId ?? randomId()
    const at = request?.resumed?.startedAt ?? clock.now()
    const route = request?.app.route ?? 'direct'
    this.#facts = { runId: this.id, endpoint: name, gradioVersion: null, route }
    this.#trace = createTraceRecorder(this.#facts)
    const submitted: RunEvent = { type: 'submitted', sequence: 1, at }
    this.#trace.record(submitted)
    const first = { state: reduceRun(IDLE, submitted), connection: idleConnection(route) }
    // Recorded, not observed: an observer costs a reduction for every event.
    this.#store = createRunStore({ route, clock, first, record: (event) => this.#trace.record(event) })
    this.accepted = new Promise((resolve, reject) => {
      this.#accept = resolve
      this.#refuse = reject
    })
    // Most callers look at the state instead.
    this.accepted.catch(() => {})
    this.settled = new Promise((resolve) => {
      const unsubscribe = this.#store.subscribe(() => {
        const { state } = this.#store.getSnapshot()
        if (!isSettled(state)) return
        unsubscribe()
        // No effect if the run was accepted.
        this.#refuse(state.status === 'failed' ? state.error : wasCancelled(name))
        resolve(state)
        host.onSettled(this, this.#request, state)
      })
    })
    if (request) this.#found(request)
  }

  get app(): AppDescription | null {
    return this.#request?.app ?? null
  }

  get endpoint(): EndpointDescription | null {
    return this.#request?.endpoint ?? null
  }

  get inputs(): readonly unknown[] | null {
    return this.#request?.values ?? null
  }

  get isReadOnly(): boolean {
    return this.#request?.followed?.canCancel === false
  }

  get isResumed(): boolean {
    return this.#request?.resumed !== undefined && !this.#isFollowed
  }

  get result(): Promise<readonly unknown[]> {
    return (this.#result ??= this.settled.then((state) => {
      if (state.status === 'succeeded') return state.data
      throw state.status === 'failed' ? state.error : wasCancelled(this.#name)
    }))
  }

  /**
   * Begins the run, and cancels it when the signal aborts. The client calls it once; `find` only if it was made without
   * a request.
   */
  start(find?: FindRequest, signal?: AbortSignal): void {
    if (signal) this.#obey(signal)
    if (!isSettled(this.#store.getState())) void this.#run(find)
  }

  getSnapshot(): RunSnapshot {
    return this.#store.getSnapshot()
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener)
  }

  observe(listener: (event: RunEvent, state: RunState) => void): () => void {
    return this.#store.observe(listener)
  }

  getTrace(): RunTrace {
    return this.#trace.getTrace()
  }

  retryNow(): void {
    this.#opened?.session.retryNow()
  }

  cancel(): Promise<CancelOutcome> {
    const state = this.#store.getState()
    if (isSettled(state)) return Promise.resolve(outcomeOf(state))
    if (this.#isFollowed && this.#cancelling === null) return this.#cancelFollowed()
    this.#cancelling ??= this.#cancel()
    return this.#cancelling
  }

  async send(frame?: Inputs): Promise<void> {
    const run = await this.#whenFound()
    if (!run.endpoint.isInputStream) return refuseFrames(run.app, run.endpoint)
    const given = toParameterValues(run.endpoint, frame)
    await this.#whenSent()
    this.#live()
    const values = await this.#host.sendFrameFiles(run, given, this.#turn.signal)
    await this.#live().sendFrame(this.#opened?.toWire(values) ?? [])
  }

  async closeInput(): Promise<void> {
    if (this.#request === null) await this.#whenSent()
    if (this.#request === null) return
    const { app, endpoint } = this.#request
    if (!endpoint.isInputStream) return refuseFrames(app, endpoint)
    await this.#whenSent()
    if (!isSettled(this.#store.getState())) await this.#live().closeInput()
  }

  detach(): void {
    if (isSettled(this.#store.getState())) return
    const goesOn = this.#isFollowed || this.app?.capabilities.survivesDisconnect === true
    const fate =
      this.#opened === null && !this.#isFollowed ? 'before it was sent.' : `and ${goesOn ? 'goes on at the relay' : 'the app drops it'}.`
    const error = new GradioStreamError('aborted', {
      message: `${this.#name} is no longer watched: its run was detached ${fate}`,
      details: { endpoint: this.#name },
    })
    this.#end({ type: 'failed', error }, 'leave')
  }

  #obey(signal: AbortSignal): void {
    const stop = (): void => void this.cancel()
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    void this.settled.then(() => signal.removeEventListener('abort', stop))
  }

  async #run(find?: FindRequest): Promise<void> {
    try {
      if (find) {
        const request = await find(this.#turn.signal)
        if (isSettled(this.#store.getState())) return
        this.#found(request)
        this.#onFound(this.#foundRun())
      }
      if (this.#request) await this.#join(this.#request)
    } catch (cause) {
      this.#end({ type: 'failed', error: asError(cause, this.#name) }, 'finish')
    }
  }

  #found(request: RunRequest): void {
    const { app, endpoint } = request
    this.#request = request
    this.#name = endpoint.name
    this.#facts.endpoint = endpoint.name
    this.#facts.gradioVersion = app.version
    this.#facts.route = app.route
    this.#store.setConnection(idleConnection(app.route))
  }

  async #join(request: RunRequest): Promise<void> {
    const run = this.#foundRun()
    const { clock, timeouts } = this.#host
    if (!this.#isFollowed) {
      this.#deadlines = new RunDeadlines({ clock, timeouts, endpoint: this.#name, onExceeded: (error) => this.#expire(error) })
      this.#deadlines.begin()
    }
    const unwatch = this.#host.lifecycle.watch((event) => event === 'closing' && this.#ticket?.closePage(!this.#hasStarted))
    void this.settled.then(unwatch)
    const values = request.files.length > 0 ? await this.#sendFiles(request) : request.values
    const onWaiting = (waiting: WaitingState | null): void => this.#store.dispatch({ type: 'waiting', waiting })
    let hasWaited = false
    const opened = await this.#host.openSession(run, request, this.#turn.signal, (waiting) => {
      hasWaited = true
      onWaiting(waiting)
    })
    if (isSettled(this.#store.getState())) return
    if (hasWaited) onWaiting(null)
    this.#opened = opened
    const { session } = opened
    const { endpoint, resumed, trigger } = request
    const call = { endpoint, data: resumed ? [] : opened.toWire(values), trigger }
    const handlers: QueueRunHandlers = {
      onJoined: (eventId) => {
        this.#deadlines?.joined()
        this.#store.dispatch({ type: 'joined', eventId, ...(this.#isFollowed && resumed ? { startedAt: resumed.startedAt } : {}) })
        this.#accept(run)
      },
      onWaiting,
      onMessage: (message) => this.#read(message),
      onConnection: (connection) => this.#store.setConnection(connection),
      onFailed: (error) => this.#fail(error),
    }
    const ticket = resumed ? session.attach?.(call, resumed.eventId, handlers) : session.join(call, handlers)
    if (!ticket) throw resumeExpired(endpoint.name, 'this way to the app keeps no runs.')
    this.#ticket = ticket
  }

  /** A connection that is lost during a cancel ends the run as cancelled: the app was asked and did not answer. */
  #fail(error: GradioStreamError): void {
    if (this.#cancelling && this.#ticket !== null && isWayLost(error)) this.#endCancelled('requested')
    else this.#end({ type: 'failed', error: this.#asLost(error) }, 'finish')
  }

  /** This run with its app. Throws before the app is found. */
  #foundRun(): Run {
    const run = asFound(this)
    if (run === null) throw this.#noFrame()
    return run
  }

  async #whenFound(): Promise<Run> {
    if (this.#request === null) await this.#whenSent()
    return this.#foundRun()
  }

  /** Resolves when the app has taken the run, or will not. */
  async #whenSent(): Promise<void> {
    if (this.#ticket === null) await this.accepted.catch(() => {})
  }

  /** The ticket of a run that has begun and not ended. */
  #live(): QueueTicket {
    if (this.#ticket !== null && !isSettled(this.#store.getState())) return this.#ticket
    throw this.#noFrame()
  }

  #noFrame(): GradioStreamError {
    const why = this.#ticket === null ? 'it ended before it was sent' : 'it has ended'
    return new GradioStreamError('session-unknown', {
      message: `The run of ${this.#name} takes no frame: ${why}.`,
      hint: 'Run it again, and send frames between its first output and its end.',
      details: { endpoint: this.#name },
    })
  }

  async #sendFiles(request: RunRequest): Promise<readonly unknown[]> {
    let hasSent = false
    const values = await this.#host.sendFiles(request, this.#turn.signal, (progress) => {
      hasSent = true
      this.#store.dispatch({ type: 'uploading', ...progress })
    })
    if (hasSent) this.#store.dispatch({ type: 'submitted' })
    return values
  }

  #read({ reading }: QueueMessage): void {
    const body = this.#opened?.reader.read(reading) ?? null
    if (body === null) return
    const at = this.#saidAt(reading)
    if (body.type === 'failed') this.#end({ type: 'failed', error: this.#asLost(body.error) }, 'finish', at)
    else if (body.type === 'succeeded') this.#end(body, 'finish', at)
    else if (body.type === 'cancelled')
      this.#end({ type: 'cancelled', outcome: this.#hasStarted ? body.outcome : 'confirmed' }, 'finish', at)
    else this.#note(body, at)
  }

  #note(body: RunEventBody, at: number | undefined): void {
    this.#hasHeard = true
    if (body.type === 'started' || body.type === 'progress' || body.type === 'output') this.#started()
    this.#store.dispatch(body, at ?? (body.type === 'started' ? this.#request?.resumed?.runningAt : null) ?? undefined)
  }

  /** When the relay got the message, by the clock of this client: who follows a run may come long after its end. */
  #saidAt(reading: QueueMessage['reading']): number | undefined {
    const skewMs = this.#request?.followed?.skewMs
    if (skewMs === undefined || reading.kind !== 'message') return undefined
    if (reading.msg !== 'process_starts' && reading.msg !== 'process_completed') return undefined
    const { message } = reading
    const at = 'relay_at' in message && typeof message.relay_at === 'number' ? message.relay_at : undefined
    return at === undefined ? undefined : at + skewMs
  }

  /** The session is gone before it sent anything about a resumed run: the relay no longer has it. */
  #asLost(error: GradioStreamError): GradioStreamError {
    const isLost = this.#request?.resumed !== undefined && !this.#hasHeard && error.code === 'session-unknown'
    return isLost ? resumeExpired(this.#name, error.details.seen ?? 'the relay does not know it.') : error
  }

  #started(): void {
    if (!this.#hasStarted) this.#deadlines?.started()
    this.#hasStarted = true
  }

  /** Its time is up: it ends here at once, and at the app like a cancelled run. */
  #expire(error: GradioStreamError): void {
    const ticket = this.#ticket
    this.#ticket = null
    this.#end({ type: 'failed', error }, 'leave')
    if (ticket) void this.#stopAtApp(ticket)
  }

  async #stopAtApp(ticket: QueueTicket): Promise<void> {
    await ticket.cancel(() => !this.#hasStarted)
    ticket.leave()
  }

  /** Only when the relay has said what the token opens is it known whether it may be cancelled. */
  async #cancelFollowed(): Promise<CancelOutcome> {
    await this.#whenSent()
    const state = this.#store.getState()
    if (isSettled(state)) return outcomeOf(state)
    if (this.#request?.followed?.canCancel) return (this.#cancelling ??= this.#cancel())
    throw new GradioStreamError('access-denied', {
      message: `The run of ${this.#name} is followed by a token that only reads: it was not cancelled.`,
      hint: 'Cancel it with the token that relay.submit gave.',
      details: { endpoint: this.#name },
    })
  }

  async #cancel(): Promise<CancelOutcome> {
    this.#store.dispatch({ type: 'cancel-requested' })
    // It has not joined yet: no server knows it.
    if (this.#ticket === null) return this.#endCancelled('confirmed')
    const answer = await this.#asked(this.#ticket.cancel(() => !this.#hasStarted))
    if (answer === 'unsupported') return this.#endCancelled('unsupported')
    if (answer === 'dropped' || answer === 'stopped') return this.#endCancelled('confirmed')
    if (answer === 'told') await this.#lastWord()
    return this.#endCancelled('requested')
  }

  /** A silent direct app does not delay a cancel: it is asked, but the outcome stays unknown. */
  async #asked<Answer>(asking: Promise<Answer>): Promise<Answer | 'unreached'> {
    if (this.app?.route !== 'direct') return asking
    const isQuiet = this.#store.getConnection().readyState === 'stalled'
    const timeUp = new AbortController()
    const { clock } = this.#host
    const limit = wait(clock, isQuiet ? 0 : DIRECT_ANSWER_MS, timeUp.signal).then(() => 'unreached' as const)
    return Promise.race([asking, limit, this.settled.then(() => 'unreached' as const)]).finally(() => timeUp.abort())
  }

  /** Resolves when the run has settled, or when the app's time is up. */
  #lastWord(): Promise<unknown> {
    const { clock, cancelWaitMs } = this.#host
    return new Promise<void>((resolve) => {
      const cancelTimer = clock.schedule(resolve, cancelWaitMs)
      void this.settled.then(cancelTimer).then(resolve)
    })
  }

  /** Ends the run as cancelled unless it has ended by itself. Returns the known outcome. */
  #endCancelled(outcome: CancelOutcome): CancelOutcome {
    this.#end({ type: 'cancelled', outcome }, 'leave')
    const state = this.#store.getState()
    return isSettled(state) ? outcomeOf(state) : outcome
  }

  #end(body: RunEventBody, way: 'finish' | 'leave', at?: number): void {
    this.#turn.abort(OVER)
    this.#deadlines?.stop()
    this.#ticket?.[way]()
    this.#store.setConnection({ ...this.#store.getConnection(), readyState: 'closed', attempt: 0, nextRetryAt: null })
    this.#store.dispatch(body, at ?? this.#request?.resumed?.endedAt ?? undefined)
  }
}

function wasCancelled(endpoint: string): GradioStreamError {
  return new GradioStreamError('aborted', { message: `The run of ${endpoint} was cancelled.`, details: { endpoint } })
}

/** A type guard narrows a parameter, not `this`. */
function asFound(run: SubmittedRun): Run | null {
  return isFound(run) ? run : null
}

/** A run that ended otherwise is not running: that counts as confirmed. */
function outcomeOf(state: SettledState): CancelOutcome {
  return state.status === 'cancelled' ? state.outcome : 'confirmed'
}

function asError(cause: unknown, endpoint: string): GradioStreamError {
  if (isGradioStreamError(cause)) return cause
  const words = cause instanceof Error ? cause.message : String(cause)
  return new GradioStreamError('join-refused', { message: `${endpoint} could not be started: ${words}`, details: { endpoint }, cause })
}
