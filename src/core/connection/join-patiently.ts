/**
 * Joins a queue that may not answer at once: a full queue (503) and a limited rate (429) are waited out, a few times. A join that has a key
 * is also sent again where its answer was lost, since whoever knows it by its key begins it once.
 */
import { backoffDelayMs } from '../backoff.ts'
import { wait } from '../wait.ts'
import type { Clock } from '../clock.ts'
import { isGradioStreamError } from '../errors.ts'
import type { WaitingState } from '../run/run-event.ts'
import { isUnanswered } from './post-join.ts'
import { askedDelayMs, BUSY_PAUSES } from './retry-plan.ts'

/** Most times a join without an answer is sent again: a minute of pauses, so that a relay may be replaced meanwhile. */
const MOST_REPEATS = 8

export interface PatientJoin {
  readonly clock: Clock
  readonly random: () => number
  /** Most attempts after the first at an app that is busy. */
  readonly retries: number
  /** It has a key: sent again it is the same join. */
  readonly isRepeatable: boolean
  /** Sends the join once. */
  post(): Promise<string>
  /** False: nobody wants the run any more. */
  isWanted(): boolean
  /** Aborted: try now, or look whether it is still wanted. Asked for at each pause. */
  pause(): AbortSignal
  onWaiting(waiting: WaitingState): void
}

/** `unwanted`: it was not wanted any more before an answer came; `mayBeTaken`: an answer was lost before that. */
export type JoinEnd = { readonly kind: 'taken'; readonly eventId: string } | { readonly kind: 'unwanted'; readonly mayBeTaken: boolean }

/** Resolves with what became of it. Rejects with the last refusal, or with what the last attempt ended in. */
export async function joinPatiently(join: PatientJoin): Promise<JoinEnd> {
  const { clock, random, retries, isRepeatable } = join
  const counts = { refused: 0, lost: 0 }
  const unwanted = (): JoinEnd => ({ kind: 'unwanted', mayBeTaken: counts.lost > 0 })
  for (;;) {
    try {
      return { kind: 'taken', eventId: await join.post() }
    } catch (cause) {
      // Whoever wants it no more may have stopped the request itself.
      const isLost = isRepeatable && (isUnanswered(cause) || (!join.isWanted() && isGradioStreamError(cause, 'aborted')))
      const reason = isLost ? 'no-answer' : busyReason(cause)
      if (reason === null || !isGradioStreamError(cause)) throw cause
      const attempt = isLost ? (counts.lost += 1) : (counts.refused += 1)
      if (!join.isWanted()) return unwanted()
      if (attempt > (isLost ? MOST_REPEATS : retries)) throw cause
      const delayMs = Math.max(askedDelayMs(cause), backoffDelayMs(attempt, { ...(isLost ? {} : BUSY_PAUSES), random }))
      join.onWaiting({ reason, attempt, nextRetryAt: clock.now() + delayMs })
      await wait(clock, delayMs, join.pause())
      if (!join.isWanted()) return unwanted()
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
