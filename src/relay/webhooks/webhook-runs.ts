/** The runs of this relay whose end a webhook is told, from their beginning to that. */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { wait } from '@gradio-stream/client/internal/kit/wait'
import type { SessionKey } from '../log/run-log.ts'
import { runKey } from '../log/session-key.ts'
import type { BegunFacts, WatchedRun, Webhooks } from './webhooks.ts'

/** What of a join is told at its end. */
export interface HookedJoin extends Pick<BegunFacts, 'key' | 'fnIndex'> {
  /** Members of the join's body. */
  readonly members: ReadonlyMap<string, string>
  /** Sealed webhook of this run alone; absent: the relay's. */
  readonly webhook?: string
}

export interface WebhookRunsOptions {
  readonly clock: Clock
  readonly webhooks: Webhooks
  readonly onError: (error: unknown) => void
}

/** How long the relay's leaving waits for what is being told. */
const CLOSE_WAIT_MS = 5_000

export class WebhookRuns {
  readonly #options: WebhookRunsOptions
  readonly #pending = new Map<string, WatchedRun>()
  readonly #telling = new Set<Promise<void>>()

  constructor(options: WebhookRunsOptions) {
    this.#options = options
  }

  /** A run was begun here. */
  begin({ key, fnIndex, members, webhook }: HookedJoin, runId: string): void {
    const { clock, webhooks } = this.#options
    const facts = { key, runId, fnIndex, startedAt: clock.now() }
    const watched = webhooks.watch(facts, members.get('data') ?? '[]', webhook ?? null)
    if (watched !== null) this.#pending.set(runKey(key, runId), watched)
  }

  /** The run was refused before it was answered: there was none. */
  abandon(key: SessionKey, runId: string): void {
    const run = this.#take(key, runId)
    if (run) this.#options.webhooks.forget(run)
  }

  /** Another relay has taken the run on. Its end is found in the log. */
  leave(key: SessionKey, runId: string): void {
    this.#take(key, runId)
  }

  /** The run was begun here and has not ended. */
  has(key: SessionKey, runId: string): boolean {
    return this.#pending.has(runKey(key, runId))
  }

  /** The last message of a run is kept; `null`: somebody else had ended it. */
  end(key: SessionKey, runId: string, text: string | null): void {
    const run = this.#take(key, runId)
    if (!run) return
    const { webhooks, clock, onError } = this.#options
    const telling = webhooks.deliver(run, { text, endedAt: clock.now() }).catch(onError)
    this.#telling.add(telling)
    void telling.finally(() => this.#telling.delete(telling))
  }

  /** What ended until now is told, for some seconds. */
  async close(): Promise<void> {
    const { clock, webhooks } = this.#options
    const timeUp = new AbortController()
    const told = Promise.all(this.#telling).then(() => webhooks.settled())
    await Promise.race([told, wait(clock, CLOSE_WAIT_MS, timeUp.signal)])
    timeUp.abort()
    await webhooks.close()
  }

  #take(key: SessionKey, runId: string): WatchedRun | undefined {
    const name = runKey(key, runId)
    const run = this.#pending.get(name)
    this.#pending.delete(name)
    return run
  }
}
