/** Reading an answer that is not trusted: at most so many bytes, and the header that says when to come back. */
import { untilAborted } from './abort.ts'

/** The body as text; `isWhole` is false when there was more than `maxBytes`, and the rest is not read. */
export async function readText(response: Response, maxBytes: number, signal: AbortSignal): Promise<{ text: string; isWhole: boolean }> {
  if (!response.body) return { text: '', isWhole: true }
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  const parts: string[] = []
  let length = 0
  let isRead = false
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal)
      isRead = done
      if (done) return { text: parts.join('') + decoder.decode(), isWhole: true }
      length += value.byteLength
      parts.push(decoder.decode(value, { stream: true }))
      if (length > maxBytes) return { text: parts.join('').slice(0, maxBytes), isWhole: false }
    }
  } finally {
    // Chromium reports a request as aborted whose body is cancelled right at its end.
    if (!isRead) reader.cancel().catch(() => undefined)
  }
}

/** `Retry-After` in milliseconds from now, in either of its forms, else the `t` of a refusal's `RateLimit`; `undefined` when absent or unreadable. */
export function retryAfterMs(response: Response, now: number = Date.now()): number | undefined {
  const value = response.headers.get('retry-after')
  if (!value) {
    // On any other status it only says when the window ends.
    const seconds = response.status === 429 ? /;\s*t=(\d{1,9})/.exec(response.headers.get('ratelimit') ?? '')?.[1] : undefined
    return seconds === undefined ? undefined : Number(seconds) * 1000
  }
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}
