/**
 * A call over a connection of its own to an app whose queue may be full: the connection is opened again after a pause, a few times. Nothing
 * was begun before. The client and the relay follow their calls with it.
 */
import { backoffDelayMs } from '../backoff.ts'
import { wait } from '../wait.ts'
import type { Clock } from '../clock.ts'
import { isGradioStreamError } from '../errors.ts'
import type { WaitingState } from '../run/run-event.ts'
import { followAbort } from './abort.ts'
import { askedDelayMs, BUSY_PAUSES } from './retry-plan.ts'

/** Why an app did not take a call. */
export interface Busy {
  readonly reason: 'queue-full' | 'rate-limited'
  /** What it asks for, 0 where it does not say. */
  readonly delayMs: number
}

export interface PatientCall {
  readonly clock: Clock
  readonly random?: () => number
  /** Most attempts after the first. */
  readonly retries: number
  /** Aborted: nobody wants it any more. */
  readonly signal: AbortSignal
  /** Follows the call once, until the signal aborts or it is over; `onFull`: its queue is full, and the signal aborts at once. */
  follow(signal: AbortSignal, onFull: () => void): Promise<void>
  /** Aborted: try now, or look whether it is still wanted. Asked for at each pause. */
  pause(): AbortSignal
  onWaiting(waiting: WaitingState): void
}

/** Resolves with `null` when the call was followed to an end, or is not wanted; else with why it was not taken. Rejects as `follow` does. */
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
