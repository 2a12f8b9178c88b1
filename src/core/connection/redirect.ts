/**
 * Redirects. `fetch` takes only `Authorization` off when it is sent on to another host; any other header, and the body
 * of a 307, it hands over (measured in Node and by the Fetch standard). So nothing that carries either is ever sent on.
 */
import { GradioStreamError } from '../errors.ts'
import { shownUrl } from './shown-url.ts'

/** Whether an answer is a redirect that was not followed; a page sees no more than that it is one. */
export function isRedirect(response: Response): boolean {
  return response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400 && response.headers.has('location'))
}

/** Where an address leads to, asked without headers or values of the caller's, so that there is nothing to hand over. */
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

/** Whether an address is at the host of another, or at the same with https in place of http. */
export function isSameHost(target: string, url: string): boolean {
  const [to, from] = [new URL(target), new URL(url)]
  return to.origin === from.origin || (to.hostname === from.hostname && from.protocol === 'http:' && to.protocol === 'https:')
}

/** Error for a request that will not be sent on. `target` is where to, as far as is known. */
export function redirected(url: string, target: string | null, status: number): GradioStreamError<'connection-refused'> {
  const where = target === null ? 'elsewhere' : `to ${new URL(target).origin}`
  return new GradioStreamError('connection-refused', {
    message: `${shownUrl(url)} sends its callers on ${where}; what carries headers or values of yours is not sent on.`,
    hint: 'Give the address that it leads to, or look at what lies in front of the app.',
    details: { url: shownUrl(url), status: status || undefined, seen: `a redirect ${where}` },
  })
}
