/**
 * A bare client for the tests of the scenario engine: joins, and reads the session by stream or by polls. No retries of
 * its own.
 */
import { createParser } from 'eventsource-parser'

export interface Seen {
  id: string | null
  data: string
}

/** What the relay reads: it takes a body in no other type, so that no form of another site can send one. */
export const JSON_BODY = { 'content-type': 'application/json' }

/** Joins the queue of the app at `apiUrl` (with the prefix). */
export async function join(
  doFetch: typeof fetch,
  apiUrl: string,
  fnIndex: number,
  data: readonly unknown[],
  sessionHash: string,
): Promise<Response> {
  return doFetch(`${apiUrl}/queue/join`, {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ data, fn_index: fnIndex, session_hash: sessionHash, event_data: null, trigger_id: null }),
  })
}

/** Reads an event stream; stops after `limit` messages. How it ended: by itself, broken, or by the limit. */
export async function readStream(
  response: Response,
  limit = Infinity,
  onMessage: (seen: Seen) => void = () => {},
): Promise<{ seen: Seen[]; end: 'closed' | 'broken' | 'limit' }> {
  const seen: Seen[] = []
  const decoder = new TextDecoder()
  const parser = createParser({
    onEvent: ({ id, data }) => {
      const one = { id: id ?? null, data }
      seen.push(one)
      onMessage(one)
    },
  })
  const reader = response.body?.getReader()
  if (reader === undefined) throw new Error('The answer has no body.')
  try {
    while (seen.length < limit) {
      const { value, done } = await reader.read()
      if (done) return { seen, end: 'closed' }
      parser.feed(decoder.decode(value, { stream: true }))
    }
  } catch {
    return { seen, end: 'broken' }
  }
  await reader.cancel()
  return { seen, end: 'limit' }
}

/** The place of a message in the relay's log, from 1: its id is the name of the log and that number. */
export function placeOf(id: string | null): number {
  return Number(id?.split('-').at(-1))
}

/** Polls until the session says it is done; `onBatch` sees every answer. */
export async function pollAll(
  doFetch: typeof fetch,
  apiUrl: string,
  sessionHash: string,
  onBatch: () => void = () => {},
): Promise<unknown[]> {
  const messages: unknown[] = []
  let after = ''
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    try {
      const response = await doFetch(`${apiUrl}/queue/poll?session_hash=${sessionHash}&after=${after}&wait_ms=1000`)
      const batch = (await response.json()) as { messages: { id: string; message: unknown }[]; next: string; done: boolean }
      messages.push(...batch.messages.map(({ message }) => message))
      after = batch.next
      onBatch()
      if (batch.done && batch.messages.length === 0) return messages
    } catch {
      // A dropped poll: ask again from the same place.
    }
  }
  throw new Error('The session never said it was done.')
}

/** Messages of a stream as JSON where they are JSON; `close_stream` and heartbeats left out. */
export function runMessages(seen: readonly Seen[]): unknown[] {
  return seen.map(({ data }) => asJson(data)).filter((message) => !isOfConnection(message))
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function isOfConnection(message: unknown): boolean {
  return (
    typeof message === 'object' && message !== null && 'msg' in message && (message.msg === 'close_stream' || message.msg === 'heartbeat')
  )
}
