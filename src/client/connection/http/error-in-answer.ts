/** Errors of the relay in the answers of a route. */
import { isErrorCode, isGradioStreamError } from '../../errors.ts'
import type { GradioStreamError } from '../../errors.ts'
import { readWireError } from '../../protocol/error-json.ts'
import { readErrorJson } from '../../protocol/relay-protocol.ts'
import type { JsonAnswer } from './http.ts'
import { shownUrl } from './shown-url.ts'

/** The relay's error in an answer; `null` if there is none. */
export function errorInAnswer({ value, url, status }: Pick<JsonAnswer, 'value' | 'url' | 'status'>): GradioStreamError | null {
  const read = readErrorJson(value)
  if (!read || !isErrorCode(read.code)) return null
  return readWireError(read.code, read.message, read.details, { url: shownUrl(url), status })
}

/**
 * A refusal in the words of the relay's owner, or of a run's token; `null` for any other answer. It counts for more
 * than its status.
 */
export function refusalInWords(answer: Pick<JsonAnswer, 'value' | 'url' | 'status'>): GradioStreamError | null {
  const error = errorInAnswer(answer)
  if (isGradioStreamError(error, 'token-invalid')) return error
  return (isGradioStreamError(error, 'access-denied') || isGradioStreamError(error, 'rate-limited')) && error.details.words !== undefined
    ? error
    : null
}
