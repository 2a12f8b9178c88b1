/**
 * The live state of one run. Events are numbered, dated and reduced at once. Subscribers are called at most once per
 * frame, since reading a growing text per token would be expensive. The end of a run is published at once.
 */
import { callListener } from '../kit/call-listener.ts'
import type { Clock } from '../kit/clock.ts'
import { idleConnection } from '../connection/connection-state.ts'
import type { Connection } from '../connection/connection-state.ts'
import type { Route } from '../protocol/describe/app-description.ts'
import { dateStep, toPlain } from './late-steps.ts'
import { reduceRun } from './reduce-run.ts'
import type { RunEvent, RunEventBody } from './run-event.ts'
import type { RunSnapshot } from './run.ts'
import { IDLE, isSettled } from './run-state.ts'
import type { RunState } from './run-state.ts'
import { scheduleByFrame } from './schedule-flush.ts'
import type { ScheduleFlush } from './schedule-flush.ts'

type Step = Extract<RunEvent, { type: 'progress' | 'output' }>

/** Options of {@link createRunStore}. */
export interface RunStoreOptions {
  readonly route: Route
  /** Dates the events; schedules publishing unless `schedule` does. */
  readonly clock: Clock
  /** The snapshot that was published before. @defaultValue idle */
  readonly first?: RunSnapshot | undefined
  /** Calls back once, soon. @defaultValue per animation frame while the page is visible, per task elsewhere */
  readonly schedule?: ScheduleFlush
  /**
   * Told of every event before its state is known, the values of a step unmade: cheaper than an observer, for a trace.
   */
  readonly record?: (event: RunEvent) => void
}

/** Holds one run's state and connection. */
export interface RunStore {
  /**
   * Takes an event, dated `at` (now by default; earlier if it happened before a reload). Ignored after the end;
   * observers do not see it.
   */
  dispatch(body: RunEventBody, at?: number): void
  /** Takes the connection, also after the end. An equal one changes nothing. */
  setConnection(connection: Connection): void
  /** The last published snapshot; the same object until the next publication. */
  getSnapshot(): RunSnapshot
  /** The latest state, published or not. */
  getState(): RunState
  /** The latest connection, published or not. */
  getConnection(): Connection
  /** Calls back after each publication. Returns the function that unsubscribes. */
  subscribe(listener: () => void): () => void
  /** Calls back for every event, at once. Returns the function that unsubscribes. */
  observe(listener: (event: RunEvent, state: RunState) => void): () => void
  /** Publishes pending changes now. */
  flush(): void
}

/** A store for one run, idle until its first event. */
export function createRunStore({ route, clock, first, schedule = scheduleByFrame(clock), record }: RunStoreOptions): RunStore {
  let state: RunState = first?.state ?? IDLE
  /**
   * Steps that were not looked at yet. The next of its type replaces all that one says, so only the last of each is
   * reduced.
   */
  let progress: Step | null = null
  let output: Step | null = null
  let connection = first?.connection ?? idleConnection(route)
  let snapshot: RunSnapshot = first ?? { state, connection }
  let sequence = state.sequence
  let isScheduled = false
  const subscribers = new Set<() => void>()
  const observers = new Set<(event: RunEvent, state: RunState) => void>()

  function settle(): RunState {
    const [first, second] =
      progress !== null && output !== null && output.sequence < progress.sequence ? [output, progress] : [progress, output]
    progress = null
    output = null
    if (first !== null) state = reduceRun(state, first)
    if (second !== null) state = reduceRun(state, second)
    return state
  }

  function flush(): void {
    settle()
    if (snapshot.state === state && snapshot.connection === connection) return
    snapshot = { state, connection }
    // A copy: a listener may subscribe others, which have nothing to read yet.
    const listeners = [...subscribers]
    for (const listener of listeners) callListener(listener)
  }

  function flushScheduled(): void {
    isScheduled = false
    flush()
  }

  /** A step is reduced when it is read, at the latest for the next frame. */
  function takeStep(step: Step): void {
    record?.(step)
    if (observers.size > 0 || state.status !== 'running') {
      state = reduceRun(settle(), step)
      notify(step)
    } else if (step.type === 'progress') progress = step
    else output = step
    publishSoon()
  }

  function notify(given: RunEvent): void {
    if (observers.size === 0) return
    const now = state
    const event = toPlain(given)
    for (const listener of observers) callListener(() => listener(event, now))
  }

  function publishSoon(): void {
    if (isScheduled) return
    isScheduled = true
    schedule(flushScheduled)
  }

  return {
    dispatch(body, at = clock.now()) {
      if (isSettled(state)) return
      if (body.type === 'progress' || body.type === 'output') return takeStep(dateStep(body, ++sequence, at))
      const event = { ...body, sequence: ++sequence, at }
      record?.(event)
      state = reduceRun(settle(), event)
      notify(event)
      if (isSettled(state)) flush()
      else publishSoon()
    },
    setConnection(next) {
      if (isSame(connection, next)) return
      connection = next
      publishSoon()
    },
    getSnapshot: () => snapshot,
    getState: settle,
    getConnection: () => connection,
    subscribe(listener) {
      // Wrapped, so that the same function can subscribe twice.
      const entry = () => listener()
      subscribers.add(entry)
      return () => void subscribers.delete(entry)
    },
    observe(listener) {
      const entry: typeof listener = (event, next) => listener(event, next)
      observers.add(entry)
      return () => void observers.delete(entry)
    },
    flush,
  }
}

function isSame(a: Connection, b: Connection): boolean {
  return (
    a.readyState === b.readyState &&
    a.transport === b.transport &&
    a.route === b.route &&
    a.attempt === b.attempt &&
    a.nextRetryAt === b.nextRetryAt &&
    a.isOffline === b.isOffline &&
    a.fallbackReason?.code === b.fallbackReason?.code &&
    a.fallbackReason?.message === b.fallbackReason?.message
  )
}
