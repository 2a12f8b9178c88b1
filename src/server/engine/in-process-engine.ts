/** Follows runs in this process: one upstream stream per run, read to its end whether or not anybody watches. */
import type { Clock } from '../../core/clock.ts'
import type { Connect } from '../../core/connection/connector.ts'
import type { RunLog, SessionKey } from '../log/run-log.ts'
import type { AppSource } from '../upstream/app-source.ts'
import { FollowedRun } from './followed-run.ts'
import type { RunEngine, RunOrder } from './run-engine.ts'

export interface InProcessEngineOptions {
  readonly log: RunLog
  readonly apps: AppSource
  readonly connect: Connect
  readonly clock: Clock
  /** Longest silence on an app's stream, in milliseconds. */
  readonly inactivityTimeoutMs: number
}

/** Makes the embedded engine. */
export function createInProcessEngine(options: InProcessEngineOptions): RunEngine {
  return new InProcessEngine(options)
}

class InProcessEngine implements RunEngine {
  readonly #options: InProcessEngineOptions
  readonly #runs = new Map<string, FollowedRun>()

  constructor(options: InProcessEngineOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#runs.size
  }

  async follow(order: RunOrder): Promise<void> {
    const run = new FollowedRun(order, this.#options)
    this.#runs.set(order.runId, run)
    try {
      await run.follow()
    } finally {
      this.#runs.delete(order.runId)
    }
  }

  async cancel(key: SessionKey, runId: string): Promise<boolean> {
    const run = this.#runs.get(runId)
    if (!run || run.key.app !== key.app || run.key.session !== key.session) return false
    await run.cancel()
    return true
  }

  async close(): Promise<void> {
    const failure = { code: 'connection-lost', message: 'The relay was shut down before the run ended.' }
    await Promise.all(Array.from(this.#runs.values(), (run) => run.fail(failure)))
  }
}
