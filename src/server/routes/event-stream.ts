/** Event streams that are read at the client's pace, with the headers that keep proxies from holding or changing them. */

/** `identity` keeps compressing middle boxes away, which would collect messages before they send any. */
export const EVENT_STREAM_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'content-encoding': 'identity',
}

/** Answers with what `write` yields, one chunk per pull. Its signal aborts when the client goes away. */
export function eventStreamAnswer(write: (signal: AbortSignal) => AsyncGenerator<string, void, void>): Response {
  const gone = new AbortController()
  const encoder = new TextEncoder()
  const chunks = write(gone.signal)
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (gone.signal.aborted) return
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      async cancel() {
        gone.abort()
        await chunks.return()
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { headers: EVENT_STREAM_HEADERS })
}

/** One event with data on a single line, in exactly Gradio's form; with its id for a reader that asked for ids. */
export function eventText(data: string, id?: string): string {
  return id === undefined ? `data: ${data}\n\n` : `id: ${id}\ndata: ${data}\n\n`
}
