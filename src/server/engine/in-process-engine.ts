/** Follows runs in this process: one upstream stream per run, read to its end whether or not anybody watches. */
import type { SessionKey } from '../log/run-log.ts'
import { FollowedRun } from './followed-run.ts'
import type { FollowOptions } from './followed-run.ts'
import type { RunEngine, RunOrder } from './run-engine.ts'

/** Makes the embedded engine. */
export function createInProcessEngine(options: FollowOptions): RunEngine {
  return new InProcessEngine(options)
}

class InProcessEngine implements RunEngine {
  readonly #options: FollowOptions
  readonly #runs = new Map<string, FollowedRun>()

  constructor(options: FollowOptions) {
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

  find(app: string, runId: string): RunOrder | null {
    const run = this.#runs.get(runId)
    return run && run.key.app === app ? run.order : null
  }

  async close(): Promise<void> {
    const failure = { code: 'connection-lost', message: 'The relay was shut down before the run ended.' }
    await Promise.all(Array.from(this.#runs.values(), (run) => run.fail(failure)))
  }
}
