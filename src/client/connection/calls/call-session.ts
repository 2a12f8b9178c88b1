/** Runs of the protocols with a connection per call: `sse` and Gradio 3's WebSocket. */
import { CallRun } from './call-run.ts'
import type { CallSessionOptions } from './call-run.ts'
import type { QueueCall } from '../queue/queue-requests.ts'
import type { QueueRunHandlers, QueueTicket } from '../queue/queue-run.ts'
import type { RunSession } from '../queue/run-session.ts'

export class CallSession implements RunSession {
  readonly #options: CallSessionOptions
  readonly #open = new Set<Promise<void>>()
  readonly #runs = new Set<CallRun>()

  constructor(options: CallSessionOptions) {
    this.#options = options
  }

  get sessionHash(): string {
    return this.#options.sessionHash
  }

  get ended(): Promise<void> {
    return Promise.all(this.#open).then(() => undefined)
  }

  join(call: QueueCall, handlers: QueueRunHandlers): QueueTicket {
    const run = new CallRun(call, handlers, this.#options)
    const followed = run.follow().finally(() => {
      this.#open.delete(followed)
      this.#runs.delete(run)
    })
    this.#open.add(followed)
    this.#runs.add(run)
    return run
  }

  /** Affects only calls that wait for a full queue: a dropped call has ended. */
  retryNow(): void {
    for (const run of this.#runs) run.retryNow()
  }
}
