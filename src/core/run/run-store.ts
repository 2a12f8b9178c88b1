/**
 * The live state of one run. Events are numbered, dated and reduced at once; subscribers hear of them at most
 * once per frame, since one read per frame of a growing text is cheap and one per token is not.
 * The end of a run is published at once.
 */
import type { Clock } from '../clock.ts'
import { idleConnection } from '../connection/connection.ts'
import type { Connection } from '../connection/connection.ts'
import type { Route } from '../protocol/app-description.ts'
import { reduceRun } from './reduce-run.ts'
import type { RunEvent, RunEventBody } from './run-event.ts'
import type { RunSnapshot } from './run.ts'
import { IDLE, isSettled } from './run-state.ts'
import type { RunState } from './run-state.ts'
import { scheduleByFrame } from './schedule-flush.ts'
import type { ScheduleFlush } from './schedule-flush.ts'

/** Options of {@link createRunStore}. */
export interface RunStoreOptions {
  readonly route: Route
  /** Dates the events; schedules publishing unless `schedule` does. */
  readonly clock: Clock
  /** What was published before. @defaultValue idle */
  readonly first?: RunSnapshot | undefined
  /** Calls back once, soon. @defaultValue per animation frame while the page is visible, per task elsewhere */
  readonly schedule?: ScheduleFlush
  /** Told of every event before its state is known: cheaper than an observer, for a trace. */
  readonly record?: (event: RunEvent) => void
}

/** Holds one run's state and connection. */
export interface RunStore {
  /** Takes an event, dated `at` (now, unless it happened before a reload). After the end events are ignored and observers do not hear of them. */
  dispatch(body: RunEventBody, at?: number): void
  /** Takes the state of the wire, also after the end. One that says the same changes nothing. */
  setConnection(connection: Connection): void
  /** What was published last; the same object until the next publication. */
  getSnapshot(): RunSnapshot
  /** The latest state, published or not. */
  getState(): RunState
  /** The latest connection, published or not. */
  getConnection(): Connection
  /** Calls back after each publication; the answer unsubscribes. */
  subscribe(listener: () => void): () => void
  /** Calls back for every event, at once; the answer unsubscribes. */
  observe(listener: (event: RunEvent, state: RunState) => void): () => void
  /** Publishes now what is not published yet. */
  flush(): void
}

/** A store for one run, idle until its first event. */
export function createRunStore({ route, clock, first, schedule = scheduleByFrame(clock), record }: RunStoreOptions): RunStore {
  let state: RunState = first?.state ?? IDLE
  /** A step nobody has looked at yet. The next of its type replaces all it says, so only the last is reduced. */
  let pending: RunEvent | null = null
  let connection = first?.connection ?? idleConnection(route)
  let snapshot: RunSnapshot = first ?? { state, connection }
  let sequence = state.sequence
  let isScheduled = false
  const subscribers = new Set<() => void>()
  const observers = new Set<(event: RunEvent, state: RunState) => void>()

  function settle(): RunState {
    if (pending !== null) state = reduceRun(state, pending)
    pending = null
    return state
  }

  function flush(): void {
    settle()
    if (snapshot.state === state && snapshot.connection === connection) return
    snapshot = { state, connection }
    // A copy: a listener may subscribe others, who have nothing to hear of yet.
    const listeners = [...subscribers]
    for (const listener of listeners) {
      try {
        listener()
      } catch (error) {
        report(error)
      }
    }
  }

  function flushScheduled(): void {
    isScheduled = false
    flush()
  }

  function notify(event: RunEvent): void {
    const now = state
    for (const listener of observers) {
      try {
        listener(event, now)
      } catch (error) {
        report(error)
      }
    }
  }

  function publishSoon(): void {
    if (isScheduled) return
    isScheduled = true
    schedule(flushScheduled)
  }

  return {
    dispatch(body, at = clock.now()) {
      if (isSettled(state)) return
      const event = stamp(body, ++sequence, at)
      record?.(event)
      if (isStep(event) && state.status === 'running' && observers.size === 0) {
        if (pending !== null && pending.type !== event.type) settle()
        pending = event
        publishSoon()
        return
      }
      state = reduceRun(settle(), event)
      if (observers.size > 0) notify(event)
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
      // Wrapped, so that the same function subscribed twice is two subscriptions.
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

function isStep(event: RunEvent): boolean {
  return event.type === 'progress' || event.type === 'output'
}

/** Numbers and dates an event. The two frequent ones are written out: a spread costs several times as much. */
function stamp(body: RunEventBody, sequence: number, at: number): RunEvent {
  if (body.type === 'progress') return { type: 'progress', units: body.units, sequence, at }
  if (body.type === 'output') return { type: 'output', data: body.data, updates: body.updates, sequence, at }
  return { ...body, sequence, at }
}

/** A listener that throws is an uncaught error of its own; it stops neither the run nor the other listeners. */
function report(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
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
