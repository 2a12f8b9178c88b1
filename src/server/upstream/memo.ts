/** Answers kept for a while, at most so many; whoever asks while one is on its way gets the same. */
import type { Clock } from '../../core/clock.ts'

const MOST = 500

/** A small cache by text. */
export class Memo<Value> {
  readonly #clock: Clock
  readonly #kept = new Map<string, { readonly value: Promise<Value> | Value; until: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The kept value, or a new one, which is kept for as long as it says. A failure is not kept. */
  async get(key: string, make: () => Promise<Value>, ageMs: (value: Value) => number): Promise<Value> {
    const before = this.#kept.get(key)
    if (before && before.until > this.#clock.now()) return before.value
    const value = make()
    this.#set(key, value, Infinity)
    try {
      const made = await value
      this.set(key, made, ageMs(made))
      return made
    } catch (cause) {
      this.#kept.delete(key)
      throw cause
    }
  }

  /** What is kept now. */
  peek(key: string): Value | undefined {
    const kept = this.#kept.get(key)
    return kept && kept.until > this.#clock.now() && !(kept.value instanceof Promise) ? kept.value : undefined
  }

  set(key: string, value: Value, ageMs: number): void {
    this.#set(key, value, this.#clock.now() + ageMs)
  }

  #set(key: string, value: Promise<Value> | Value, until: number): void {
    this.#kept.delete(key)
    this.#kept.set(key, { value, until })
    const oldest = this.#kept.size > MOST ? this.#kept.keys().next().value : undefined
    if (oldest !== undefined) this.#kept.delete(oldest)
  }
}
