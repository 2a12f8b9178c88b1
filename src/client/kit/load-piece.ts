/**
 * Code of this library that is loaded when it is first needed. The page may be offline by then, or older than the files
 * on its server: loading has a time limit, fails with a typed error, and is retried by the next caller.
 */
import type { Clock } from './clock.ts'
import { GradioStreamError } from '../errors.ts'

/** How long to wait for it, and by which clock. */
export interface LoadLimit {
  readonly clock: Clock
  readonly limitMs: number
}

/** Loads within the limit. Rejects with `load-failed`. `name` goes on from "The part of this library that …". */
export async function loadInTime<Module>(name: string, load: () => Promise<Module>, { clock, limitMs }: LoadLimit): Promise<Module> {
  const failure = (seen: string, isOffline: boolean, cause?: unknown) =>
    new GradioStreamError('load-failed', {
      message: `The part of this library that ${name} could not be loaded: ${seen.replace(/[.\s]+$/, '')}.`,
      hint: 'Check the network and try again; if it repeats, reload the page: it may be older than what its server has now.',
      details: { seen, isOffline },
      cause,
    })
  // Browsers before Chromium 156 and Firefox 155 remember a failure: https://github.com/whatwg/html/pull/10327
  if (isCutOff()) throw failure('the browser is offline', true)
  let cancelTimer = (): void => undefined
  try {
    const late = new Promise<never>((_, reject) => {
      cancelTimer = clock.schedule(() => reject(new Error(`it did not come within ${limitMs / 1000} s`)), limitMs)
    })
    // A dropped request often succeeds the second time. Vite answers with nothing if `vite:preloadError` was prevented.
    const module = await Promise.race([load().catch(load), late])
    if (module === undefined) throw new Error('nothing came')
    return module
  } catch (cause) {
    throw failure(cause instanceof Error ? cause.message : String(cause), false, cause)
  } finally {
    cancelTimer()
  }
}

/** A module that is loaded once for the page. */
export class Piece<Module> {
  readonly #name: string
  readonly #load: () => Promise<Module>
  #loading: Promise<Module> | null = null
  #module: Module | null

  /** `name` goes on from "The part of this library that …". A `present` module is never loaded. */
  constructor(name: string, load: () => Promise<Module>, present: Module | null = null) {
    this.#name = name
    this.#load = load
    this.#module = present
  }

  /** Loads it, once for all who ask. Rejects with `load-failed`; the next caller asks again. */
  async get(limit: LoadLimit): Promise<Module> {
    if (this.#module !== null) return this.#module
    let loading: Promise<Module> | null = null
    try {
      this.#module = await loadInTime(this.#name, () => (loading = this.#loading ??= this.#load().catch(this.#load)), limit)
      return this.#module
    } catch (cause) {
      if (this.#loading === loading) this.#loading = null
      throw cause
    }
  }

  /** Loads it before it is needed: now, or when the page is idle. A failure is told when it is needed. */
  prepare(limit: LoadLimit, isForLater: boolean): void {
    const load = (): void => void this.get(limit).catch(() => {})
    if (this.#module !== null) return
    if (!isForLater) load()
    // Safari before 26 has no idle callbacks.
    else if (typeof requestIdleCallback === 'function') requestIdleCallback(load)
    else limit.clock.schedule(load, 1)
  }
}

/** Whether there is no network. A page of this machine needs none, and a service worker may have what it needs. */
function isCutOff(): boolean {
  const { navigator, location } = globalThis
  const isLocal = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|)$|\.localhost$/.test(location?.hostname ?? '')
  return !(navigator?.onLine ?? true) && !navigator.serviceWorker?.controller && !isLocal
}
