/**
 * Polls one session: long polls (`wait_ms`) if the server and the proxies before it allow them, plain intervals if they
 * are refused, ignored or cut off. Returns the wait before the next poll.
 */
import { isGradioStreamError } from '../../errors.ts'
import type { AppDescription } from '../../protocol/describe/app-description.ts'
import { POLL_WAIT_MS } from '../../protocol/relay-protocol.ts'
import type { PollResponse } from '../../protocol/poll-response.ts'
import { nothingPending } from './follow-errors.ts'
import type { HttpContext } from '../http/http.ts'
import { pollQueue } from './poll-queue.ts'

/** Least time between two polls without messages. */
const MIN_POLL_MS = 1000
/** The same for a server that does not hold polls. */
const PLAIN_INTERVAL_MS = 2000
/** After this many polls in a row that returned at once without messages, or were cut off, none is held any more. */
const UNHELD_LIMIT = 3
/** After this many polls in a row that say nothing is pending, the run is lost. */
const DONE_LIMIT = 3
/** A poll that fails after this time was cut off while it was held. */
const HELD_MS = 5000

export class QueuePoller {
  readonly #http: HttpContext
  readonly #app: AppDescription
  readonly #sessionHash: string
  readonly #maxBytes: number | undefined
  #waitMs = POLL_WAIT_MS
  /** Said with the next poll, and then no more. */
  #fallback: string | undefined
  /** Polls in a row that were not held as requested. */
  #unheld = 0
  /** Polls in a row without messages from a server that says nothing is pending. */
  #done = 0

  constructor(http: HttpContext, app: AppDescription, sessionHash: string, maxBytes?: number) {
    this.#http = http
    this.#app = app
    this.#sessionHash = sessionHash
    this.#maxBytes = maxBytes
  }

  /** Polls take the place of streams, because of an error with this code. */
  fellBack(code: string): void {
    this.#fallback = code
  }

  /** Polls once. `pauseMs` is the wait before the next poll. Rejects with a typed error. */
  async ask(after: string, signal: AbortSignal): Promise<{ page: PollResponse; pauseMs: number }> {
    const startedAt = this.#http.clock.now()
    try {
      const page = await this.#poll(after, this.#waitMs, signal)
      return { page, pauseMs: this.#pauseMs(page, this.#http.clock.now() - startedAt) }
    } catch (cause) {
      if (signal.aborted || this.#waitMs === 0) throw cause
      const status = isGradioStreamError(cause) ? cause.details.status : undefined
      if (status === 400 || status === 422) {
        this.#waitMs = 0
        return this.ask(after, signal)
      }
      if (this.#http.clock.now() - startedAt >= HELD_MS) this.#noteUnheld()
      throw cause
    }
  }

  /** Polls once without a wait at the server. */
  peek(after: string, signal: AbortSignal): Promise<PollResponse> {
    return this.#poll(after, 0, signal)
  }

  #poll(after: string, waitMs: number, signal: AbortSignal): Promise<PollResponse> {
    const fallback = this.#fallback
    this.#fallback = undefined
    const question = { sessionHash: this.#sessionHash, after, waitMs, maxBytes: this.#maxBytes, fallback }
    return pollQueue(this.#http, this.#app, question, signal)
  }

  #pauseMs({ messages, done }: PollResponse, tookMs: number): number {
    this.#done = done && messages.length === 0 ? this.#done + 1 : 0
    if (messages.length > 0) return this.#waitMs === 0 ? MIN_POLL_MS : 0
    // The server may have said so before the join. After three times it has lost the run.
    if (this.#done >= DONE_LIMIT) throw nothingPending(this.#app.apiUrl)
    if (done) return MIN_POLL_MS
    if (this.#waitMs === 0) return PLAIN_INTERVAL_MS
    if (tookMs >= MIN_POLL_MS) {
      this.#unheld = 0
      return 0
    }
    this.#noteUnheld()
    return MIN_POLL_MS
  }

  #noteUnheld(): void {
    this.#unheld += 1
    if (this.#unheld >= UNHELD_LIMIT) this.#waitMs = 0
  }
}
