/**
 * The port behind which webhooks wait for their next attempt. What several relays share is given to one of them at a
 * time, and to another if that one gives no sign of life.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'

/** What waits under a name. */
export interface OutboxEntry {
  readonly id: string
  /** Opaque. */
  readonly text: string
}

/** Every method may reject; a call may be repeated. */
export interface Outbox {
  /** Several relays see the same entries, and they outlive each of them. */
  readonly isShared: boolean
  /** It is known that nothing waits in it. */
  readonly isEmpty: boolean
  /** Keeps an entry, or replaces one of this id. It is due after `delayMs`. */
  put(entry: OutboxEntry, delayMs: number): Promise<void>
  /** The same, unless the entry was removed meanwhile. */
  update(entry: OutboxEntry, delayMs: number): Promise<void>
  /** Entries that are due, the oldest first. Each is due again after `leaseMs`, for whoever asks then. */
  take(most: number, leaseMs: number): Promise<readonly OutboxEntry[]>
  remove(id: string): Promise<void>
}

/** Entries in the memory of one relay; they end with its process. */
export class MemoryOutbox implements Outbox {
  readonly isShared = false
  readonly #clock: Clock
  readonly #entries = new Map<string, { readonly text: string; readonly dueAt: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0
  }

  async put({ id, text }: OutboxEntry, delayMs: number): Promise<void> {
    this.#entries.set(id, { text, dueAt: this.#clock.now() + delayMs })
  }

  async update(entry: OutboxEntry, delayMs: number): Promise<void> {
    if (this.#entries.has(entry.id)) await this.put(entry, delayMs)
  }

  async take(most: number, leaseMs: number): Promise<readonly OutboxEntry[]> {
    const now = this.#clock.now()
    const due = [...this.#entries].filter(([, { dueAt }]) => dueAt <= now).toSorted(([, a], [, b]) => a.dueAt - b.dueAt)
    const taken = due.slice(0, most).map(([id, { text }]) => ({ id, text }))
    for (const entry of taken) await this.put(entry, leaseMs)
    return taken
  }

  async remove(id: string): Promise<void> {
    this.#entries.delete(id)
  }
}
