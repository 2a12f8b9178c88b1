/**
 * Redirects. On a redirect to another host `fetch` removes only `Authorization`; other headers, and the body of a 307,
 * are sent on (measured in Node and by the Fetch standard). So a request with either never follows a redirect.
 */
import { GradioStreamError } from '../../errors.ts'
import { isSignInAddress } from './sign-in-page.ts'
import { shownUrl } from './shown-url.ts'

/** Whether an answer is a redirect that was not followed. A page cannot see more than that. */
export function isRedirect(response: Response): boolean {
  return response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400 && response.headers.has('location'))
}

/** The target of an address, requested without the caller's headers and values, so that nothing can be sent on. */
export async function redirectTarget(
  fetch: typeof globalThis.fetch,
  url: string,
  credentials: RequestCredentials,
  signal: AbortSignal,
): Promise<string> {
  const response = await fetch(url, { credentials, signal })
  response.body?.cancel().catch(() => undefined)
  return response.url || url
}

/** Whether an address has the host of another one, or the same with https instead of http. */
export function isSameHost(target: string, url: string): boolean {
  const [to, from] = [new URL(target), new URL(url)]
  return to.origin === from.origin || (to.hostname === from.hostname && from.protocol === 'http:' && to.protocol === 'https:')
}

/** Error for a request that is not sent on. `target`: where to, if known. */
export function redirected(url: string, target: string | null, status: number): GradioStreamError {
  if (target !== null && isSignInAddress(target)) {
    return new GradioStreamError('login-required', {
      message: `You are signed out: ${shownUrl(url)} sends its callers on to ${new URL(target).origin} to sign in. What was asked for was not done.`,
      hint: 'Sign in again; the values are kept.',
      details: { url: shownUrl(url), status: status || undefined, seen: 'a redirect to a page to sign in at', reason: 'signed-out' },
    })
  }
  const where = target === null ? 'elsewhere' : `to ${new URL(target).origin}`
  return new GradioStreamError('connection-refused', {
    message: `${shownUrl(url)} sends its callers on ${where}; what carries headers or values of yours is not sent on.`,
    hint: 'Give the address that it leads to, or look at what lies in front of the app.',
    details: { url: shownUrl(url), status: status || undefined, seen: `a redirect ${where}` },
  })
}
