/** The ends a run can come to because its messages stopped coming. */
import { GradioStreamError } from '../errors.ts'
import type { FallbackReason } from './connection.ts'
import { shownUrl } from './shown-url.ts'

/** Direct: a stream that is gone, or given up, takes its run with it. */
export function lostForGood(error: GradioStreamError): GradioStreamError {
  return new GradioStreamError(error.code === 'idle-timeout' || error.code === 'connection-timeout' ? error.code : 'connection-lost', {
    message: `${error.message} Gradio forgets a run whose stream is gone: without a relay it cannot be picked up.`,
    hint: 'Run it again, or put the relay between page and app.',
    details: { url: error.details.url, status: error.details.status, seen: error.details.seen },
    cause: error,
  })
}

/** Relay: it has not been reached for too long. */
export function gaveUp(error: GradioStreamError, attempts: number): GradioStreamError<'connection-lost'> {
  return new GradioStreamError('connection-lost', {
    message: `The relay could not be reached in ${attempts} attempts, so the run is no longer followed. The last one said: ${error.message}`,
    hint: 'The run may still go on at the relay; check the network and run it again.',
    details: { url: error.details.url, status: error.details.status, seen: error.details.seen },
    cause: error,
  })
}

/** Relay: it says that nothing is pending, and the run's end never came. */
export function nothingPending(url: string): GradioStreamError<'session-unknown'> {
  return new GradioStreamError('session-unknown', {
    message: `The relay says that nothing of this session is pending at ${url}, and has not told how the run ended.`,
    hint: 'Run it again.',
    details: { url },
  })
}

/** The stream is open and silent, and a poll had news. */
export function heldBack(apiUrl: string): FallbackReason {
  const message = `The stream ${shownUrl(apiUrl)}/queue/data brings nothing though there is news: something on the way holds it back.`
  return { code: 'sse-held-back', message }
}
