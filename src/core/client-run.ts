/**
 * A run as its holder sees it from the moment of `submit`. What drives runs is loaded with the first one; until it is there nothing is sent,
 * and the run can only be cancelled, left or fail. From then on everything is passed to the run that is driven.
 */
import type { Clock } from './clock.ts'
import { idleConnection } from './connection/connection.ts'
import { GradioStreamError } from './errors.ts'
import type { AppDescription, EndpointDescription } from './protocol/app-description.ts'
import { randomId } from './random-id.ts'
import type { BegunRun, ResumedRun } from './run-handle.ts'
import { cancelledLocally, failedLocally, submittingLocally } from './run/local-run-state.ts'
import type { CancelOutcome, RunEvent } from './run/run-event.ts'
import type { RunState, SettledState } from './run/run-state.ts'
import type { Run, RunSnapshot } from './run/run.ts'
import type { RunTrace } from './run/trace.ts'

export interface ClientRunOptions {
  readonly app: AppDescription
  readonly endpoint: EndpointDescription
  /** One per parameter. */
  readonly values: readonly unknown[]
  readonly resumed?: ResumedRun | undefined
  readonly clock: Clock
  onSettled(run: Run): void
}

/** What drives a run, not yet begun. */
type Driven = Run & { start(): void }

/** Who listens: to the driven run once there is one. */
interface Ear {
  readonly join: (run: Run) => () => void
  readonly hear: (event: RunEvent, state: RunState, isPublished: boolean) => void
  stop: (() => void) | null
}

/** {@link Run}, as `GradioClient.submit` gives it. */
export class ClientRun implements Run {
  readonly id: string
  readonly app: AppDescription
  readonly endpoint: EndpointDescription
  readonly inputs: readonly unknown[]
  readonly settled: Promise<SettledState>
  readonly #options: ClientRunOptions
  readonly #startedAt: number
  readonly #events: RunEvent[] = []
  readonly #ears = new Set<Ear>()
  readonly #ready: Promise<Run | null>
  #snapshot: RunSnapshot
  #driven: Run | null = null
  #isOver = false
  #resolveReady: (run: Run | null) => void = () => {}
  #resolveSettled: (state: SettledState) => void = () => {}

  constructor(options: ClientRunOptions) {
    const { app, endpoint, values, resumed, clock } = options
    this.#options = options
    this.id = resumed?.runId ?? randomId()
    this.app = app
    this.endpoint = endpoint
    this.inputs = values
    this.#startedAt = resumed?.startedAt ?? clock.now()
    this.#events.push({ type: 'submitted', sequence: 1, at: this.#startedAt })
    this.#snapshot = { state: submittingLocally(this.#startedAt, 1), connection: idleConnection(app.route) }
    this.settled = new Promise((resolve) => (this.#resolveSettled = resolve))
    this.#ready = new Promise((resolve) => (this.#resolveReady = resolve))
  }

  /** Nothing more comes of it. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Hands over to what drives it; not once it is over. `make` is told where to say that it has settled. */
  drive(make: (begun: BegunRun, onSettled: (state: SettledState) => void) => Driven): void {
    const [event] = this.#events
    if (this.#isOver || event === undefined) return
    const run = make({ runId: this.id, event, snapshot: this.#snapshot }, (state) => this.#settle(state))
    this.#driven = run
    for (const ear of this.#ears) ear.stop = ear.join(run)
    this.#resolveReady(run)
    run.start()
  }

  /** Ends it before it was driven. */
  fail(error: GradioStreamError): void {
    if (this.#driven || this.#isOver) return
    const at = this.#options.clock.now()
    this.#end([{ type: 'failed', error, sequence: 2, at }], failedLocally(this.#startedAt, error, at, 2))
  }

  getSnapshot(): RunSnapshot {
    return this.#driven?.getSnapshot() ?? this.#snapshot
  }

  subscribe(listener: () => void): () => void {
    return this.#listen({
      join: (run) => run.subscribe(listener),
      hear: (_event, _state, isPublished) => isPublished && listener(),
      stop: null,
    })
  }

  observe(listener: (event: RunEvent, state: RunState) => void): () => void {
    return this.#listen({
      join: (run) => run.observe(listener),
      hear: (event, state, isPublished) => isPublished || listener(event, state),
      stop: null,
    })
  }

  cancel(): Promise<CancelOutcome> {
    if (this.#driven) return this.#driven.cancel()
    if (this.#isOver) return Promise.resolve('confirmed')
    const at = this.#options.clock.now()
    const events: RunEvent[] = [
      { type: 'cancel-requested', sequence: 2, at },
      { type: 'cancelled', outcome: 'confirmed', sequence: 3, at },
    ]
    this.#end(events, cancelledLocally(this.#startedAt, at, 3))
    return Promise.resolve('confirmed')
  }

  async send(frame?: readonly unknown[] | Readonly<Record<string, unknown>>): Promise<void> {
    const run = await this.#ready
    if (run) return run.send(frame)
    throw new GradioStreamError('session-unknown', {
      message: `The run of ${this.endpoint.name} takes no frame: it ended before it was sent.`,
      hint: 'Run it again.',
      details: { endpoint: this.endpoint.name },
    })
  }

  async closeInput(): Promise<void> {
    await (await this.#ready)?.closeInput()
  }

  detach(): void {
    if (this.#driven) return this.#driven.detach()
    this.fail(
      new GradioStreamError('aborted', {
        message: `${this.endpoint.name} is no longer watched: its run was detached before it was sent.`,
        details: { endpoint: this.endpoint.name },
      }),
    )
  }

  retryNow(): void {
    this.#driven?.retryNow()
  }

  getTrace(): RunTrace {
    if (this.#driven) return this.#driven.getTrace()
    const { id: runId, app, endpoint } = this
    const events = this.#events.map((event) => ('error' in event ? { ...event, error: event.error.toJSON() } : event))
    return {
      version: 1,
      runId,
      endpoint: endpoint.name,
      gradioVersion: app.version,
      route: app.route,
      events,
    }
  }

  #listen(ear: Ear): () => void {
    if (this.#driven) return ear.join(this.#driven)
    this.#ears.add(ear)
    return () => {
      this.#ears.delete(ear)
      ear.stop?.()
    }
  }

  #end(events: readonly RunEvent[], state: SettledState): void {
    this.#events.push(...events)
    this.#snapshot = { state, connection: { ...this.#snapshot.connection, readyState: 'closed' } }
    this.#settle(state)
    this.#resolveReady(null)
    for (const event of events) this.#tell(event, state, false)
    const [first] = events
    if (first) this.#tell(first, state, true)
  }

  #tell(event: RunEvent, state: RunState, isPublished: boolean): void {
    for (const ear of this.#ears) {
      try {
        ear.hear(event, state, isPublished)
      } catch (error) {
        // An uncaught error of its own, as in a run's store.
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }

  #settle(state: SettledState): void {
    this.#isOver = true
    this.#resolveSettled(state)
    this.#options.onSettled(this)
  }
}
