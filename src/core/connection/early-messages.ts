/**
 * Messages of runs whose join has not been answered yet: on a shared stream they can overtake the answer that
 * tells whose they are. Kept only while a join is under way, and only so many.
 */
import type { QueueMessage } from './queue-message.ts'

const MOST_RUNS = 50
const MOST_MESSAGES = 1000

export class EarlyMessages {
  readonly #byEventId = new Map<string, QueueMessage[]>()

  add(eventId: string, message: QueueMessage): void {
    const kept = this.#byEventId.get(eventId)
    // One more than is kept: it tells that there were too many.
    if (kept && kept.length <= MOST_MESSAGES) kept.push(message)
    else if (!kept && this.#byEventId.size < MOST_RUNS) this.#byEventId.set(eventId, [message])
  }

  /** What came for the run, in order; `null` when it was too much to keep, and some of it is lost. */
  take(eventId: string): readonly QueueMessage[] | null {
    const kept = this.#byEventId.get(eventId) ?? []
    this.#byEventId.delete(eventId)
    return kept.length > MOST_MESSAGES ? null : kept
  }

  clear(): void {
    this.#byEventId.clear()
  }
}
