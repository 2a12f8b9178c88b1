/**
 * Where a component's run lies: the present run, or the submission that has none yet, and the values to show until
 * there are new ones. A store outside React, so that StrictMode, fast refresh and a remount find it as they left it.
 */
import type { Connection } from '../core/connection/connection.ts'
import type { GradioStreamError } from '../core/errors.ts'
import type { CancelOutcome } from '../core/run/run-event.ts'
import { findEndpoint } from '../core/protocol/endpoint-name.ts'
import { IDLE, type RunState, isSettled } from '../core/run/run-state.ts'
import type { Run } from '../core/run/run.ts'
import { type Attempt, createAttempt } from './attempt.ts'
import type { GradioInputs, UseGradioStreamOptions } from './gradio-stream.ts'
import { asOwnState } from './triggered-call.ts'
import type { TriggeredCall } from './triggered-call.ts'
import { cancelledLocally, failedLocally, submittingLocally } from '../core/run/local-run-state.ts'

/** What hooks read of a slot; the same object until something in it changes. */
export interface SlotSnapshot {
  readonly run: Run | null
  readonly state: RunState
  /** `null` where there is no run. */
  readonly connection: Connection | null
  readonly data: readonly unknown[] | null
  readonly isDataStale: boolean
  /** What runs, or ran last, in place of the slot's own endpoint. */
  readonly call: TriggeredCall | null
}

/** The snapshot of a slot nothing was submitted to; also what a server renders. */
export const IDLE_SNAPSHOT: SlotSnapshot = { run: null, state: IDLE, connection: null, data: null, isDataStale: false, call: null }

/** Holds one run after another for one endpoint. */
export class RunSlot {
  readonly app: string
  readonly endpoint: string
  /** `null`: belongs to one component. */
  readonly runKey: string | null
  readonly #listeners = new Set<() => void>()
  #run: Run | null = null
  #call: TriggeredCall | null = null
  /** The run's state as it gave it, where `#call` makes another of it. */
  #given: RunState | null = null
  /** State while there is no run, or none that has published one. */
  #local: RunState = IDLE
  #attempt: Attempt | null = null
  #lastAttempt: Attempt | null = null
  /** Values of earlier runs, shown until there are new ones. */
  #kept: readonly unknown[] | null = null
  #snapshot: SlotSnapshot = IDLE_SNAPSHOT
  #isStale = false
  #stopReading: (() => void) | null = null

  constructor(app: string, endpoint: string, runKey: string | null) {
    this.app = app
    this.endpoint = endpoint
    this.runKey = runKey
  }

