/**
 * A call with a connection of its own, at an app whose queue may be full: the connection is opened again after a pause,
 * a few times. Nothing was begun before that. Client and relay use it.
 */
import { backoffDelayMs } from '../../kit/backoff.ts'
import { wait } from '../../kit/wait.ts'
import type { Clock } from '../../kit/clock.ts'
import { isGradioStreamError } from '../../errors.ts'
import type { WaitingState } from '../../run/run-event.ts'
import { followAbort } from '../http/abort.ts'
import { askedDelayMs, BUSY_PAUSES } from '../http/retry-plan.ts'

/** Why an app did not take a call. */
export interface Busy {
  readonly reason: 'queue-full' | 'rate-limited'
  /** The pause that the app asks for; 0 if it does not say. */
  readonly delayMs: number
}

export interface PatientCall {
  readonly clock: Clock
  readonly random?: () => number
  /** Most attempts after the first. */
  readonly retries: number
  /** Aborts when the call is no longer wanted. */
  readonly signal: AbortSignal
  /**
   * Follows the call once, until it ends or the signal aborts. `onFull`: the queue is full, and the signal aborts at
   * once.
   */
  follow(signal: AbortSignal, onFull: () => void): Promise<void>
  /** Aborts a pause: try now, or check whether the call is still wanted. Requested for each pause. */
  pause(): AbortSignal
  onWaiting(waiting: WaitingState): void
}

/**
 * Resolves with `null` when the call was followed to an end or is not wanted, else with the reason why it was not
 * taken. Rejects as `follow` does.
 */
export async function followPatiently(call: PatientCall): Promise<Busy | null> {
  const { clock, random, retries, signal } = call
  for (let attempt = 1; ; attempt += 1) {
    const busy = await followOnce(call)
    if (busy === null || signal.aborted) return null
    if (attempt > retries) return busy
    const { reason } = busy
    const delayMs = Math.max(busy.delayMs, backoffDelayMs(attempt, random ? { ...BUSY_PAUSES, random } : BUSY_PAUSES))
    call.onWaiting({ reason, attempt, nextRetryAt: clock.now() + delayMs })
    await wait(clock, delayMs, call.pause())
    if (signal.aborted) return null
    call.onWaiting({ reason, attempt, nextRetryAt: null })
  }
}

async function followOnce(call: PatientCall): Promise<Busy | null> {
  const { controller, release } = followAbort(call.signal)
  let isFull = false
  const onFull = (): void => {
    isFull = true
    controller.abort()
  }
  try {
    await call.follow(controller.signal, onFull)
  } catch (cause) {
    if (!isGradioStreamError(cause, 'connection-refused') || cause.details.status !== 429) throw cause
    return { reason: 'rate-limited', delayMs: askedDelayMs(cause) }
  } finally {
    release()
  }
  return isFull ? { reason: 'queue-full', delayMs: 0 } : null
}
