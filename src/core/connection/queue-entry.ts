/** A run as its queue session holds it, and the errors only a session ends it with. */
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import type { QueueCall } from './queue-requests.ts'
import type { QueueRunHandlers } from './queue-run.ts'

/** One run of a session. */
export interface QueueEntry {
  readonly call: QueueCall
  readonly handlers: QueueRunHandlers
  /** By which its join is known when it is sent again; `null`: it must not be. */
  readonly joinKey: string | null
  eventId: string | null
  isOver: boolean
  /** False: it is to be cancelled, so that no busy app is asked again. */
  isWanted: boolean
  /** While it waits to be sent again. */
  pausing: AbortController | null
  /** While its join is being sent. */
  asking: AbortController | null
}

/** A run that is to be joined under its key, or taken up under its event id. */
export function newEntry(
  call: QueueCall,
  handlers: QueueRunHandlers,
  { joinKey = null, eventId = null }: Partial<Pick<QueueEntry, 'joinKey' | 'eventId'>>,
): QueueEntry {
  return { call, handlers, joinKey, eventId, isOver: false, isWanted: true, pausing: null, asking: null }
}

/** Whatever a join ended in, as this library's error. */
export function asError(cause: unknown): GradioStreamError {
  if (isGradioStreamError(cause)) return cause
  return new GradioStreamError('join-refused', {
    message: `Joining the queue failed: ${cause instanceof Error ? cause.message : String(cause)}`,
    cause,
  })
}

/** Error for a frame that comes too late. */
export function streamOver(endpoint: string): GradioStreamError<'session-unknown'> {
  return new GradioStreamError('session-unknown', {
    message: `The run of ${endpoint} takes no more frames: it has ended.`,
    hint: 'Run it again.',
    details: { endpoint },
  })
}

/** Error for a run whose messages could not all be kept until its join was answered. */
export function overtaken(url: string): GradioStreamError<'buffer-exceeded'> {
  return new GradioStreamError('buffer-exceeded', {
    message: `More messages of the run than can be kept came before ${url} answered the join.`,
    hint: 'Run it again.',
    details: { url },
  })
}
