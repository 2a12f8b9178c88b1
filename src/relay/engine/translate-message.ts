/**
 * Turns one message of the app into what the log keeps. Ids become the relay's, file addresses lead to the relay, and
 * everything else stays as it was written (`1.0` stays `1.0`).
 */
import { withoutNaN } from '@gradio-stream/client/internal/protocol/exact-json'
import { readMembers, writeMembers } from '@gradio-stream/client/internal/protocol/json-text'
import { cancelledFrame, failedFrame } from './frames.ts'
import type { UpgradeMessage } from './upgrade-message.ts'

/** The ids and addresses of a run on both sides. */
export interface Translation {
  readonly runId: string
  readonly upstreamEventId: string
  /** Rewrites file addresses in JSON text. */
  rewriteUrls(text: string): string
  /** For an app of an older protocol: turns its messages into those of `sse_v3`. */
  readonly upgrade?: UpgradeMessage | null
}

/** `ignored`: not for the log. `closed`: the app says that its stream has ended. */
export type TranslatedMessage =
  | { readonly kind: 'ignored' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'message'; readonly text: string; readonly starts: boolean; readonly ends: boolean }

const FULL = { code: 'queue-full', message: "The app's queue is full." }
/** How many characters of a message that is not JSON are kept. */
const UNREADABLE_LENGTH = 2_000

export function translateMessage(received: string, translation: Translation): TranslatedMessage {
  const read = parseObject(received)
  // Python may write NaN, which is not JSON. Gradio's clients would stop there.
  const data = read ? received : withoutNaN(received)
  const message = read ?? parseObject(data)
  const members = message && readMembers(data)
  // Kept as a JSON string: a client counts it as an unreadable message and goes on.
  if (!message || !members) return logged(JSON.stringify(data.slice(0, UNREADABLE_LENGTH)))
  const { msg, event_id: eventId } = message
  if (msg === 'heartbeat') return { kind: 'ignored' }
  if (msg === 'close_stream') return { kind: 'closed' }
  if (typeof eventId === 'string' && eventId !== translation.upstreamEventId) return { kind: 'ignored' }
  if (msg === 'queue_full') return logged(failedFrame(translation.runId, FULL), { ends: true })
  if (msg === 'unexpected_error') return logged(lostSession(message, translation.runId), { ends: true })
  if (msg === 'process_completed' && isCancelled(message)) return logged(cancelledFrame(translation.runId), { ends: true })
  members.set('event_id', JSON.stringify(translation.runId))
  translation.upgrade?.(msg, members)
  const text = translation.rewriteUrls(writeMembers(members))
  return logged(text, { starts: msg === 'process_starts', ends: msg === 'process_completed' })
}

function logged(text: string, { starts = false, ends = false } = {}): TranslatedMessage {
  // In valid JSON a line break is white space between tokens. It would end a line of the event stream.
  return { kind: 'message', text: /[\r\n]/.test(text) ? text.replaceAll(/[\r\n]+/g, ' ') : text, starts, ends }
}

/** Gradio's frame for a cancelled run: a success without data. */
function isCancelled({ success, output }: Readonly<Record<string, unknown>>): boolean {
  if (success !== true) return false
  return typeof output !== 'object' || output === null || !('data' in output) || !Array.isArray(output.data)
}

function lostSession(message: Readonly<Record<string, unknown>>, runId: string): string {
  const words = typeof message.message === 'string' ? message.message.slice(0, UNREADABLE_LENGTH) : ''
  const isUnknown = message.session_not_found === true || words.startsWith('404')
  if (isUnknown) return failedFrame(runId, { code: 'session-unknown', message: 'The app no longer knows the session of this run.' })
  return failedFrame(runId, { code: 'run-failed', message: words || 'The app ended the run without saying why.' })
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    // An object that came from JSON has string keys.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
