/** One message of a session, from a stream or a poll, and what the connection itself needs to know about it. */
import type { MessageReading } from '../../protocol/gradio-messages.ts'

export interface QueueMessage {
  readonly reading: MessageReading
  /** The relay's id of this message; empty without one. */
  readonly id: string
  /** The JSON text as it came. For a poll it is made on demand, as a stream would have sent it. */
  readonly text: string
}

/** `heartbeat` and `close_stream` concern the connection and belong to no run. Any other message may concern one. */
export function connectionMessage({ reading }: QueueMessage): 'heartbeat' | 'close_stream' | null {
  if (reading.kind !== 'message') return null
  const { msg } = reading
  return msg === 'heartbeat' || msg === 'close_stream' ? msg : null
}
