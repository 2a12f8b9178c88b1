/**
 * A clock that only moves when told to, for tests: `advance` runs due timers in order and lets the
 * promises they settle run before the next one. No fake timer globals are touched.
 */
import type { Clock } from '../core/clock.ts'

/** A {@link Clock} moved by hand. */
export interface ManualClock extends Clock {
  /** Moves time on by `byMs`, runs every timer that falls due, in order, and what follows from each before the next. */
  advance(byMs: number): Promise<void>
  /** The computer sleeps: time moves on and no timer runs before the next `advance`, which then finds them late. */
  sleep(forMs: number): void
  /** Advances to the next timer, whenever it is, and runs it. False: there was none. */
  advanceToNext(): Promise<boolean>
  /** Lets pending promises and stream reads run without moving time. */
  settle(): Promise<void>
  /** Timers that wait now. */
  readonly pendingCount: number
  /** Every delay asked for so far, in milliseconds: assert these instead of waiting them out. */
  readonly requestedDelaysMs: readonly number[]
}

/** Options of {@link createManualClock}. */
export interface ManualClockOptions {
  /** Where time starts, epoch milliseconds. @defaultValue 2026-01-01T00:00:00Z */
  startAt?: number
  /** Most timers one `advance` may run, so that a timer that renews itself at once fails instead of hanging. @defaultValue 100000 */
  maxTimers?: number
}

interface Timer {
  readonly dueAt: number
  readonly order: number
  readonly callback: () => void
}

/** Turns of the event loop given to what a timer set off: a fetch through MSW and a stream takes several. */
const SETTLE_TURNS = 8

/** Makes a clock that stands still until it is advanced. */
export function createManualClock({ startAt = Date.UTC(2026, 0, 1), maxTimers = 100_000 }: ManualClockOptions = {}): ManualClock {
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

/** Macrotasks by MessageChannel: `setTimeout` may be faked by the test, and is slow in browsers when nested. */
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
