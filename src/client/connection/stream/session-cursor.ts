/**
 * The position in a session: the id to continue from, and the ids that were seen, so that no message is taken twice.
 */
import type { QueueMessage } from './queue-message.ts'
import { SeenIds } from './seen-ids.ts'

export class SessionCursor {
  readonly #seen = new SeenIds()
  #lastId = ''

  /** Pass it as `last_event_id` or `after`; empty: from the start. */
  get lastId(): string {
    return this.#lastId
  }

  /** Moves past a message. False: it was taken before. */
  take({ id, reading }: QueueMessage): boolean {
    if (id !== '') this.#lastId = id
    // A message without a run has no id of its own and shows the stream's last one.
    const isNew = id === '' || reading.eventId === null || this.#seen.add(id)
    // The session is gone at the server, with its ids: what joins next is read from the start.
    if (isNew && reading.kind === 'message' && reading.msg === 'unexpected_error') this.restart()
    return isNew
  }

  /** A poll reports where it ended. */
  moveTo(id: string): void {
    this.#lastId = id
  }

  restart(): void {
    this.#lastId = ''
  }
}
