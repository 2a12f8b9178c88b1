/** Errors of the relay's own in the answers of a route. */
import { isErrorCode } from '../errors.ts'
import type { GradioStreamError } from '../errors.ts'
import { readWireError } from '../protocol/error-json.ts'
import { readErrorJson } from '../protocol/relay.ts'
import type { JsonAnswer } from './http.ts'
import { shownUrl } from './shown-url.ts'

/** The relay's own error in an answer, as it was meant; `null` when the answer holds none. */
export function errorInAnswer({ value, url, status }: JsonAnswer): GradioStreamError | null {
  const read = readErrorJson(value)
  if (!read || !isErrorCode(read.code)) return null
  return readWireError(read.code, read.message, read.details, { url: shownUrl(url), status })
}
