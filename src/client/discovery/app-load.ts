/**
 * Runs, once per client, what an app does when its page opens: the functions of `demo.load` that fill fields, and their
 * followers (`.then`). These are ordinary runs; a failed one changes nothing.
 */
import type { Clock } from '../kit/clock.ts'
import type { AppDescription } from '../protocol/describe/app-description.ts'
import type { AppEvent } from '../protocol/describe/app-events.ts'
import { isGradioStreamError } from '../errors.ts'
import type { Run } from '../run/run.ts'
import type { SettledState } from '../run/run-state.ts'

/** Longest wait for one of them. Then it is cancelled, and runs that wait for its list go on. */
export const LOAD_LIMIT_MS = 30_000

/** Called with each run when it begins. */
export type OnAppRun = (run: Run) => void

export class AppLoad {
  /** Resolves when all have ended, with any result. */
  readonly settled: Promise<void>
  /** A function could not be reached; a new attempt may succeed. */
  isLost = false
  readonly #runs: Run[] = []
  readonly #listeners = new Set<OnAppRun>()

  /** Starts at once. `begin` starts a run of one of the app's own functions. */
  constructor(app: AppDescription, begin: (event: AppEvent) => Run, clock: Clock) {
    const events = app.events ?? []
    const run = async (event: AppEvent): Promise<void> => {
      const begun = begin(event)
      this.#tell(begun)
      const stop = clock.schedule(() => void begun.cancel(), LOAD_LIMIT_MS)
      const end = await begun.settled
      stop()
      if (end.status === 'failed' && !isGradioStreamError(end.error, 'run-failed')) this.isLost = true
      await Promise.all(followers(events, event, end).map(run))
    }
    const loads = events.filter(({ triggers }) => triggers.some(({ kind }) => kind === 'load'))
    this.settled = Promise.allSettled(loads.map(run)).then(() => undefined)
  }

  /** Calls back for every run so far and every later one. */
  observe(listener: OnAppRun): void {
    for (const run of this.#runs) listener(run)
    this.#listeners.add(listener)
  }

  #tell(run: Run): void {
    this.#runs.push(run)
    for (const listener of this.#listeners) listener(run)
  }
}

/** The functions that an app calls after one of its own functions has ended. A function never follows itself. */
export function followers(events: readonly AppEvent[], event: AppEvent, end: SettledState): readonly AppEvent[] {
  if (end.status === 'cancelled') return []
  return events.filter(
    (other) =>
      other.endpoint.fnIndex > event.endpoint.fnIndex &&
      other.triggers.some(
        (trigger) =>
          trigger.kind === 'after' && trigger.fnIndex === event.endpoint.fnIndex && (!trigger.onlyOnSuccess || end.status === 'succeeded'),
      ),
  )
}
