/** Listens to the page for a follower, only while it follows. A server on the same computer needs no network. */
import { systemLifecycle } from './page-lifecycle.ts'
import type { PageEvent, PageLifecycle } from './page-lifecycle.ts'

export type PageHandlers = { readonly [Event in Exclude<PageEvent, 'closing'>]: () => void }

export class PageWatch {
  readonly #lifecycle: PageLifecycle
  readonly #handlers: PageHandlers
  readonly #needsNetwork: boolean
  #stop: (() => void) | null = null

  constructor(url: string, lifecycle: PageLifecycle = systemLifecycle, handlers: PageHandlers) {
    this.#lifecycle = lifecycle
    this.#handlers = handlers
    this.#needsNetwork = !isLoopback(url)
  }

  /** There is no network, and the server needs one. */
  get isOffline(): boolean {
    return this.#needsNetwork && this.#lifecycle.isOffline
  }

  begin(): void {
    this.#stop ??= this.#lifecycle.watch((event) => {
      if (event === 'closing' || (!this.#needsNetwork && (event === 'offline' || event === 'online'))) return
      this.#handlers[event]()
    })
  }

  end(): void {
    this.#stop?.()
    this.#stop = null
  }
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.')
}
