/** What follows from the way a stream ended: the same again, polling instead, or the end of its runs. Pure. */
import type { GradioStreamError } from '../errors.ts'
import type { FallbackReason } from './connection.ts'
import { lostForGood } from './follow-errors.ts'
import { isTransientStatus } from './poll-queue.ts'
import { SHORT_LIFE_MS } from './retry-plan.ts'
import type { StreamEnd } from './read-stream.ts'

/** Attempts in a row that brought nothing before polling takes over, or, direct, before a stream that never opened is given up. */
const FRUITLESS_LIMIT = 3
/** So many short lives in a row, though each brought something, are enough. */
const SHORT_LIVES_LIMIT = 5

export type StreamVerdict =
  | { readonly kind: 'retry'; readonly error: GradioStreamError }
  | { readonly kind: 'poll'; readonly reason: FallbackReason }
  | { readonly kind: 'fail'; readonly error: GradioStreamError }

/** What is known beside the end itself. */
export interface StreamHistory {
  /** The server keeps messages and takes readers back. */
  readonly resume: boolean
  /** Streams were tried once more in the middle of polling. */
  readonly isTrial: boolean
  /** The server can be polled. */
  readonly polling: boolean
  /** Attempts in a row before this one that brought nothing. */
  readonly fruitless: number
  /** Short lives in a row, this one included. */
  readonly shortLives: number
  /** A message of a run ever came by stream or poll. */
  readonly hasDelivered: boolean
}

/** What follows. */
export function judgeStream(end: StreamEnd, history: StreamHistory): StreamVerdict {
  if (!history.resume) return afterDirectStream(end, history.fruitless)
  if (history.isTrial) return { kind: 'poll', reason: { code: end.error.code, message: end.error.message } }
  return afterRelayStream(end, history)
}

function afterRelayStream(end: StreamEnd, { polling, fruitless, shortLives, hasDelivered }: StreamHistory): StreamVerdict {
  const { error } = end
  const isRefused = error.code === 'connection-refused' && !isTransientStatus(error.details.status)
  // Opened and never a byte: something on the way holds the stream back, and will hold back the next one.
  const isHeldBack = end.wasSilent && end.wasOpened && !end.hasSpoken && !hasDelivered
  const fruitlessNow = end.wasFruitful ? 0 : fruitless
  if (polling && (isRefused || isHeldBack || fruitlessNow + 1 >= FRUITLESS_LIMIT)) {
    return { kind: 'poll', reason: { code: error.code, message: error.message } }
  }
  if (polling && shortLives >= SHORT_LIVES_LIMIT) {
    const message = `${error.message} It was the ${shortLives}th stream in a row that lived less than ${SHORT_LIFE_MS / 1000} s.`
    return { kind: 'poll', reason: { code: error.code, message } }
  }
  const isSenseless = isRefused || error.code === 'stream-invalid' || error.code === 'buffer-exceeded'
  return isSenseless ? { kind: 'fail', error } : { kind: 'retry', error }
}

/** A stream that is gone takes its run with it. */
function afterDirectStream({ error, wasOpened }: StreamEnd, fruitless: number): StreamVerdict {
  const { code } = error
  const canWait = code === 'connection-lost' ? !wasOpened : code === 'connection-refused' && isTransientStatus(error.details.status)
  // Messages wait for a stream that has not been opened yet (PROTOCOL §2); once it was, they are gone with it.
  if (canWait && fruitless + 1 < FRUITLESS_LIMIT) return { kind: 'retry', error }
  const isLost = code === 'connection-lost' || code === 'idle-timeout' || code === 'connection-timeout'
  return { kind: 'fail', error: isLost ? lostForGood(error) : error }
}
