/**
 * Holds a component's run, and the values to show until there are new ones. A store outside React, so that it survives
 * StrictMode, fast refresh and a remount.
 */
import type { Connection } from '@gradio-stream/client/internal/connection/connection-state'
import type { CancelOutcome } from '@gradio-stream/client/internal/run/run-event'
import { findEndpoint } from '@gradio-stream/client/internal/protocol/endpoint-name'
import { IDLE, type RunState, isSettled } from '@gradio-stream/client/internal/run/run-state'
import { type Run, type RunSnapshot, type SubmittedRun, isFound } from '@gradio-stream/client/internal/run/run'
import { Conversation } from './conversation.ts'
import type { Talk } from './conversation.ts'
import type { GradioInputs, UseGradioStreamOptions } from './gradio-stream.ts'
import { asOwnState } from './triggered-call.ts'
import type { TriggeredCall } from './triggered-call.ts'

/** A slot's record of one call of `submit`. */
export interface SlotEntry {
  readonly run: SubmittedRun
  /** The given inputs; `null` if a reload has lost them. */
  readonly inputs: GradioInputs | undefined | null
  /** What is run instead of the slot's own endpoint; `null`: nothing else. */
  readonly call: TriggeredCall | null
  /** Whether React Query holds it back because the browser is offline. */
  isPaused(): boolean
  /** Calls back when `isPaused` may have changed. Returns the function that stops it. */
  watchPause(listener: () => void): () => void
  /** Tells it that it belongs to another slot now. */
  moveTo(slot: RunSlot): void
}

/** A slot's state for hooks; the same object until something in it changes. */
export interface SlotSnapshot {
  readonly run: Run | null
  readonly state: RunState
  /** `null` without a run. */
  readonly connection: Connection | null
  readonly data: readonly unknown[] | null
  readonly previousData: readonly unknown[] | null
  /** For a chat that returns only replies; otherwise `null`. */
  readonly conversation: readonly unknown[] | null
  /** The call that runs, or ran last, instead of the slot's own endpoint. */
  readonly call: TriggeredCall | null
  /** It waits for the network. */
  readonly isPaused: boolean
}

/** The snapshot of an unused slot; also what a server renders. */
export const IDLE_SNAPSHOT: SlotSnapshot = {
  run: null,
  state: IDLE,
  connection: null,
  data: null,
  previousData: null,
  conversation: null,
  call: null,
  isPaused: false,
}

/** The component that could show it is gone, so it is logged. */
const GONE = (endpoint: string): string =>
  `react-gradio-stream: a submission to ${endpoint} was given up before it was sent: the component that submitted it is gone, or has turned to another ` +
  'app, endpoint or runKey. Submit from the component that stays; to begin under another runKey, change it and submit in one handler, outside of a transition.'

/** Holds one run after another for one endpoint. */
export class RunSlot {
  readonly app: string
  readonly endpoint: string
  /** `null`: it belongs to one component. */
  readonly runKey: string | null
  /** The messages, if the endpoint is a chat. */
  readonly conversation = new Conversation()
  readonly #listeners = new Set<() => void>()
  readonly #told = new WeakSet<SubmittedRun>()
  #entry: SlotEntry | null = null
  /** The last entry, also after the slot has turned away from its run. */
  #last: SlotEntry | null = null
  /** The entry at the last commit of a component. */
  #seen: SlotEntry | null = null
  /** Values of the last run before this one that gave some. */
  #kept: readonly unknown[] | null = null
  #snapshot: SlotSnapshot = IDLE_SNAPSHOT
  /** What the snapshot was made from. */
  #read: RunSnapshot | null = null
  #isStale = false
  #stopListening: (() => void) | null = null

  constructor(app: string, endpoint: string, runKey: string | null) {
    this.app = app
    this.endpoint = endpoint
    this.runKey = runKey
  }

  /** The run in this slot, also while its app is being found. */
  get run(): SubmittedRun | null {
    return this.#entry?.run ?? null
  }

  readonly getSnapshot = (): SlotSnapshot => {
    const entry = this.#entry
    const current = entry?.run.getSnapshot() ?? null
    if (!this.#isStale && current === this.#read) return this.#snapshot
    const run = this.#found()
    const given = current?.state ?? IDLE
    const isSameState = !this.#isStale && given === this.#read?.state
    const state = isSameState ? this.#snapshot.state : this.#own(given)
    this.#isStale = false
    this.#read = current
    this.#snapshot = {
      run,
      state,
      connection: run === null || current === null ? null : current.connection,
      data: dataOf(state),
      previousData: this.#kept,
      conversation: this.conversation.messages(this.#talk(state)),
      call: entry?.call ?? null,
      isPaused: run === null && state.status === 'submitting' && entry !== null && entry.isPaused(),
    }
    return this.#snapshot
  }

  #found(): Run | null {
    const { run } = this
    return run !== null && isFound(run) ? run : null
  }

  /** The state mapped to the slot's own endpoint. */
  #own(state: RunState): RunState {
    const call = this.#entry?.call
    const run = this.#found()
    return call && run ? asOwnState(state, findEndpoint(run.app, this.endpoint), call, this.#kept) : state
  }

