/** Answers kept for a while, up to a maximum number. Concurrent callers share one request. */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { LRUCache } from 'lru-cache'

const MOST = 500

/** A cache by text key. */
export class Memo<Value> {
  readonly #kept: LRUCache<string, { readonly value: Value }>
  /** Requests without an answer yet. */
  readonly #asked = new Map<string, Promise<Value>>()

  constructor(clock: Clock) {
    this.#kept = new LRUCache({ max: MOST, ...ages(clock) })
  }

  /** The kept value, or a new one, which is kept for as long as `ageMs` says. A failure is not kept. */
  async get(key: string, make: () => Promise<Value>, ageMs: (value: Value) => number): Promise<Value> {
    const kept = this.#kept.get(key)
    if (kept) return kept.value
    const asked = this.#asked.get(key)
    if (asked) return asked
    const value = make()
    this.#asked.set(key, value)
    try {
      const made = await value
      this.set(key, made, ageMs(made))
      return made
    } finally {
      this.#asked.delete(key)
    }
  }

  /** The value that is kept now. */
  peek(key: string): Value | undefined {
    return this.#kept.peek(key)?.value
  }

  /** Keeps a value for `ageMs` milliseconds; 0: not at all; `Infinity`: until others push it out. */
  set(key: string, value: Value, ageMs: number): void {
    // An age of 0 is one without an end for the cache. What is too old stays in its memory until it is asked for.
    this.#kept.purgeStale()
    if (ageMs > 0) this.#kept.set(key, { value }, { ttl: ageMs === Infinity ? 0 : ageMs })
  }
}

/** Options by which an `LRUCache` takes its time from a clock, without a timer of its own. */
export function ages(clock: Clock): { readonly perf: Clock; readonly ttlResolution: number; readonly ttl: number } {
  return { perf: clock, ttlResolution: 0, ttl: 0 }
}
