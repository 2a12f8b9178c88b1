/**
 * One run, driven: joins, reads its messages into the store, cancels, and ends in a settled state whatever
 * happens. What a message means is `run/`'s affair, how it arrives is `connection/`'s.
 */
import type { Clock } from './clock.ts'
import type { QueueMessage } from './connection/queue-message.ts'
import type { PageLifecycle } from './connection/page-lifecycle.ts'
import type { QueueRunHandlers, QueueTicket } from './connection/queue-run.ts'
import type { RunSession } from './connection/run-session.ts'
import { refuseFrames } from './connection/stream-requests.ts'
import { GradioStreamError, isGradioStreamError } from './errors.ts'
import type { AppDescription, EndpointDescription } from './protocol/app-description.ts'
import { toParameterValues } from './protocol/inputs.ts'
import type { Inputs } from './protocol/inputs.ts'
import type { Trigger } from './protocol/trigger.ts'
import { toWireData } from './protocol/wire-data.ts'
import { toAppValues } from './protocol/values.ts'
import { RunDeadlines } from './run-deadlines.ts'
import { resumeExpired } from './run/resume-expired.ts'
import { createMessageReader } from './run/read-messages.ts'
import type { MessageReader } from './run/read-messages.ts'
import type { CancelOutcome, RunEvent, RunEventBody, UploadProgress, WaitingState } from './run/run-event.ts'
import { isSettled } from './run/run-state.ts'
import type { RunState, SettledState } from './run/run-state.ts'
import { createRunStore } from './run/run-store.ts'
import type { RunStore } from './run/run-store.ts'
import type { Run, RunSnapshot } from './run/run.ts'
import { createTraceRecorder } from './run/trace.ts'
import type { RunTrace, TraceRecorder } from './run/trace.ts'
import type { Timeouts } from './timeouts.ts'

/** Made once: a reason of its own for each run costs more than reading some of its messages. */
const OVER = new Error('The run is over.')

/** What is known of a run that was begun before a reload. */
export interface ResumedRun {
  readonly runId: string
  readonly eventId: string
  /** When it was submitted, began to run and ended, epoch milliseconds; `null` where that is not known. Messages carry no time of their own. */
  readonly startedAt: number
  readonly runningAt: number | null
  readonly endedAt: number | null
}

/** A run as it was submitted, before anything drives it. */
export interface BegunRun {
  readonly runId: string
  readonly event: RunEvent
  readonly snapshot: RunSnapshot
}

/** What a run is made from. */
export interface RunHandleOptions {
  readonly app: AppDescription
  readonly endpoint: EndpointDescription
  /** One per parameter. */
  readonly values: readonly unknown[]
  /** What called it; absent: a form did. */
  readonly trigger?: Trigger | undefined
  readonly clock: Clock
  /** What its holder was given when it was submitted: its name, and its first event and state. */
  readonly begun: BegunRun
  /** Taken up instead of joined: nothing runs twice. */
  readonly resumed?: ResumedRun
  /** Longest wait for the app's last word after it was told to cancel. */
  readonly cancelWaitMs: number
  /** Sends the files among the values, and gives the values with them sent; absent where there are none. */
  readonly sendFiles?: ((signal: AbortSignal, onProgress: (progress: UploadProgress) => void) => Promise<readonly unknown[]>) | undefined
  readonly timeouts: Timeouts
  readonly lifecycle: PageLifecycle
  /**
   * The session to join, once it is this run's turn, and `onWaiting` is told what it waits for until then; aborted when nobody waits any more.
   * Rejects with why there is none.
   */
  openSession(signal: AbortSignal, onWaiting: (waiting: WaitingState) => void): Promise<RunSession>
  onSettled(state: SettledState): void
}

/** {@link Run}, once it is driven. */
export class RunHandle implements Run {
  readonly id: string
  readonly app: AppDescription
  readonly endpoint: EndpointDescription
  readonly inputs: readonly unknown[]
  readonly settled: Promise<SettledState>
  readonly #options: RunHandleOptions
  readonly #store: RunStore
  readonly #trace: TraceRecorder
  readonly #reader: MessageReader
  readonly #turn = new AbortController()
  readonly #deadlines: RunDeadlines
  #session: RunSession | null = null
  #ticket: QueueTicket | null = null
  #hasStarted = false
  #hasHeard = false
  #cancelling: Promise<CancelOutcome> | null = null

