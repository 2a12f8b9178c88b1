/**
 * Limits the streams per host: browsers open six connections to a host, and streams on all of them would block the next
 * join, cancel and upload. Further streams wait in order.
 */

export class StreamLimit {
  readonly #most: number
  readonly #hosts = new Map<string, { open: number; readonly waiting: Set<() => void> }>()

  /** `most`: at least 1; `Infinity` for no limit. */
  constructor(most: number) {
    this.#most = most
  }

  /**
   * Resolves with the release of a place, to be called once, when one is free; with an empty function when the signal
   * aborts.
   */
  async take(host: string, signal: AbortSignal, onWait: () => void): Promise<() => void> {
    if (signal.aborted) return () => undefined
    const known = this.#hosts.get(host) ?? { open: 0, waiting: new Set() }
    this.#hosts.set(host, known)
    if (known.open < this.#most) known.open += 1
    else {
      onWait()
      if (!(await turn(known.waiting, signal))) return () => undefined
    }
    return () => this.#release(host)
  }

  /** Passes the place to the first in line, so that newcomers do not overtake. */
  #release(host: string): void {
    const known = this.#hosts.get(host)
    if (!known) return
    const [next] = known.waiting
    if (next) {
      known.waiting.delete(next)
      next()
      return
    }
    known.open -= 1
    if (known.open === 0) this.#hosts.delete(host)
  }
}

/** True: it got a place. False: the signal aborted first. */
function turn(waiting: Set<() => void>, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const go = (): void => {
      signal.removeEventListener('abort', leave)
      resolve(true)
    }
    const leave = (): void => {
      waiting.delete(go)
      resolve(false)
    }
    waiting.add(go)
    signal.addEventListener('abort', leave, { once: true })
  })
}
