/**
 * A response body that is written by events and read at the reader's pace. `finish` waits until everything written has
 * been read, so that an error comes after the messages before it.
 */

/** The writing side of one open body. */
export interface EventBody {
  readonly stream: ReadableStream<Uint8Array>
  /** Adds text; nothing happens after the end. */
  write(text: string): void
  /** Ends the body when everything has been read: cleanly, or by an error. */
  finish(how: 'end' | 'error'): void
}

/** Opens a body. `onGone` is called when the reader goes away before the end. */
export function openEventBody(onGone: () => void): EventBody {
  const encoder = new TextEncoder()
  const waiting: string[] = []
  let ending: 'end' | 'error' | null = null
  let isOver = false
  let wake: () => void = () => {}
  let controller: ReadableStreamDefaultController<Uint8Array>

  const stream = new ReadableStream<Uint8Array>(
    {
      start(opened) {
        controller = opened
      },
      async pull() {
        while (!isOver) {
          const text = waiting.shift()
          if (text !== undefined) return controller.enqueue(encoder.encode(text))
          if (ending !== null) return over(ending === 'error' ? brokenBody() : null)
          await new Promise<void>((resolve) => (wake = resolve))
        }
      },
      cancel() {
        if (isOver) return
        isOver = true
        wake()
        onGone()
      },
    },
    { highWaterMark: 0 },
  )

  function over(error: unknown): void {
    if (isOver) return
    isOver = true
    if (error === null) controller.close()
    else controller.error(error)
    wake()
  }

  return {
    stream,
    write(text) {
      if (isOver || ending !== null) return
      waiting.push(text)
      wake()
    },
    finish(how) {
      ending ??= how
      wake()
    },
  }
}

/** What `fetch` rejects with when a connection breaks: a TypeError in every runtime. */
export function brokenBody(): TypeError {
  return new TypeError('network error: the connection broke (scenario)')
}
