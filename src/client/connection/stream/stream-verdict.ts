/** Decides what follows after a stream: another stream, polling, or the end of its runs. Pure. */
import type { GradioStreamError } from '../../errors.ts'
import type { FallbackReason } from '../connection-state.ts'
import { lostForGood } from './follow-errors.ts'
import { isTransientStatus } from './poll-queue.ts'
import { SHORT_LIFE_MS } from '../http/retry-plan.ts'
import type { StreamEnd } from './read-stream.ts'

/** Fruitless attempts in a row before polling takes over; direct, before a stream that never opened is given up. */
const FRUITLESS_LIMIT = 3
/** This many short streams in a row are enough, even if each brought something. */
const SHORT_LIVES_LIMIT = 5

export type StreamVerdict =
  | { readonly kind: 'retry'; readonly error: GradioStreamError }
  | { readonly kind: 'poll'; readonly reason: FallbackReason }
  | { readonly kind: 'fail'; readonly error: GradioStreamError }

/** What is known besides the end itself. */
export interface StreamHistory {
  /** The server keeps messages and resumes readers. */
  readonly resume: boolean
  /** Streams were tried again during polling. */
  readonly isTrial: boolean
  /** The server can be polled. */
  readonly polling: boolean
  /** Fruitless attempts in a row before this one. */
  readonly fruitless: number
  /** Short streams in a row, including this one. */
  readonly shortLives: number
  /** Whether a message of a run ever came. */
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
  const isDenied = error.code === 'login-required' || error.code === 'access-denied' || error.code === 'token-invalid'
  const isRefused = isDenied || (error.code === 'connection-refused' && !isTransientStatus(error.details.status))
  // It opened and never sent a byte: something on the way holds the stream back, and will do so again.
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

/** A lost stream ends its run. */
function afterDirectStream({ error, wasOpened }: StreamEnd, fruitless: number): StreamVerdict {
  const { code } = error
  const canWait = code === 'connection-lost' ? !wasOpened : code === 'connection-refused' && isTransientStatus(error.details.status)
  // Messages wait for a stream that was not opened yet (docs/gradio-protocol.md#2-routes). Once it was, they are lost
  // with it.
  if (canWait && fruitless + 1 < FRUITLESS_LIMIT) return { kind: 'retry', error }
  const isLost = code === 'connection-lost' || code === 'idle-timeout' || code === 'connection-timeout'
  return { kind: 'fail', error: isLost ? lostForGood(error) : error }
}
