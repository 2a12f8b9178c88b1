/**
 * A clock for tests that moves only when told to. `advance` runs due timers in order, and lets the promises that they
 * settle run before the next timer. It does not touch the global timers.
 */
import { checkNames } from '@gradio-stream/client/internal/check-options'
import type { Clock } from '@gradio-stream/client/internal/kit/clock'

/** A {@link Clock} moved by hand. */
export interface ManualClock extends Clock {
  /**
   * Moves time on by `byMs`. Runs every timer that falls due, in order, and everything that follows from it before the
   * next.
   */
  advance(byMs: number): Promise<void>
  /** The computer sleeps: time moves on and no timer runs. The next `advance` runs the late timers. */
  sleep(forMs: number): void
  /** Advances to the next timer and runs it. False: there was none. */
  advanceToNext(): Promise<boolean>
  /** Lets pending promises and stream reads run without moving time. */
  settle(): Promise<void>
  /** Number of timers that wait now. */
  readonly pendingCount: number
  /** Every delay that was requested so far, in milliseconds. Assert these instead of waiting. */
  readonly requestedDelaysMs: readonly number[]
}

/** Options of {@link createManualClock}. */
export interface ManualClockOptions {
  /** Where time starts, epoch milliseconds. @defaultValue 2026-01-01T00:00:00Z */
  startAt?: number
  /**
   * The largest number of timers that one `advance` runs. A timer that renews itself at once then fails instead of
   * hanging. @defaultValue 100000
   */
  maxTimers?: number
}

interface Timer {
  readonly dueAt: number
  readonly order: number
  readonly callback: () => void
}

const NAMES: Readonly<Record<keyof ManualClockOptions, true>> = { startAt: true, maxTimers: true }

/** Turns of the event loop that follow each timer. A fetch through MSW with a stream needs several. */
const SETTLE_TURNS = 8

/** Makes a clock that stands still until it is advanced. */
export function createManualClock(options: ManualClockOptions = {}): ManualClock {
  checkNames(options, NAMES, { owner: 'createManualClock' })
  const { startAt = Date.UTC(2026, 0, 1), maxTimers = 100_000 } = options
  const timers = new Set<Timer>()
  const requestedDelaysMs: number[] = []
  let now = startAt
  let order = 0

  function next(): Timer | null {
    let first: Timer | null = null
    for (const timer of timers) {
      if (first === null || timer.dueAt < first.dueAt || (timer.dueAt === first.dueAt && timer.order < first.order)) first = timer
    }
    return first
  }

  async function run(timer: Timer): Promise<void> {
    timers.delete(timer)
    now = Math.max(now, timer.dueAt)
    timer.callback()
    await settle()
  }

  return {
    now: () => now,
    schedule(callback, delayMs) {
      requestedDelaysMs.push(delayMs)
      order += 1
      const timer: Timer = { dueAt: now + Math.max(0, delayMs), order, callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(byMs) {
      const until = now + byMs
      await settle()
      for (let count = 0; ; count += 1) {
        const timer = next()
        if (timer === null || timer.dueAt > until) break
        if (count >= maxTimers)
          throw new RangeError(`More than ${maxTimers} timers ran in one advance(${byMs}): a timer renews itself without time passing.`)
        await run(timer)
      }
      now = until
    },
    sleep(forMs) {
      now += forMs
    },
    async advanceToNext() {
      await settle()
      const timer = next()
      if (timer === null) return false
      await run(timer)
      return true
    },
    settle,
    get pendingCount() {
      return timers.size
    },
    requestedDelaysMs,
  }
}

/** Macrotasks by MessageChannel: a test may fake `setTimeout`, and browsers slow it down when it is nested. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

async function settle(): Promise<void> {
  for (let count = 0; count < SETTLE_TURNS; count += 1) await turn()
}