  readonly getSnapshot = (): SlotSnapshot => {
    const current = this.#run?.getSnapshot()
    // A run publishes its first state a frame after it was made; until then it is what the submission was.
    const state = current && current.state.status !== 'idle' ? this.#own(current.state) : this.#local
    const connection = current?.connection ?? null
    const last = this.#snapshot
    if (!this.#isStale && last.state === state && last.connection === connection) return last
    const own = dataOf(state)
    this.#isStale = false
    const isDataStale = own === null && this.#kept !== null
    this.#snapshot = { run: this.#run, state, connection, data: own ?? this.#kept, isDataStale, call: this.#call }
    return this.#snapshot
  }

  /** The state as one of the slot's own endpoint; the same object for the same state. */
  #own(state: RunState): RunState {
    if (!this.#call || !this.#run) return state
    if (state === this.#given && !this.#isStale) return this.#snapshot.state
    this.#given = state
    return asOwnState(state, findEndpoint(this.#run.app, this.endpoint), this.#call, this.#kept)
  }

  /** Listens to the run only while somebody listens here. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) this.#read()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#read()
    }
  }

  /** What was submitted last, `null` before the first and after `reset`. */
  get lastAttempt(): Attempt | null {
    return this.#lastAttempt
  }

  /** Turns to a new submission; what goes on is cancelled. */
  begin(inputs: GradioInputs | undefined, now: number, call: TriggeredCall | null = null): Attempt {
    const kept = this.#keepableData()
    this.#stop()
    const attempt = createAttempt(inputs, now, call)
    this.#call = call
    this.#attempt = attempt
    this.#lastAttempt = attempt
    this.#set(null, submittingLocally(now), kept)
    return attempt
  }

  /** Whether the slot still waits for this submission. */
  isCurrent(attempt: Attempt): boolean {
    return this.#attempt === attempt
  }

  /** The submission has become a run. */
  attach(attempt: Attempt, run: Run): void {
    if (this.isCurrent(attempt)) this.#set(run, this.#local, this.#kept)
  }

  /** Shows a run that was begun before a reload. `inputs` is what it was given, `null` when that was not kept. */
  adopt(run: Run, inputs: readonly unknown[] | null, startedAt: number): void {
    this.#call = null
    this.#lastAttempt = inputs === null ? null : createAttempt(inputs, startedAt)
    this.#set(run, submittingLocally(startedAt), null)
  }

  /** The submission ended before it became a run. */
  fail(attempt: Attempt, error: GradioStreamError, now: number): void {
    if (!this.isCurrent(attempt)) return
    this.#attempt = null
    this.#set(null, failedLocally(attempt.startedAt, error, now), this.#kept)
  }

  /** The submission is over; its run, if any, goes on. */
  finish(attempt: Attempt): void {
    if (this.isCurrent(attempt)) this.#attempt = null
  }

  async cancel(now: number): Promise<CancelOutcome | null> {
    if (this.#run) return this.#run.cancel()
    const attempt = this.#attempt
    if (!attempt) return null
    this.#attempt = null
    attempt.abandon()
    this.#set(null, cancelledLocally(attempt.startedAt, now), this.#kept)
    return 'confirmed'
  }

  detach(): void {
    const kept = this.#keepableData()
    const run = this.#run
    this.#attempt?.abandon()
    this.#attempt = null
    this.#call = null
    // First turned away from, so that nobody sees how it ends.
    this.#set(null, IDLE, kept)
    run?.detach()
  }

  reset(): void {
    this.#stop()
    this.#lastAttempt = null
    this.#call = null
    this.#set(null, IDLE, null)
  }

  /** Nobody shows this slot any more. Resolves when what that means for its run is done. */
  async leave(onUnmount: UseGradioStreamOptions['onUnmount']): Promise<void> {
    const run = this.#run
    if (!run) {
      // Not sent yet, and nobody left to see it; only a shared slot that was told to go on does.
      if (this.#attempt && !(this.runKey !== null && onUnmount === 'detach')) this.detach()
      return
    }
    if (isSettled(run.getSnapshot().state)) return
    const meaning = onUnmount ?? (run.app.route === 'relay' ? 'detach' : 'cancel')
    if (meaning === 'cancel') await run.cancel()
    // A shared run is found again by the next component with its key, so it is followed further.
    else if (this.runKey === null) this.detach()
  }

  /** Whether anything would be lost with this slot. */
  get isIdle(): boolean {
    return this.#run === null && this.#attempt === null && this.#kept === null && this.#local === IDLE
  }

  #stop(): void {
    this.#attempt?.abandon()
    this.#attempt = null
    const run = this.#run
    if (run && !isSettled(run.getSnapshot().state)) void run.cancel()
  }

  /** What may stay on the screen when this run is no longer the present one: not the leftovers of a failure. */
  #keepableData(): readonly unknown[] | null {
    const { state } = this.getSnapshot()
    return (state.status === 'failed' ? null : dataOf(state)) ?? this.#kept
  }

  #set(run: Run | null, local: RunState, kept: readonly unknown[] | null): void {
    this.#run = run
    this.#local = local
    this.#kept = kept
    this.#isStale = true
    this.#read()
    this.#notify()
  }

  #read(): void {
    this.#stopReading?.()
    this.#stopReading = this.#run && this.#listeners.size > 0 ? this.#run.subscribe(() => this.#notify()) : null
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }
}

function dataOf(state: RunState): readonly unknown[] | null {
  return 'data' in state ? state.data : null
}
