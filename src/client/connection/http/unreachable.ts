/**
 * Words for the failure that browsers do not explain: a request without an answer may mean a dead server or a blocked
 * one.
 */
import type { Route } from '../../protocol/describe/app-description.ts'
import { GradioStreamError } from '../../errors.ts'

/** Error for a request without an answer. `pageOrigin`: the page's origin; `undefined` outside browsers. */
export function unreachable(url: string, route: Route, cause: unknown, pageOrigin = globalThis.location?.origin): GradioStreamError {
  const { origin, hostname, protocol } = new URL(url)
  const seen = causeWords(cause)
  const details = { url, seen }
  const isLate = seen.startsWith('no answer within')
  if (route === 'relay') {
    return new GradioStreamError('relay-unreachable', {
      message: `The relay at ${origin} did not answer ${url} (${seen}).`,
      hint: isLate ? 'It is slow or hangs: try again in a while, and look at its log.' : 'Check that it runs and that backendUrl is right.',
      details,
      cause,
    })
  }
  if (pageOrigin === undefined || pageOrigin === origin) {
    return new GradioStreamError('app-unreachable', {
      message: isLate ? `${url} gave ${seen}.` : `Nobody answered at ${url} (${seen}).`,
      hint: isLate
        ? 'It is slow or hangs, or there is no server: try again in a while.'
        : 'Check that the app runs and that the address is right.',
      details,
      cause,
    })
  }
  return new GradioStreamError('app-unreachable', {
    message: `No answer of ${origin} reached this page (${seen}). Nobody listens there, or the browser blocked the answer (CORS): a page cannot tell which.`,
    hint: blockedHint(hostname, protocol, pageOrigin),
    details,
    cause,
  })
}

/** An app whose own host is local allows only pages on localhost and 127.0.0.1 (docs/gradio-protocol.md#9-cors). */
function blockedHint(hostname: string, protocol: string, pageOrigin: string): string {
  const page = new URL(pageOrigin)
  if (page.protocol === 'https:' && protocol === 'http:' && !isLocal(hostname)) {
    return `A page from ${pageOrigin} may not call plain http: use the app's https address or the relay.`
  }
  if (isLocal(hostname) && !isLocal(page.hostname)) {
    return `A Gradio app on ${hostname} only answers pages from localhost or 127.0.0.1, and this one is from ${pageOrigin}: open the page from localhost, or go through the relay.`
  }
  return 'Check that the app runs; if it does, go through the relay.'
}

function isLocal(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '0.0.0.0', '[::1]'].includes(hostname)
}

/** Node has the reason in `cause` (ECONNREFUSED, ENOTFOUND). */
function causeWords(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const inner: unknown = cause.cause
  return inner instanceof Error && inner.message ? `${cause.message}: ${inner.message}` : cause.message
}
