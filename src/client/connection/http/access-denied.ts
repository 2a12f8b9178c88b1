/** Errors for a 403 or 429 from an app or from something in front of it: one code per status, for every request. */
import { GradioStreamError } from '../../errors.ts'
import type { JsonAnswer } from './http.ts'
import { shownUrl } from './shown-url.ts'

export const DENIED_HINT = 'Send what it asks for with the options headers and credentials, or ask its owner to let you in.'

/** An app in a sentence, at its beginning or within: its address, or its name at a relay or the Hub. */
export function nameOf(address: string): string {
  return /^[\w.-]+(?:\/[\w.-]+)?$/.test(address) ? `"${address}"` : address
}

interface Denied {
  /** Ends the sentence: what cannot be done because of it. */
  readonly doing: string
  readonly endpoint?: string
}

/** Error for a 403. Gradio itself never answers a config or a join with it: a proxy or the app's own code does. */
export function accessDenied(
  address: string,
  { url, status, seen }: Pick<JsonAnswer, 'url' | 'status' | 'seen'>,
  { doing, endpoint }: Denied,
): GradioStreamError<'access-denied'> {
  return new GradioStreamError('access-denied', {
    message: `${nameOf(address)}, or what lies in front of it, denies access (${status}), ${doing}; it answered ${seen}.`,
    hint: DENIED_HINT,
    details: { url: shownUrl(url), status, seen, endpoint },
  })
}

/** Error for an answer 429 outside the queue. */
export function rateLimited(
  address: string,
  { url, status, seen, retryAfterMs }: Pick<JsonAnswer, 'url' | 'status' | 'seen' | 'retryAfterMs'>,
): GradioStreamError<'rate-limited'> {
  const when = retryAfterMs === undefined ? 'in a while' : `in ${Math.ceil(retryAfterMs / 1000)} s`
  return new GradioStreamError('rate-limited', {
    message: `${nameOf(address)} was asked too often and takes no more requests for now; it answered ${seen}.`,
    hint: `Try again ${when}.`,
    details: { url: shownUrl(url), status, seen, retryAfterMs },
  })
}
