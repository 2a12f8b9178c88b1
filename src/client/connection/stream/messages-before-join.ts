/**
 * Messages of runs whose join is not answered yet. On a shared stream they can come before the answer that names their
 * run. Kept only while a join is under way, and only up to a limit.
 */
import type { QueueMessage } from './queue-message.ts'

const MOST_RUNS = 50
const MOST_MESSAGES = 1000
/** Characters of all messages together. */
const MOST_LENGTH = 32 * 1024 * 1024

export class EarlyMessages {
  /** `null`: some of them are lost. */
  readonly #byEventId = new Map<string, QueueMessage[] | null>()
  #length = 0
  #hasLostRuns = false

  add(eventId: string, message: QueueMessage): void {
    const kept = this.#byEventId.get(eventId)
    if (kept === null) return
    if (kept === undefined && this.#byEventId.size >= MOST_RUNS) {
      this.#hasLostRuns = true
      return
    }
    this.#length += message.text.length
    const isTooMuch = this.#length > MOST_LENGTH || (kept?.length ?? 0) >= MOST_MESSAGES
    if (isTooMuch) this.#byEventId.set(eventId, null)
    else if (kept) kept.push(message)
    else this.#byEventId.set(eventId, [message])
  }

  /** The messages of the run, in order; `null` if there were too many and some are lost. */
  take(eventId: string): readonly QueueMessage[] | null {
    const kept = this.#byEventId.get(eventId)
    this.#byEventId.delete(eventId)
    for (const { text } of kept ?? []) this.#length -= text.length
    return kept === undefined ? (this.#hasLostRuns ? null : []) : kept
  }

  clear(): void {
    this.#byEventId.clear()
    this.#length = 0
    this.#hasLostRuns = false
  }
}
