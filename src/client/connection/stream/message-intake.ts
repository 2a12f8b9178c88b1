/** Takes the messages of a session from streams and polls, each once, and tracks the position. */
import { writeExact } from '../../protocol/exact-json.ts'
import { readMessage } from '../../protocol/gradio-messages.ts'
import type { PollResponse } from '../../protocol/poll-response.ts'
import type { QueueMessage } from './queue-message.ts'
import { connectionMessage } from './queue-message.ts'
import { SessionCursor } from './session-cursor.ts'

export class MessageIntake {
  readonly #cursor = new SessionCursor()
  readonly #deliver: (message: QueueMessage) => boolean
  #hasDelivered = false

  /** `deliver` answers true for a message of a run. */
  constructor(deliver: (message: QueueMessage) => boolean) {
    this.#deliver = deliver
  }

  /** Pass it as `last_event_id` or `after`; empty: from the start. */
  get lastId(): string {
    return this.#cursor.lastId
  }

  /** Whether a message of a run ever came. */
  get hasDelivered(): boolean {
    return this.#hasDelivered
  }

  /** Takes one message. True when it belongs to a run and is new. */
  take(message: QueueMessage): boolean {
    if (!this.#cursor.take(message)) return false
    if (connectionMessage(message) || !this.#deliver(message)) return false
    this.#hasDelivered = true
    return true
  }

  /** Takes the answer to a poll. */
  takePage({ messages, next }: PollResponse): void {
    for (const { id, message } of messages) {
      const reading = readMessage(message)
      this.take({
        reading,
        id,
        get text() {
          return writeExact(message)
        },
      })
    }
    this.#cursor.moveTo(next)
  }

  /** The next messages are of another session, or of this one from its start. */
  restart(): void {
    this.#cursor.restart()
  }
}
