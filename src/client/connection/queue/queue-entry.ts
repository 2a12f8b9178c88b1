/** A run within its queue session, and the errors that only a session can end it with. */
import { GradioStreamError, isGradioStreamError } from '../../errors.ts'
import type { QueueCall } from './queue-requests.ts'
import type { QueueRunHandlers } from './queue-run.ts'

/** One run of a session. */
export interface QueueEntry {
  readonly call: QueueCall
  readonly handlers: QueueRunHandlers
  /** By which a repeated join is recognised; `null`: it must not be repeated. */
  readonly joinKey: string | null
  eventId: string | null
  isOver: boolean
  /** A stream that can bring its messages was requested. */
  isAskedFor: boolean
  /** Number of its messages that were taken, and how many of those come again. */
  taken: number
  toSkip: number
  /** False: it is being cancelled, so a busy app is not asked again. */
  isWanted: boolean
  /** Set while it waits for a repetition. */
  pausing: AbortController | null
  /** Set while its join is being sent. */
  asking: AbortController | null
}

/** A run that will be joined under its key, or attached under its event id. */
export function newEntry(
  call: QueueCall,
  handlers: QueueRunHandlers,
  { joinKey = null, eventId = null }: Partial<Pick<QueueEntry, 'joinKey' | 'eventId'>>,
): QueueEntry {
  return {
    call,
    handlers,
    joinKey,
    eventId,
    isOver: false,
    isAskedFor: eventId !== null,
    taken: 0,
    toSkip: 0,
    isWanted: true,
    pausing: null,
    asking: null,
  }
}

/** The error of a join, as this library's error. */
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

/** Error for a run with too many messages before its join was answered. */
export function overtaken(url: string): GradioStreamError<'buffer-exceeded'> {
  return new GradioStreamError('buffer-exceeded', {
    message: `More messages of the run than can be kept came before ${url} answered the join.`,
    hint: 'Run it again.',
    details: { url },
  })
}
