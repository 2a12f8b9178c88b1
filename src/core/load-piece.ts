/**
 * A part of this library that is loaded when it is first needed. A page may be offline by then, or older than what its server has now, so
 * a load has a limit of time, ends in a typed error, and is tried again by whoever asks next.
 */
import type { Clock } from './clock.ts'
import { GradioStreamError } from './errors.ts'
import { faultOf, isCutOff, requestsFor } from './failed-import.ts'
import type { LoadFault } from './failed-import.ts'

/** How long to wait for it, and by which clock. */
export interface LoadLimit {
  readonly clock: Clock
  readonly limitMs: number
}

/** What a part of this library fails to load with. */
export type PieceError = GradioStreamError<'load-failed'> | GradioStreamError<'reload-needed'>

const listeners = new Set<(error: PieceError) => void>()

/**
 * Calls back whenever a part of this library could not be loaded, also ahead of need: a page can tell its visitors then that there is a newer
 * version of it. The answer ends that. Of all parts, wherever they are drawn; pages built with Vite get `vite:preloadError` as well.
 */
export function onPieceError(listener: (error: PieceError) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export class Piece<Module> {
  readonly #name: string
  readonly #load: () => Promise<Module>
  #loading: Promise<Module> | null = null
  #module: Module | null = null

  /** `name` goes on from "The part of this library that …". */
  constructor(name: string, load: () => Promise<Module>) {
    this.#name = name
    this.#load = load
  }

  /** The module where it is there already. */
  get now(): Module | null {
    return this.#module
  }

  /** Loads it, once for all who ask. Rejects with a {@link PieceError}. */
  get({ clock, limitMs }: LoadLimit): Promise<Module> {
    if (this.#module !== null) return Promise.resolve(this.#module)
    const loading = (this.#loading ??= this.#begin())
    return new Promise((resolve, reject) => {
      const cancelTimer = clock.schedule(() => {
        const error = this.#failure(`it did not come within ${limitMs / 1000} s`)
        // What hangs is asked for anew by the next, as what failed is; of those who waited together one is told of.
        if (this.#loading === loading) {
          this.#loading = null
          tell(error)
        }
        reject(error)
      }, limitMs)
      loading.then(resolve, reject).finally(cancelTimer)
    })
  }

  /** Loads it ahead of need, and `then` what it needs in its turn; a failure is the affair of whoever needs it. */
  prefetch(then: (module: Module) => void = () => {}): void {
    this.#loading ??= this.#begin()
    this.#loading.then(then).catch(() => undefined)
  }

  #begin(): Promise<Module> {
    const loading = this.#ask().then(
      (module) => {
        this.#module = module
        return module
      },
      (cause: unknown) => {
        if (this.#loading === loading) this.#loading = null
        throw cause
      },
    )
    // `#ask` rejects with nothing else.
    loading.catch((cause: unknown) => tell(cause as PieceError))
    return loading
  }

  async #ask(): Promise<Module> {
    // Browsers that remember what failed would remember this.
    if (isCutOff()) throw this.#failure('the browser is offline', 'offline')
    let before: readonly unknown[]
    try {
      return await this.#import()
    } catch (cause) {
      before = requestsFor(cause)
    }
    try {
      // At once: where the browser asks again this may heal it, and otherwise it tells that it does not.
      return await this.#import()
    } catch (cause) {
      throw this.#failure(words(cause), faultOf(cause, before), cause)
    }
  }

  async #import(): Promise<Module> {
    const module = await this.#load()
    // Vite's pages get nothing where somebody has prevented the default of `vite:preloadError`.
    if (module === undefined) throw new Error('nothing came')
    return module
  }

  #failure(seen: string, fault: LoadFault = 'unknown', cause?: unknown): PieceError {
    const message = `The part of this library that ${this.#name} could not be loaded: ${seen}.`
    if (fault === 'gone' || fault === 'remembered') {
      const details = { seen, isGone: fault === 'gone' }
      return new GradioStreamError('reload-needed', { message, hint: 'Reload the page.', details, cause })
    }
    return new GradioStreamError('load-failed', {
      message,
      hint: 'Check the network and try again; if it repeats, reload the page: it may be older than what its server has now.',
      details: { seen, isOffline: fault === 'offline' },
      cause,
    })
  }
}

function tell(error: PieceError): void {
  for (const listener of listeners) {
    try {
      listener(error)
    } catch (thrown) {
      // An uncaught error of its own, as in a run's store.
      queueMicrotask(() => {
        throw thrown
      })
    }
  }
}

function words(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/[.\s]+$/, '')
}
