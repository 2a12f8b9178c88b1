/** Reads a body of unknown size. */
import { shownSize } from '@gradio-stream/client/internal/connection/http/shown-size'
import { GradioStreamError } from '@gradio-stream/client/internal/errors'

/** Text of a body, at most `maxBytes` long; `null` when it is longer. Nothing beyond the limit is read. */
export async function readUpTo(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<string | null> {
  if (body === null) return ''
  const decoder = new TextDecoder('utf-8', { ignoreBOM: false })
  const reader = body.getReader()
  const parts: string[] = []
  for (let size = 0; ;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      return null
    }
    parts.push(decoder.decode(value, { stream: true }))
  }
  parts.push(decoder.decode())
  return parts.join('')
}

/** Text of an app's answer. Throws `app-unreachable` when it breaks off or is too long. */
export async function readBoundedText(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<string> {
  let text: string | null = null
  let cause: unknown
  try {
    text = await readUpTo(body, maxBytes)
  } catch (error) {
    cause = error
  }
  if (text !== null) return text
  const hint = 'Try again; if it repeats, look at the app.'
  if (cause !== undefined) throw new GradioStreamError('app-unreachable', { message: "The app's answer broke off.", hint, cause })
  const seen = `more than ${shownSize(maxBytes)}`
  throw new GradioStreamError('app-unreachable', { message: `The app answered with ${seen}.`, hint, details: { seen } })
}

/** Leaves a body unread. It is not awaited, so that an endless body cannot delay an answer. */
export function discardBody(body: ReadableStream<Uint8Array> | null): void {
  void body?.cancel().catch(() => undefined)
}
