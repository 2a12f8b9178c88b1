/** One request to a store that may fail: limited in time, and repeated for a while. */
import { backoffDelayMs } from '@gradio-stream/client/internal/kit/backoff'
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { GradioStreamError, isGradioStreamError } from '@gradio-stream/client/internal/errors'
import { wait } from '@gradio-stream/client/internal/kit/wait'

/** The patience of a request. */
export interface Patience {
  /** Longest wait for one answer, in milliseconds. A slower store counts as failed. */
  readonly answerMs: number
  /** How long a request to a failing store is repeated, in milliseconds. */
  readonly retryMs: number
}

/** Before a run is ended because of it. */
export const LONG: Patience = { answerMs: 5_000, retryMs: 15_000 }
/** While a client waits for an answer: Gradio's Python client gives up after 5 s. */
export const SHORT: Patience = { answerMs: 2_000, retryMs: 2_000 }
/** One attempt. */
export const ONCE: Patience = { answerMs: 5_000, retryMs: 0 }
/** Pauses between two attempts. */
export const STORE_PAUSES = { baseMs: 100, maxMs: 900 } as const

/** The words for a reader of the run. */
export const STORE_WORDS = 'The store in which the relay keeps the messages of runs does not answer.'

export interface StoreQuestion {
  readonly clock: Clock
  readonly patience: Patience
  /** How long the store may wait before it answers, in milliseconds. @defaultValue 0 */
  readonly waitMs?: number
  /** It is in this process: its answer has no time limit. @defaultValue false */
  readonly isLocal?: boolean
  /** Aborting it prevents further attempts. */
  readonly signal: AbortSignal
}

/**
 * Repeats until there is an answer. Throws `store-unavailable` when the patience is over; its cause is the last
 * failure.
 */
export async function askStore<Answer>(
  ask: () => Promise<Answer>,
  { clock, patience, waitMs = 0, isLocal = false, signal }: StoreQuestion,
): Promise<Answer> {
  const start = clock.now()
  let until: number | undefined
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await (isLocal ? ask() : askOnce(ask, clock, waitMs + patience.answerMs))
    } catch (cause) {
      const delayMs = backoffDelayMs(attempt, STORE_PAUSES)
      until ??= Math.min(clock.now(), start + waitMs) + patience.retryMs
      if (signal.aborted || clock.now() + delayMs > until) throw storeUnavailable(cause)
      await wait(clock, delayMs, signal)
      if (signal.aborted) throw storeUnavailable(cause)
    }
  }
}

async function askOnce<Answer>(ask: () => Promise<Answer>, clock: Clock, limitMs: number): Promise<Answer> {
  let cancel = (): void => undefined
  const late = new Promise<never>((_resolve, reject) => {
    cancel = clock.schedule(() => reject(new Error(`The store did not answer within ${limitMs} ms.`)), limitMs)
  })
  try {
    return await Promise.race([ask(), late])
  } finally {
    cancel()
  }
}

/** The answer, or `failed` where the store gives none. */
export async function orFailed<Answer>(asking: Promise<Answer>): Promise<Answer | { readonly kind: 'failed' }> {
  try {
    return await asking
  } catch (error) {
    if (isGradioStreamError(error, 'store-unavailable')) return { kind: 'failed' }
    throw error
  }
}

export function storeUnavailable(cause: unknown): GradioStreamError<'store-unavailable'> {
  const seen = cause instanceof Error ? cause.message : String(cause)
  return new GradioStreamError('store-unavailable', {
    message: STORE_WORDS,
    hint: 'Look at the store passed to the relay as "log".',
    details: { seen },
    cause,
  })
}
