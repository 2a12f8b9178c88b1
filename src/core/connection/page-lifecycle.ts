/**
 * What happens to the page that a connection lives in: no network, frozen, put away and brought back, closed.
 * No DOM is assumed: what is not there is not listened to. A port, so that tests and other hosts bring their own.
 */

/**
 * `offline`, `online`: the browser lost or found a network. `thawed`: the page stood still (frozen, or in the back-forward cache) and goes
 * on. `shown`: it was hidden and is visible again. `closing`: it goes away for good; only what is sent now, to survive it, is still sent.
 */
export type PageEvent = 'offline' | 'online' | 'thawed' | 'shown' | 'closing'

/** Where a connection hears of its page. */
export interface PageLifecycle {
  /** The browser says that there is no network. False where nobody can tell. */
  readonly isOffline: boolean
  /** Calls back for every event until the answer is called. */
  watch(listener: (event: PageEvent) => void): () => void
}

/** What a browser gives; every part may be missing. */
export interface PageEnvironment {
  readonly window?: EventTarget | undefined
  readonly document?: (EventTarget & { readonly visibilityState: string }) | undefined
  readonly navigator?: { readonly onLine?: boolean } | undefined
}

/** The environment of this realm, looked up when asked for: a test or a server render may bring a DOM later. */
function here(): PageEnvironment {
  // A worker has `online` and no window; Node has a navigator and nothing to listen to.
  const target = 'addEventListener' in globalThis ? globalThis : undefined
  return { window: target, document: globalThis.document, navigator: globalThis.navigator }
}

/** Listens to a page: to the events themselves only while somebody watches. */
export function createPageLifecycle(environment: () => PageEnvironment = here): PageLifecycle {
  const listeners = new Set<(event: PageEvent) => void>()
  let stop: (() => void) | null = null

  function tell(event: PageEvent): void {
    const all = [...listeners]
    for (const listener of all) listener(event)
  }

  function begin(): () => void {
    const { window, document } = environment()
    const controller = new AbortController()
    const on = (target: EventTarget | undefined, name: string, say: (event: Event) => PageEvent | null): void =>
      target?.addEventListener(
        name,
        (event) => {
          const said = say(event)
          if (said) tell(said)
        },
        { signal: controller.signal },
      )
    on(window, 'offline', () => 'offline')
    on(window, 'online', () => 'online')
    on(window, 'pagehide', (event) => (isPersisted(event) ? null : 'closing'))
    on(window, 'pageshow', (event) => (isPersisted(event) ? 'thawed' : null))
    on(document, 'resume', () => 'thawed')
    on(document, 'visibilitychange', () => (document?.visibilityState === 'visible' ? 'shown' : null))
    return () => controller.abort()
  }

  return {
    get isOffline() {
      return environment().navigator?.onLine === false
    },
    watch(listener) {
      // Wrapped, so that the same function watching twice is two watches.
      const entry = (event: PageEvent): void => listener(event)
      listeners.add(entry)
      stop ??= begin()
      return () => {
        listeners.delete(entry)
        if (listeners.size > 0) return
        stop?.()
        stop = null
      }
    },
  }
}

/** The page this code runs in. */
export const systemLifecycle: PageLifecycle = createPageLifecycle()

/** The page goes into the back-forward cache, or comes out of it. */
function isPersisted(event: Event): boolean {
  return 'persisted' in event && event.persisted === true
}
