/** Event streams that are read at the client's pace, with headers that keep proxies from holding or changing them. */

import type { OpenStreams } from './open-streams.ts'

/** How often a silent stream says that it is alive. */
export const HEARTBEAT_INTERVAL_MS = 15_000
/** About how many characters of the log one chunk of a stream has. */
export const PAGE_LENGTH = 256 * 1024

/** Why the signal of a stream aborted whose client has left: nothing of it is read any more. */
export const READER_LEFT = 'The reader has left.'

/** `identity` turns off compression in proxies, which would collect messages before sending any. */
export const EVENT_STREAM_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'content-encoding': 'identity',
}

/**
 * Answers with the chunks that `write` yields, one per pull. Its signal aborts when the client goes away
 * ({@link READER_LEFT}), and when `streams` are ended: then it still yields what is there, and returns. `onClosed` is
 * called at the end, perhaps more than once.
 */
export function eventStreamAnswer(
  write: (signal: AbortSignal) => AsyncGenerator<string, void, void>,
  streams?: OpenStreams,
  onClosed?: () => void,
): Response {
  const over = new AbortController()
  const leave = streams?.add(() => over.abort())
  const close = (): void => {
    leave?.()
    onClosed?.()
  }
  let isGone = false
  const encoder = new TextEncoder()
  const chunks = write(over.signal)
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next().catch((error: unknown) => {
          close()
          throw error
        })
        if (done) close()
        if (isGone) return
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      async cancel() {
        isGone = true
        over.abort(READER_LEFT)
        close()
        await chunks.return()
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { headers: EVENT_STREAM_HEADERS })
}

/**
 * One event with its data on a single line, exactly as Gradio writes it. With an id for a reader that asked for ids.
 */
export function eventText(data: string, id?: string): string {
  return id === undefined ? `data: ${data}\n\n` : `id: ${id}\ndata: ${data}\n\n`
}
