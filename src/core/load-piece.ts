/**
 * A part of this library that is loaded when it is first needed. A page may be offline by then, or older than what its server has now, so
 * a load has a limit of time, ends in a typed error, and is tried again by whoever asks next.
 */
import type { Clock } from './clock.ts'
import { GradioStreamError } from './errors.ts'

/** How long to wait for it, and by which clock. */
export interface LoadLimit {
  readonly clock: Clock
  readonly limitMs: number
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

  /** Loads it, once for all who ask. Rejects with `load-failed`. */
  get({ clock, limitMs }: LoadLimit): Promise<Module> {
    if (this.#module !== null) return Promise.resolve(this.#module)
    const loading = (this.#loading ??= this.#begin())
    return new Promise((resolve, reject) => {
      const cancelTimer = clock.schedule(() => {
        // What hangs is asked for anew by the next, as what failed is.
        if (this.#loading === loading) this.#loading = null
        reject(loadFailed(this.#name, `it did not come within ${limitMs / 1000} s`))
      }, limitMs)
      loading.then(resolve, (cause: unknown) => reject(loadFailed(this.#name, words(cause), cause))).finally(cancelTimer)
    })
  }

  /** Loads it ahead of need, and `then` what it needs in its turn; a failure is the affair of whoever needs it. */
  prefetch(then: (module: Module) => void = () => {}): void {
    this.#loading ??= this.#begin()
    this.#loading.then(then).catch(() => undefined)
  }

  #begin(): Promise<Module> {
    // Within a promise, so that a loader that throws at once fails like any other.
    const loading: Promise<Module> = new Promise<Module>((resolve) => resolve(this.#load())).then(
      (module) => {
        this.#module = module
        return module
      },
      (cause: unknown) => {
        if (this.#loading === loading) this.#loading = null
        throw cause
      },
    )
    return loading
  }
}

function loadFailed(name: string, seen: string, cause?: unknown): GradioStreamError<'load-failed'> {
  return new GradioStreamError('load-failed', {
    message: `The part of this library that ${name} could not be loaded: ${seen}.`,
    hint: 'Check the network and try again; if it repeats, reload the page: it may be older than what its server has now.',
    details: { seen },
    cause,
  })
}

function words(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/[.\s]+$/, '')
}
