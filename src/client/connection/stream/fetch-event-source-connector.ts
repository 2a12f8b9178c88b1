/**
 * The connector for browsers: @microsoft/fetch-event-source, which needs `window` and `document`. Its own retry is off
 * (`onerror` throws), and a hidden page keeps its stream.
 */
import { fetchEventSource } from '@microsoft/fetch-event-source'
import { followAbort } from '../http/abort.ts'
import { MAX_MESSAGE_BYTES } from './connector.ts'
import type { Connect } from './connector.ts'
import { withoutMark } from './line-feeds.ts'
import { openEventStream, streamErrorFrom } from './open-stream.ts'
import { wholeLines } from './whole-lines.ts'

/** Reads one SSE stream in a browser. */
export const connectWithFetchEventSource: Connect = async (request) => {
  const { url, signal, maxMessageBytes = MAX_MESSAGE_BYTES } = request
  if (signal.aborted) return
  // The library never removes its listener from the signal, so each stream gets a signal of its own.
  const { controller, release } = followAbort(signal)
  let idOfStream: () => string = () => ''
  let lastEventId = ''
  try {
    await fetchEventSource(url, {
      signal: controller.signal,
      headers: {},
      openWhenHidden: true,
      fetch: async (_input, init) => {
        // `id` in its events does not tell "none" from "empty", which resets the id. The headers that it keeps for a
        // retry do.
        const headers = init?.headers as Record<string, string>
        idOfStream = () => headers['last-event-id'] ?? ''
        const body = await openEventStream(request, controller.signal)
        const onBytes = (): void => void (signal.aborted || request.onActivity())
        return new Response(wholeLines(body, { url, signal: controller.signal, maxMessageBytes, onBytes }))
      },
      onopen: async () => {
        if (!signal.aborted) request.onOpen()
      },
      onmessage: ({ event, data: kept, retry }) => {
        if (signal.aborted) return
        // The standard ignores an id with NUL and a negative delay; the library does not.
        if (!idOfStream().includes('\0')) lastEventId = idOfStream()
        if (retry !== undefined && retry >= 0) request.onRetry(retry)
        // The library makes an event of every blank line, also after comments.
        const data = withoutMark(kept)
        if (data !== '') request.onEvent({ lastEventId, type: event || 'message', data })
      },
      onerror: (cause) => {
        throw cause
      },
    })
  } catch (cause) {
    if (!signal.aborted) throw streamErrorFrom(url, cause)
  } finally {
    release()
    controller.abort()
  }
}
