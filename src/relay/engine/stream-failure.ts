/** What a run ends with whose messages could not be read to its end: in words that tell no address of the app. */
import { shownSize } from '@gradio-stream/client/internal/connection/http/shown-size'
import { MAX_MESSAGE_BYTES } from '@gradio-stream/client/internal/connection/stream/connector'
import { isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { Failure } from './frames.ts'

/** The end of a run whose connection ended first. */
export const LOST: Failure = { code: 'connection-lost', message: 'The app dropped the connection before the run ended.' }
/** The end of a run whose stream the app shows only to signed-in users. */
const SIGNED_OUT: Failure = {
  code: 'login-required',
  message: 'The sign-in at the app has ended, so that its messages of this run cannot be read. What was begun may go on there.',
}
const TOO_LONG: Failure = {
  code: 'buffer-exceeded',
  message: `The app sent a message of more than ${shownSize(MAX_MESSAGE_BYTES)}, which the relay does not read.`,
}

/** The failure of a stream that ended with `error`: a refusal, a message that is too long, or else it was lost. */
export function streamFailure(error: unknown): Failure {
  if (isGradioStreamError(error, 'login-required')) return SIGNED_OUT
  if (isGradioStreamError(error, 'buffer-exceeded')) return TOO_LONG
  if (!isGradioStreamError(error, 'connection-refused')) return LOST
  return { code: error.code, message: `The app refused the stream of this run (${error.details.status ?? 'no status'}).` }
}
