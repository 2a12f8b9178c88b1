/**
 * Why a browser could not load a module. HTML kept every failure until the page was new, also one of the network; since
 * https://github.com/whatwg/html/pull/10327 a failed module may be asked for again (Firefox 155, Chromium 156). Nothing tells the two apart
 * but what was asked: the browser's own record of its requests.
 */

/** `offline`: it is there again with the network. `gone`: the server has something else there by now. `remembered`: this page never gets it. */
export type LoadFault = 'offline' | 'gone' | 'remembered' | 'unknown'

/** Requests made for the module that failed. Chromium, Firefox and webpack name it in their words, Safari does not. */
export function requestsFor(cause: unknown): readonly PerformanceResourceTiming[] {
  const [url] = /https?:[^\s)]+/.exec(String(cause)) ?? []
  // Entries of type `resource` are of this class.
  return url === undefined ? [] : (globalThis.performance.getEntriesByName(url, 'resource') as PerformanceResourceTiming[])
}

/** Judges the second of two attempts in a row; `before` is what {@link requestsFor} said after the first. */
export function faultOf(cause: unknown, before: readonly unknown[]): LoadFault {
  const requests = requestsFor(cause)
  const last = requests.at(-1)
  // A browser that does not say the status says 0, or nothing.
  const { responseStatus = 0, contentType = '' } = (last ?? {}) as Partial<PerformanceResourceTiming> & { readonly contentType?: string }
  // Many servers answer with the page itself where they have nothing.
  if (responseStatus === 404 || responseStatus === 410 || contentType.startsWith('text/html')) return 'gone'
  // A module that came, and failed for another that it needs, may be asked for again or not: nobody can tell.
  const hasCome = responseStatus >= 200 && responseStatus < 300
  return last && !hasCome && requests.length === before.length ? 'remembered' : 'unknown'
}

/** Whether the browser says that there is no network; where nobody says anything (Node) there is one. */
export function isOffline(): boolean {
  return !(globalThis.navigator?.onLine ?? true)
}

/** Whether there is nobody to ask. A page from this machine needs no network, and a service worker may have what it needs. */
export function isCutOff(): boolean {
  return (
    isOffline() &&
    !globalThis.navigator.serviceWorker?.controller &&
    !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|)$|\.localhost$/.test(globalThis.location?.hostname ?? '')
  )
}
