/** Joins the queue of an app that may be busy: a full queue (503) and a limited rate (429) are waited out, a few times. */
import { backoffDelayMs } from '../backoff.ts'
import { wait } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { isGradioStreamError } from '../errors.ts'
import type { WaitingState } from '../run/run-event.ts'
import { askedDelayMs } from './retry-plan.ts'

/** First and longest pause without a word of the app's. */
const FIRST_PAUSE_MS = 2000
const LONGEST_PAUSE_MS = 30_000

export interface PatientJoin {
  readonly clock: Clock
  readonly random: () => number
  /** Most attempts after the first. */
  readonly retries: number
  /** Sends the join once. */
  post(): Promise<string>
  /** False: nobody wants the run any more. */
  isWanted(): boolean
  /** Aborted: try now, or look whether it is still wanted. Asked for at each pause. */
  pause(): AbortSignal
  onWaiting(waiting: WaitingState): void
}

/** The event id, `null` when the run was not wanted any more before an app took it. Rejects with the last refusal. */
export async function joinPatiently(join: PatientJoin): Promise<string | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await join.post()
    } catch (cause) {
      const reason = busyReason(cause)
      if (reason === null || !isGradioStreamError(cause)) throw cause
      if (!join.isWanted()) return null
      if (attempt > join.retries) throw cause
      const { clock, random } = join
      const backoffMs = backoffDelayMs(attempt, { baseMs: FIRST_PAUSE_MS, maxMs: LONGEST_PAUSE_MS, random })
      const delayMs = Math.max(askedDelayMs(cause), backoffMs)
      join.onWaiting({ reason, attempt, nextRetryAt: clock.now() + delayMs })
      await wait(clock, delayMs, join.pause())
      if (!join.isWanted()) return null
      join.onWaiting({ reason, attempt, nextRetryAt: null })
    }
  }
}

/** Both are refusals before anything was begun, so that the same can be sent again. */
function busyReason(cause: unknown): 'queue-full' | 'rate-limited' | null {
  if (!isGradioStreamError(cause)) return null
  if (cause.details.status === 429) return 'rate-limited'
  return cause.code === 'queue-full' ? 'queue-full' : null
}
