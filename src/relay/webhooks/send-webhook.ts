/** One attempt to deliver a webhook: signs its body, posts it, and judges the answer. */
import { followAbort } from '@gradio-stream/client/internal/connection/http/abort'
import { retryAfterMs } from '@gradio-stream/client/internal/connection/http/read-answer'
import { isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { discardBody } from '../upstream/bounded-text.ts'
import { signatureOf } from './signature.ts'
import type { Webhook } from './webhook-options.ts'

/** What is sent, and how. */
export interface WebhookMessage {
  /** The same at each attempt. */
  readonly id: string
  readonly body: string
  readonly webhook: Pick<Webhook, 'url' | 'secrets'>
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** Ends the attempt. */
  readonly signal: AbortSignal
}

/** `seen`: what went wrong, for the log of the operator. `final`: it will not become better. */
export type Attempt =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'failed'; readonly seen: string; readonly isFinal: boolean; readonly retryAfterMs: number }

/** Longest wait for the head of an answer, as Standard Webhooks advises. */
export const ATTEMPT_MS = 15_000
/** The receiver wants no more of them (Standard Webhooks). */
const GONE = 410

/** Never rejects. */
export async function sendWebhook({ id, body, webhook, fetch: send, clock, signal }: WebhookMessage): Promise<Attempt> {
  const sentAtS = Math.floor(clock.now() / 1000)
  const { controller: stop, release } = followAbort(signal)
  const cancelTimer = clock.schedule(() => stop.abort(new Error(`no answer within ${ATTEMPT_MS / 1000} s`)), ATTEMPT_MS)
  try {
    const signatures = await Promise.all(webhook.secrets.map((secret) => signatureOf(secret, id, sentAtS, body)))
    const answer = await send(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'gradio-stream-relay',
        'webhook-id': id,
        'webhook-timestamp': String(sentAtS),
        'webhook-signature': signatures.join(' '),
      },
      body,
      // Whoever answers there is not whom it was signed for.
      redirect: 'manual',
      signal: stop.signal,
    })
    discardBody(answer.body)
    if (answer.status >= 200 && answer.status < 300) return { kind: 'delivered' }
    const waitMs = retryAfterMs(answer, clock.now()) ?? 0
    return { kind: 'failed', seen: `answered ${answer.status}`, isFinal: answer.status === GONE, retryAfterMs: waitMs }
  } catch (cause) {
    const reason: unknown = stop.signal.aborted ? stop.signal.reason : cause
    return { kind: 'failed', seen: wordsOf(reason), isFinal: isForbidden(reason), retryAfterMs: 0 }
  } finally {
    cancelTimer()
    release()
  }
}

/** The innermost reason: `fetch failed` says nothing. */
function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? wordsOf(cause.cause) : cause.message
}

/** An address inside, written as one. */
function isForbidden(cause: unknown): boolean {
  if (isGradioStreamError(cause, 'app-not-allowed')) return true
  return cause instanceof Error && cause.cause !== undefined && isForbidden(cause.cause)
}
