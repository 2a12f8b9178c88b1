/**
 * `sse`, Gradio 4.0 to 4.8 (docs/gradio-protocol.md#13-gradio-40-to-421): `GET queue/join` is the stream, and `POST
 * queue/data` sends the inputs when it is the call's turn. The stream ends after the call.
 */
import { isGradioStreamError } from '../../errors.ts'
import type { FollowCall } from './follow-call.ts'
import { peekMessage } from './follow-call.ts'

/** Follows one call of the `sse` protocol. */
export const followSseCall: FollowCall = async (request) => {
  const { apiUrl, fnIndex, sessionHash, data, eventData = 'null', headers, fetch, credentials, connect, signal } = request
  const query = new URLSearchParams({ fn_index: String(fnIndex), session_hash: sessionHash })
  const stop = new AbortController()
  const onAbort = (): void => stop.abort()
  if (signal.aborted) return
  signal.addEventListener('abort', onAbort, { once: true })
  let hasTurn = false
  let refusal: { readonly cause: unknown } | null = null

  async function handIn(eventId: string): Promise<void> {
    const session = JSON.stringify(sessionHash)
    const body = `{"data":${data},"fn_index":${fnIndex},"session_hash":${session},"event_data":${eventData},"event_id":${JSON.stringify(eventId)}}`
    try {
      await request.post(`${apiUrl}/queue/data`, body)
    } catch (cause) {
      // A lost answer is not an error: if the app has the inputs the stream goes on, otherwise it ends after five
      // seconds.
      if (isGradioStreamError(cause, 'app-unreachable')) return
      // The app would wait for its inputs, then end the stream without a message.
      refusal = { cause }
      stop.abort()
    }
  }

  try {
    await connect({
      url: `${apiUrl}/queue/join?${query}`,
      fetch,
      headers,
      credentials,
      signal: stop.signal,
      maxMessageBytes: request.maxMessageBytes,
      onOpen: () => request.onOpen(),
      onActivity: () => request.onActivity(),
      onRetry: () => undefined,
      onEvent: (event) => {
        const { msg, eventId } = peekMessage(event.data)
        if (msg === 'queue_full' && !hasTurn) return request.onFull()
        if (msg !== 'send_data') return request.onMessage(event.data)
        if (eventId === null) return
        hasTurn = true
        request.onTurn(eventId)
        void handIn(eventId)
      },
    })
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
  // `handIn` sets it, which the compiler does not see.
  const refused = refusal as { readonly cause: unknown } | null
  if (refused && !signal.aborted) throw refused.cause
}
