/**
 * Joins a queue that may not accept at once: waits for a full queue (503) and for a rate limit (429), a few times. A
 * join with a key is also repeated if its answer was lost, since a server that knows the key begins it once.
 */
import { backoffDelayMs } from '../../kit/backoff.ts'
import { wait } from '../../kit/wait.ts'
import type { Clock } from '../../kit/clock.ts'
import { isGradioStreamError } from '../../errors.ts'
import type { WaitingState } from '../../run/run-event.ts'
import { isUnanswered } from './post-join.ts'
import { askedDelayMs, BUSY_PAUSES } from '../http/retry-plan.ts'

/** Most repetitions of a join without an answer: a minute of pauses, so that a relay can be replaced meanwhile. */
const MOST_REPEATS = 8
/**
 * A network's sign-in page disappears once the person has signed in. A person who is signed out should be told soon.
 */
const MOST_REPEATS_AT_A_PAGE = 2

export interface PatientJoin {
  readonly clock: Clock
  readonly random: () => number
  /** Most attempts after the first at a busy app. */
  readonly retries: number
  /** It has a key: a repetition is the same join. */
  readonly isRepeatable: boolean
  /** Sends the join once. */
  post(): Promise<string>
  /** False: the run is no longer wanted. */
  isWanted(): boolean
  /** Aborts a pause: try now, or check whether the join is still wanted. Requested for each pause. */
  pause(): AbortSignal
  onWaiting(waiting: WaitingState): void
}

/** `unwanted`: it was no longer wanted before an answer came. `mayBeTaken`: an answer was lost before that. */
export type JoinEnd = { readonly kind: 'taken'; readonly eventId: string } | { readonly kind: 'unwanted'; readonly mayBeTaken: boolean }

/** Resolves with the result. Rejects with the last refusal, or with the error of the last attempt. */
export async function joinPatiently(join: PatientJoin): Promise<JoinEnd> {
  const { clock, random, retries, isRepeatable } = join
  const counts = { refused: 0, lost: 0 }
  const unwanted = (): JoinEnd => ({ kind: 'unwanted', mayBeTaken: counts.lost > 0 })
  for (;;) {
    try {
      return { kind: 'taken', eventId: await join.post() }
    } catch (cause) {
      // A caller that no longer wants the run may have stopped the request itself.
      const isPage = isSignInAnswer(cause)
      const isLost = isRepeatable && (isPage || isUnanswered(cause) || (!join.isWanted() && isGradioStreamError(cause, 'aborted')))
      const reason = isLost ? 'no-answer' : busyReason(cause)
      if (reason === null || !isGradioStreamError(cause)) throw cause
      const attempt = isLost ? (counts.lost += 1) : (counts.refused += 1)
      if (!join.isWanted()) return unwanted()
      if (attempt > (isPage ? MOST_REPEATS_AT_A_PAGE : isLost ? MOST_REPEATS : retries)) throw cause
      const delayMs = Math.max(askedDelayMs(cause), backoffDelayMs(attempt, { ...(isLost ? {} : BUSY_PAUSES), random }))
      join.onWaiting({ reason, attempt, nextRetryAt: clock.now() + delayMs })
      await wait(clock, delayMs, join.pause())
      if (!join.isWanted()) return unwanted()
      join.onWaiting({ reason, attempt, nextRetryAt: null })
    }
  }
}

/** A sign-in page of something in front of the relay: the relay itself answers 401. */
function isSignInAnswer(cause: unknown): boolean {
  return isGradioStreamError(cause, 'login-required') && cause.details.status !== 401
}

/** Both refuse before anything was begun, so the join can be repeated. */
function busyReason(cause: unknown): 'queue-full' | 'rate-limited' | null {
  if (!isGradioStreamError(cause)) return null
  if (cause.details.status === 429) return 'rate-limited'
  return cause.code === 'queue-full' ? 'queue-full' : null
}
