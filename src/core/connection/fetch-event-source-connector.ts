/**
 * The connector for browsers: @microsoft/fetch-event-source, which needs `window` and `document`.
 * Its own retry is off (`onerror` throws) and it stays open on a hidden page.
 */
import { fetchEventSource } from '@microsoft/fetch-event-source'
import { followAbort } from './abort.ts'
import { MAX_MESSAGE_BYTES } from './connector.ts'
import type { Connect } from './connector.ts'
import { openEventStream, toStreamError } from './open-stream.ts'
import { wholeLines } from './whole-lines.ts'

/** Reads one SSE stream in a browser. */
export const connectWithFetchEventSource: Connect = async (request) => {
  const { url, signal, maxMessageBytes = MAX_MESSAGE_BYTES } = request
  if (signal.aborted) return
  // The library never takes its listener off the signal it is given, so each stream gets a signal of its own.
  const { controller, release } = followAbort(signal)
  let idOfStream: () => string = () => ''
  let lastEventId = ''
  try {
    await fetchEventSource(url, {
      signal: controller.signal,
      headers: {},
      openWhenHidden: true,
      fetch: async (_input, init) => {
        // `id` in its events cannot tell "none" from "empty", which resets the id; the headers it keeps for a retry can.
        const headers = init?.headers as Record<string, string>
        idOfStream = () => headers['last-event-id'] ?? ''
        const body = await openEventStream(request, controller.signal)
        const onBytes = (): void => void (signal.aborted || request.onActivity())
        return new Response(wholeLines(body, { url, signal: controller.signal, maxMessageBytes, onBytes }))
      },
      onopen: async () => {
        if (!signal.aborted) request.onOpen()
      },
      onmessage: ({ event, data, retry }) => {
        if (signal.aborted) return
        // The standard ignores an id with NUL in it and a negative delay; the library does not.
        if (!idOfStream().includes('\0')) lastEventId = idOfStream()
        if (retry !== undefined && retry >= 0) request.onRetry(retry)
        // It makes an event of every blank line, comments included.
        if (data !== '') request.onEvent({ lastEventId, type: event || 'message', data })
      },
      onerror: (cause) => {
        throw cause
      },
    })
  } catch (cause) {
    if (!signal.aborted) throw toStreamError(url, cause)
  } finally {
    release()
    controller.abort()
  }
}
