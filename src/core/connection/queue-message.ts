/** One message of a session, however it came, and the little the connection itself must know of it. */
import type { MessageReading } from '../protocol/messages.ts'

export interface QueueMessage {
  readonly reading: MessageReading
  /** The relay's id of this message, empty where there is none. */
  readonly id: string
  /** The JSON text as it came, or as it would have come in a stream; then it is made when asked for. */
  readonly text: string
}

/** `heartbeat` and `close_stream` speak of the connection and belong to no run; anything else may concern one. */
export function connectionMessage({ reading }: QueueMessage): 'heartbeat' | 'close_stream' | null {
  if (reading.kind !== 'message') return null
  const { msg } = reading.message
  return msg === 'heartbeat' || msg === 'close_stream' ? msg : null
}