  constructor(options: RunHandleOptions) {
    const { app, endpoint, values, clock } = options
    this.#options = options
    this.id = options.begun.runId
    this.app = app
    this.endpoint = endpoint
    this.inputs = values
    this.#trace = createTraceRecorder({ runId: this.id, endpoint: endpoint.name, gradioVersion: app.version, route: app.route })
    // Recorded, not observed: an observer costs a reduction for every event.
    this.#store = createRunStore({ route: app.route, clock, first: options.begun.snapshot, record: (event) => this.#trace.record(event) })
    this.#trace.record(options.begun.event)
    this.#reader = createMessageReader(endpoint, app)
    const { timeouts } = options
    this.#deadlines = new RunDeadlines({ clock, timeouts, endpoint: endpoint.name, onExceeded: (error) => this.#expire(error) })
    this.settled = new Promise((resolve) => {
      const unsubscribe = this.#store.subscribe(() => {
        const { state } = this.#store.getSnapshot()
        if (!isSettled(state)) return
        unsubscribe()
        resolve(state)
        options.onSettled(state)
      })
    })
  }

  /** Begins the run. Called once, by the client. */
  start(): void {
    const { begun, resumed, clock } = this.#options
    this.#deadlines.begin(resumed ? 0 : clock.now() - begun.event.at)
    const unwatch = this.#options.lifecycle.watch((event) => event === 'closing' && this.#ticket?.closePage(!this.#hasStarted))
    void this.settled.then(unwatch)
    void this.#join()
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
    this.#session?.retryNow()
  }

  cancel(): Promise<CancelOutcome> {
    const state = this.#store.getState()
    if (isSettled(state)) return Promise.resolve(outcomeOf(state))
    this.#cancelling ??= this.#cancel()
    return this.#cancelling
  }

  async send(frame?: Inputs): Promise<void> {
    if (!this.endpoint.isInputStream) return refuseFrames(this.app, this.endpoint)
    const data = this.#toWire(toParameterValues(this.endpoint, frame))
    await this.#live().sendFrame(data)
  }

  async closeInput(): Promise<void> {
    if (!this.endpoint.isInputStream) return refuseFrames(this.app, this.endpoint)
    if (!isSettled(this.#store.getState())) await this.#live().closeInput()
  }

  detach(): void {
    if (isSettled(this.#store.getState())) return
    const goesOn = this.app.capabilities.survivesDisconnect
    const error = new GradioStreamError('aborted', {
      message: `${this.endpoint.name} is no longer watched: its run was detached. ${goesOn ? 'It goes on at the relay.' : 'The app drops it.'}`,
      details: { endpoint: this.endpoint.name },
    })
    this.#end({ type: 'failed', error }, 'leave')
  }

  async #join(): Promise<void> {
    try {
      const { sendFiles } = this.#options
      const values = sendFiles ? await this.#sendFiles(sendFiles) : this.inputs
      const onWaiting = (waiting: WaitingState | null): void => this.#store.dispatch({ type: 'waiting', waiting })
      let hasWaited = false
      const session = await this.#options.openSession(this.#turn.signal, (waiting) => {
        hasWaited = true
        onWaiting(waiting)
      })
      if (isSettled(this.#store.getState())) return
      if (hasWaited) onWaiting(null)
      this.#session = session
      const { resumed, trigger } = this.#options
      const call = { endpoint: this.endpoint, data: resumed ? [] : this.#toWire(values), trigger }
      const handlers: QueueRunHandlers = {
        onJoined: (eventId) => {
          this.#deadlines.joined()
          this.#store.dispatch({ type: 'joined', eventId })
        },
        onWaiting,
        onMessage: (message) => this.#read(message),
        onConnection: (connection) => this.#store.setConnection(connection),
        onFailed: (error) => this.#end({ type: 'failed', error: this.#asLost(error) }, 'finish'),
      }
      const ticket = resumed ? session.attach?.(call, resumed.eventId, handlers) : session.join(call, handlers)
      if (!ticket) throw resumeExpired(this.endpoint.name, 'this way to the app keeps no runs.')
      this.#ticket = ticket
    } catch (cause) {
      this.#end({ type: 'failed', error: asError(cause, this.endpoint.name) }, 'finish')
    }
  }

  #toWire(values: readonly unknown[]): unknown[] {
    return toWireData(this.endpoint, toAppValues(this.endpoint, values, this.app))
  }

  /** The ticket of a run that has begun and not ended. */
  #live(): QueueTicket {
    if (this.#ticket !== null && !isSettled(this.#store.getState())) return this.#ticket
    throw new GradioStreamError('session-unknown', {
      message: `The run of ${this.endpoint.name} takes no frame: it ${this.#ticket === null ? 'has not been sent to the app yet' : 'has ended'}.`,
      hint: 'Send frames between its first output and its end.',
      details: { endpoint: this.endpoint.name },
    })
  }

  async #sendFiles(send: NonNullable<RunHandleOptions['sendFiles']>): Promise<readonly unknown[]> {
    let hasSent = false
    const values = await send(this.#turn.signal, (progress) => {
      hasSent = true
      this.#store.dispatch({ type: 'uploading', ...progress })
    })
    if (hasSent) this.#store.dispatch({ type: 'submitted' })
    return values
  }

  #read(message: QueueMessage): void {
    const body = this.#reader.read(message.reading)
    if (body === null) return
    if (body.type === 'failed') this.#end({ type: 'failed', error: this.#asLost(body.error) }, 'finish')
    else if (body.type === 'succeeded') this.#end(body, 'finish')
    else if (body.type === 'cancelled') this.#end({ type: 'cancelled', outcome: this.#hasStarted ? body.outcome : 'confirmed' }, 'finish')
    else this.#note(body)
  }

  #note(body: RunEventBody): void {
    this.#hasHeard = true
    if (body.type === 'started' || body.type === 'progress' || body.type === 'output') this.#started()
    this.#store.dispatch(body, (body.type === 'started' ? this.#options.resumed?.runningAt : null) ?? undefined)
  }

  /** A session that is gone before it said a word of a run that is taken up: the relay keeps it no longer. */
  #asLost(error: GradioStreamError): GradioStreamError {
    const isLost = this.#options.resumed !== undefined && !this.#hasHeard && error.code === 'session-unknown'
    return isLost ? resumeExpired(this.endpoint.name, error.details.seen ?? 'the relay does not know it.') : error
  }

  #started(): void {
    if (!this.#hasStarted) this.#deadlines.started()
    this.#hasStarted = true
  }

  /** Its time is up: it ends here at once, and at the app as a cancelled one does. */
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

  async #cancel(): Promise<CancelOutcome> {
    this.#store.dispatch({ type: 'cancel-requested' })
    // Its turn to join has not come: nobody has heard of it.
    if (this.#ticket === null) return this.#endCancelled('confirmed')
    const answer = await this.#ticket.cancel(() => !this.#hasStarted)
    if (answer === 'unsupported') return this.#endCancelled('unsupported')
    if (answer === 'dropped' || answer === 'stopped') return this.#endCancelled('confirmed')
    if (answer === 'told') await this.#lastWord()
    return this.#endCancelled('requested')
  }

  /** Resolves when the run has settled, or when the app has had its time. */
  #lastWord(): Promise<unknown> {
    const { clock, cancelWaitMs } = this.#options
    return new Promise<void>((resolve) => {
      const cancelTimer = clock.schedule(resolve, cancelWaitMs)
      void this.settled.then(cancelTimer).then(resolve)
    })
  }

  /** Ends the run as cancelled unless it has ended by itself; answers what is then known. */
  #endCancelled(outcome: CancelOutcome): CancelOutcome {
    this.#end({ type: 'cancelled', outcome }, 'leave')
    const state = this.#store.getState()
    return isSettled(state) ? outcomeOf(state) : outcome
  }

  #end(body: RunEventBody, way: 'finish' | 'leave'): void {
    this.#turn.abort(OVER)
    this.#deadlines.stop()
    this.#ticket?.[way]()
    this.#store.setConnection({ ...this.#store.getConnection(), readyState: 'closed', attempt: 0, nextRetryAt: null })
    this.#store.dispatch(body, this.#options.resumed?.endedAt ?? undefined)
  }
}

/** A run that ended otherwise is not running: that is as good as confirmed. */
function outcomeOf(state: SettledState): CancelOutcome {
  return state.status === 'cancelled' ? state.outcome : 'confirmed'
}

function asError(cause: unknown, endpoint: string): GradioStreamError {
  if (isGradioStreamError(cause)) return cause
  const words = cause instanceof Error ? cause.message : String(cause)
  return new GradioStreamError('join-refused', { message: `${endpoint} could not be started: ${words}`, details: { endpoint }, cause })
}
