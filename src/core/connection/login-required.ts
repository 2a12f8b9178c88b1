/** An answer 401, on whatever route: what it says, as an error. */
import { GradioStreamError } from '../errors.ts'
import { isJsonObject } from '../protocol/safe-keys.ts'
import type { JsonAnswer } from './http.ts'
import { shownUrl } from './shown-url.ts'

/** Error for an answer 401. */
export function loginRequired(
  appAddress: string,
  answer: Pick<JsonAnswer, 'url' | 'value'> & { seen?: string },
): GradioStreamError<'login-required'> {
  const detail = readDetail(answer.value)
  const said = isJsonObject(detail) ? detail.auth_message : undefined
  const authMessage = typeof said === 'string' && said !== '' ? said : undefined
  return new GradioStreamError('login-required', {
    message: `The app at ${appAddress} wants a login (401)${authMessage ? `; it says: ${authMessage}` : ''}.`,
    hint: "Sign in to the app from a page of the same site, or give the relay the app's credentials.",
    details: { url: shownUrl(answer.url), status: 401, seen: answer.seen, authMessage },
  })
}

/** FastAPI puts the reason under `detail`, as a text, a list or an object. */
export function readDetail(value: unknown): unknown {
  return isJsonObject(value) ? value.detail : undefined
}
