/** The errors of a run whose messages stopped coming. */
import { GradioStreamError } from '../../errors.ts'
import type { Route } from '../../protocol/describe/app-description.ts'
import type { FallbackReason } from '../connection-state.ts'
import { shownUrl } from '../http/shown-url.ts'

/** Direct: a lost or abandoned stream ends its run. */
export function lostForGood(error: GradioStreamError): GradioStreamError {
  return new GradioStreamError(error.code === 'idle-timeout' || error.code === 'connection-timeout' ? error.code : 'connection-lost', {
    message: `${error.message} Gradio forgets a run whose stream is gone: without a relay it cannot be picked up.`,
    hint: 'Run it again, or put the relay between page and app.',
    details: { url: error.details.url, status: error.details.status, seen: error.details.seen },
    cause: error,
  })
}

/** The relay, or an app that keeps runs, was unreachable for too long. */
export function gaveUp(error: GradioStreamError, attempts: number, route: Route): GradioStreamError<'connection-lost'> {
  const who = route === 'relay' ? 'relay' : 'app'
  return new GradioStreamError('connection-lost', {
    message: `The ${who} could not be reached in ${attempts} attempts, so the run is no longer followed. The last one said: ${error.message}`,
    hint: `The run may still go on at the ${who}; check the network and run it again.`,
    details: { url: error.details.url, status: error.details.status, seen: error.details.seen },
    cause: error,
  })
}

/** The relay says that no run is pending, but the run's end never came. */
export function nothingPending(url: string): GradioStreamError<'session-unknown'> {
  return new GradioStreamError('session-unknown', {
    message: `The relay says that nothing of this session is pending at ${url}, and has not told how the run ended.`,
    hint: 'Run it again.',
    details: { url },
  })
}

/** The stream is open and silent while a poll had messages. */
export function heldBack(apiUrl: string): FallbackReason {
  const message = `The stream ${shownUrl(apiUrl)}/queue/data brings nothing though there is news: something on the way holds it back.`
  return { code: 'sse-held-back', message }
}
