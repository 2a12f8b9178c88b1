/** Follows runs in this process: one upstream stream per run, read to its end with or without a reader. */
import type { SessionKey } from '../log/run-log.ts'
import { FollowedRun } from './followed-run.ts'
import type { FollowedRunOptions } from './followed-run.ts'
import type { RunEngine, RunOrder } from './run-engine.ts'

export interface EngineOptions extends FollowedRunOptions {
  /**
   * Called with each followed run; the promise resolves at its end. @defaultValue none: a process stays alive by itself
   */
  readonly keepAlive?: (following: Promise<void>) => void
}

/** Makes the embedded engine. */
export function createInProcessEngine(options: EngineOptions): RunEngine {
  return new InProcessEngine(options)
}

class InProcessEngine implements RunEngine {
  readonly #options: EngineOptions
  readonly #runs = new Map<string, FollowedRun>()

  constructor(options: EngineOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#runs.size
  }

  async follow(order: RunOrder): Promise<void> {
    const run = new FollowedRun(order, this.#options)
    this.#runs.set(order.runId, run)
    try {
      const following = run.follow()
      this.#options.keepAlive?.(following)
      await following
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
