/** The join the relay makes at the app, and how a refusal of the app looks to the client. */
import { isGradioStreamError } from '../../core/errors.ts'
import { readMembers, writeMembers } from '../../core/protocol/json-text.ts'
import type { AppSource, ConnectedApp, UpstreamText } from './app-source.ts'
import { statusOfError } from './error-status.ts'

/** A refusal as HTTP answer, and as the end of a run whose join was answered already. */
export interface Refusal {
  readonly status: number
  /** JSON text. */
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** Error code of the library, for the log. */
  readonly code: string
  /** What the app said, in words. */
  readonly message: string
  /** The app was asked and nobody knows whether it began: it must not be asked again for the same run. */
  readonly mayHaveBegun?: boolean
}

export type JoinResult = { readonly kind: 'joined'; readonly eventId: string } | { readonly kind: 'refused'; readonly refusal: Refusal }

const MAX_ANSWER_BYTES = 256 * 1024
const MAX_TEXT_LENGTH = 2_000

/** Joins with the client's own body, in which only the session differs. Rejects only with what nobody foresaw. */
export async function joinApp(
  apps: AppSource,
  app: ConnectedApp,
  members: ReadonlyMap<string, string>,
  session: string,
): Promise<JoinResult> {
  const body = writeMembers(new Map(members).set('session_hash', JSON.stringify(session)))
  const headers = { 'content-type': 'application/json' }
  try {
    const answer = await apps.requestText(app, `${app.apiUrl}/queue/join`, { method: 'POST', headers, body, maxBytes: MAX_ANSWER_BYTES })
    if (answer.status !== 200) return { kind: 'refused', refusal: appRefusal(answer) }
    const eventId = parse(readMembers(answer.text)?.get('event_id'))
    if (typeof eventId === 'string' && eventId !== '') return { kind: 'joined', eventId }
    const refusal = relayRefusal(502, 'app-not-gradio', 'The app took the call without naming it; it does not answer as Gradio does.')
    return { kind: 'refused', refusal: { ...refusal, mayHaveBegun: true } }
  } catch (error) {
    if (!isGradioStreamError(error)) throw error
    return { kind: 'refused', refusal: { ...errorRefusal(error), mayHaveBegun: true } }
  }
}

/** A refusal of the relay's own. */
export function relayRefusal(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): Refusal {
  return { status, body: JSON.stringify({ detail: message, code, message }), headers, code, message }
}

/** What an error on the way to the app is for the client: in words, without a stack or an address. */
export function errorRefusal(error: unknown): Refusal {
  if (!isGradioStreamError(error)) return relayRefusal(500, 'join-refused', 'The relay failed on this call.')
  return relayRefusal(statusOfError(error.code), error.code, error.message)
}

/** The app's own answer where it is JSON; other texts only where they are short, not an error of the server, and no traceback. */
function appRefusal({ status, headers, text }: UpstreamText): Refusal {
  const code = status === 503 ? 'queue-full' : status === 401 ? 'login-required' : status === 422 ? 'input-invalid' : 'join-refused'
  const retryAfter = headers.get('retry-after')
  const passed: Record<string, string> = retryAfter === null ? {} : { 'retry-after': retryAfter }
  const short = `The app refused the call (${status}).`
  if (isUnfit(text)) return relayRefusal(shown(status), code, short, passed)
  const detail = readDetail(text)
  if (detail !== undefined) {
    return { status: shown(status), body: text, headers: passed, code, message: typeof detail === 'string' ? detail : short }
  }
  const isReadable = status < 500 && text !== '' && text.length <= MAX_TEXT_LENGTH && !text.trimStart().startsWith('<')
  return relayRefusal(shown(status), code, isReadable ? text : short, passed)
}

/** A redirect or another success is no refusal a client understands. */
function shown(status: number): number {
  return status < 400 ? 502 : status
}

function isUnfit(text: string): boolean {
  return text.includes('Traceback (most recent call last)')
}

/** `detail` (or `error`) of a JSON object; `undefined` for what is none. */
function readDetail(text: string): unknown {
  const value = parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  if ('detail' in value) return value.detail
  return 'error' in value ? value.error : null
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
