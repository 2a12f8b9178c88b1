/** Reads an untrusted answer: a limited number of bytes, and the header with the time of the next attempt. */
import { untilAborted } from './abort.ts'

/** The body as text. `isWhole` is false when it was longer than `maxBytes`; the rest is not read. */
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
    // Chromium reports a request as aborted if its body is cancelled right at its end.
    if (!isRead) reader.cancel().catch(() => undefined)
  }
}

/**
 * `Retry-After` in milliseconds from now, in both of its forms, else the `t` of a refusal's `RateLimit`; `undefined` if
 * absent or unreadable.
 */
export function retryAfterMs(response: Pick<Response, 'status' | 'headers'>, now: number = Date.now()): number | undefined {
  const value = response.headers.get('retry-after')
  if (!value) {
    // With any other status it only says when the window ends.
    const seconds = response.status === 429 ? /;\s*t=(\d{1,9})/.exec(response.headers.get('ratelimit') ?? '')?.[1] : undefined
    return seconds === undefined ? undefined : Number(seconds) * 1000
  }
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** The value of a text in JSON; `undefined` for another text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