  /** Listens to the run only while this slot has listeners. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) this.#listen()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#listen()
    }
  }

  /** The last entry; `null` before the first and after `reset`. */
  get last(): Pick<SlotEntry, 'inputs' | 'call'> | null {
    return this.#last
  }

  /** Begins a new run. A run that goes on is cancelled. */
  begin(entry: SlotEntry): void {
    const kept = this.#keepableData()
    this.#keepTalk()
    this.#stop()
    this.#last = entry
    this.#set(entry, kept)
  }

  /** The app of the run was found. */
  refresh(): void {
    this.#isStale = true
    this.#notify()
  }

  /** A component has committed with the present entry. */
  see(): void {
    this.#seen = this.#entry
  }

  /**
   * Moves a run that no commit has seen to another slot of the same endpoint: a `runKey` was changed and
   * `submit` called in one handler.
   */
  handOver(to: RunSlot): void {
    const entry = this.#entry
    if (!entry || this.#found() || isSettled(entry.run.getSnapshot().state) || entry === this.#seen) return
    if (to.app !== this.app || to.endpoint !== this.endpoint) return
    this.#last = null
    this.#set(null, this.#kept)
    entry.moveTo(to)
    to.begin(entry)
  }

  /** Whether some component was told how the run ended. */
  isTold(run: SubmittedRun): boolean {
    return this.#told.has(run)
  }

  markTold(run: SubmittedRun): void {
    this.#told.add(run)
  }

  /** Whether the run is in this slot. */
  holds(run: SubmittedRun): boolean {
    return this.run === run
  }

  /** Shows a run from before a reload. `inputs`: its inputs; `null` if they were not kept. */
  adopt(run: Run, inputs: readonly unknown[] | null): void {
    const entry: SlotEntry = { run, inputs, call: null, isPaused: () => false, watchPause: () => () => {}, moveTo: () => {} }
    this.#last = inputs === null ? null : entry
    this.#set(entry, null)
  }

  async cancel(): Promise<CancelOutcome | null> {
    return this.run?.cancel() ?? null
  }

  detach(): void {
    const kept = this.#keepableData()
    this.#keepTalk()
    const { run } = this
    // Turns away first, so that the cancelled run's end is not shown.
    this.#set(null, kept)
    run?.detach()
  }

  /**
   * Removes the last question of a chat and its reply. Returns the question's inputs; `null` if there is none or a run
   * goes on.
   */
  takeBack(): readonly unknown[] | null {
    if (this.#goesOn()) return null
    this.#keepTalk()
    const inputs = this.conversation.takeBack()
    if (inputs) this.#set(null, null)
    return inputs
  }

  reset(): void {
    this.#keepTalk()
    this.conversation.clear()
    this.#stop()
    this.#last = null
    this.#set(null, null)
  }

  /** No component shows this slot any more. Resolves when the consequences for its run are done. */
  async leave(onUnmount: UseGradioStreamOptions['onUnmount']): Promise<void> {
    const { run } = this
    if (run === null || !this.#goesOn()) return
    if (!isFound(run)) {
      // Not sent yet, and no component can show it: given up, unless a shared slot is told to go on.
      if (this.runKey !== null && onUnmount === 'detach') return
      console.warn(GONE(this.endpoint))
      return this.detach()
    }
    const meaning = onUnmount ?? (run.app.route === 'relay' ? 'detach' : 'cancel')
    if (meaning === 'cancel') await run.cancel()
    // The next component with the key finds a shared run again, so it is still followed.
    else if (this.runKey === null) this.detach()
  }

  /** Whether nothing would be lost with this slot. */
  get isIdle(): boolean {
    return this.#entry === null && this.#kept === null
  }

  #goesOn(): boolean {
    return this.run !== null && !isSettled(this.run.getSnapshot().state)
  }

  #stop(): void {
    if (this.#goesOn()) void this.run?.cancel()
  }

  /** Values that may stay visible when this run is replaced: not those of a failed run. */
  #keepableData(): readonly unknown[] | null {
    const { state } = this.getSnapshot()
    return (state.status === 'failed' ? null : dataOf(state)) ?? this.#kept
  }

  /** The present run as part of a conversation. */
  #talk(state: RunState): Talk | null {
    const run = this.#found()
    if (!run || this.#entry?.call) return null
    return { run, values: dataOf(state), isGoing: !isSettled(state) }
  }

  #keepTalk(): void {
    const talk = this.#talk(this.getSnapshot().state)
    if (talk) this.conversation.keep(talk)
  }

  #set(entry: SlotEntry | null, kept: readonly unknown[] | null): void {
    this.#entry = entry
    this.#kept = kept
    this.#isStale = true
    this.#listen()
    this.#notify()
  }

  #listen(): void {
    this.#stopListening?.()
    this.#stopListening = null
    const entry = this.#entry
    if (!entry || this.#listeners.size === 0) return
    const stop = entry.run.subscribe(() => this.#notify())
    const stopPause = entry.watchPause(() => this.refresh())
    this.#stopListening = () => {
      stop()
      stopPause()
    }
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }
}

function dataOf(state: RunState): readonly unknown[] | null {
  return 'data' in state ? state.data : null
}
