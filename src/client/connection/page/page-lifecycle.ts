/**
 * Events of the page around a connection: no network, frozen, cached and restored, closed. Works without a DOM. A port,
 * so that tests and other hosts can replace it.
 */

/**
 * `offline`, `online`: the browser lost or found a network. `thawed`: the page was frozen or in the back-forward cache,
 * and continues. `shown`: it was hidden and is visible again. `closing`: the page ends; only requests that survive it
 * can still be sent.
 */
export type PageEvent = 'offline' | 'online' | 'thawed' | 'shown' | 'closing'

/** Where a connection listens to its page. */
export interface PageLifecycle {
  /** The browser reports no network. False if unknown. */
  readonly isOffline: boolean
  /** Calls back for every event until the returned function is called. */
  watch(listener: (event: PageEvent) => void): () => void
}

/** The used parts of a browser; each may be missing. */
export interface PageEnvironment {
  readonly window?: EventTarget | undefined
  readonly document?: (EventTarget & { readonly visibilityState: string }) | undefined
  readonly navigator?: { readonly onLine?: boolean } | undefined
}

/** The environment of this realm, read on use: a test or a server render may add a DOM later. */
function here(): PageEnvironment {
  // A worker has `online` and no window; Node has a navigator without events.
  const target = 'addEventListener' in globalThis ? globalThis : undefined
  return { window: target, document: globalThis.document, navigator: globalThis.navigator }
}

/** Listens to a page, only while there is a watcher. */
export function createPageLifecycle(environment: () => PageEnvironment = here): PageLifecycle {
  const listeners = new Set<(event: PageEvent) => void>()
  let stop: (() => void) | null = null

  function tell(event: PageEvent): void {
    const all = [...listeners]
    for (const listener of all) listener(event)
  }

  function begin(): () => void {
    const { window, document } = environment()
    const stops: (() => void)[] = []
    const on = (target: EventTarget | undefined, name: string, say: (event: Event) => PageEvent | null): void => {
      const listener = (event: Event): void => {
        const said = say(event)
        if (said) tell(said)
      }
      // Without a signal: a document of jsdom takes none of Node's.
      target?.addEventListener(name, listener)
      stops.push(() => target?.removeEventListener(name, listener))
    }
    on(window, 'offline', () => 'offline')
    on(window, 'online', () => 'online')
    on(window, 'pagehide', (event) => (isPersisted(event) ? null : 'closing'))
    on(window, 'pageshow', (event) => (isPersisted(event) ? 'thawed' : null))
    on(document, 'resume', () => 'thawed')
    on(document, 'visibilitychange', () => (document?.visibilityState === 'visible' ? 'shown' : null))
    return () => {
      for (const stop of stops) stop()
    }
  }

  return {
    get isOffline() {
      return environment().navigator?.onLine === false
    },
    watch(listener) {
      // Wrapped, so that the same function can watch twice.
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

/** The page enters the back-forward cache or leaves it. */
function isPersisted(event: Event): boolean {
  return 'persisted' in event && event.persisted === true
}
