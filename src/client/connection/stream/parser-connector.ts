/** The connector for Node, the relay and workers: `fetch` and eventsource-parser. */
import { createParser } from 'eventsource-parser'
import { MAX_MESSAGE_BYTES } from './connector.ts'
import type { Connect } from './connector.ts'
import { openEventStream, streamTooLong, streamErrorFrom } from './open-stream.ts'

const LF = 10

/** Reads one SSE stream where there is no DOM. */
export const connectWithParser: Connect = async (request) => {
  const { url, signal, maxMessageBytes = MAX_MESSAGE_BYTES } = request
  if (signal.aborted) return
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  // A flag, since reading the signal for every event costs more than parsing the event.
  let isAborted = false
  const cancel = (): void => {
    isAborted = true
    reader?.cancel().catch(() => undefined)
  }
  signal.addEventListener('abort', cancel, { once: true })
  let lastEventId = ''
  const parser = createParser({
    maxBufferSize: maxMessageBytes,
    onId: (id) => {
      lastEventId = id
    },
    onEvent: ({ event, data }) => {
      // For the parser an empty data field is an event, for Gradio a comment: it is never a message.
      if (data !== '' && !isAborted) request.onEvent({ lastEventId, type: event ?? 'message', data })
    },
    onRetry: (retryMs) => {
      if (!signal.aborted) request.onRetry(retryMs)
    },
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') throw streamTooLong(url, maxMessageBytes)
    },
  })
  let isWithinLine = false

  /**
   * The parser joins a held line with the whole chunk that ends it. Given the end of the line alone, it copies no more
   * than the line.
   */
  function feed(text: string): void {
    if (text === '') return
    let end = isWithinLine ? text.indexOf('\n') + 1 : 0
    // Data and the blank line after it stay together: the parser has a fast path for them.
    if (end > 0 && text.charCodeAt(end) === LF) end += 1
    if (end > 0) parser.feed(text.slice(0, end))
    if (end < text.length) parser.feed(text.slice(end))
    isWithinLine = text.charCodeAt(text.length - 1) !== LF
  }

  try {
    reader = (await openEventStream(request, signal)).getReader()
    request.onOpen()
    // The parser removes the BOM itself, also in pieces. A decoder that removes it too would remove two.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    for (;;) {
      const { done, value } = await reader.read()
      if (done || signal.aborted) return
      request.onActivity()
      feed(decoder.decode(value, { stream: true }))
    }
  } catch (cause) {
    if (signal.aborted) return
    cancel()
    throw streamErrorFrom(url, cause)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
