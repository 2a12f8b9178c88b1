/** The connector for Node, the relay and workers: `fetch` and eventsource-parser. */
import { createParser } from 'eventsource-parser'
import type { Connect } from './connector.ts'
import { MAX_HELD_LENGTH, openEventStream, streamTooLong, toStreamError } from './open-stream.ts'

/** Reads one SSE stream where there is no DOM. */
export const connectWithParser: Connect = async (request) => {
  const { url, signal } = request
  if (signal.aborted) return
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  const cancel = (): void => void reader?.cancel().catch(() => undefined)
  signal.addEventListener('abort', cancel, { once: true })
  let lastEventId = ''
  const parser = createParser({
    maxBufferSize: MAX_HELD_LENGTH,
    onId: (id) => {
      lastEventId = id
    },
    onEvent: ({ event, data }) => {
      // An empty data field makes an event for the parser and a comment for Gradio: nobody can read it as a message.
      if (data !== '' && !signal.aborted) request.onEvent({ lastEventId, type: event ?? 'message', data })
    },
    onRetry: (retryMs) => {
      if (!signal.aborted) request.onRetry(retryMs)
    },
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') throw streamTooLong(url)
    },
  })
  try {
    reader = (await openEventStream(request, signal)).getReader()
    request.onOpen()
    // The parser takes the BOM off itself, also one that arrives in pieces; a decoder that eats it as well would eat two.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    for (;;) {
      const { done, value } = await reader.read()
      if (done || signal.aborted) return
      request.onActivity()
      parser.feed(decoder.decode(value, { stream: true }))
    }
  } catch (cause) {
    if (signal.aborted) return
    cancel()
    throw toStreamError(url, cause)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
