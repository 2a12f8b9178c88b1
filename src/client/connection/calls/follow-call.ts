/**
 * One call with a connection of its own, as in Gradio 3 and 4.0 to 4.8: open, wait, send the inputs when the app asks
 * for them, read to the end. Client and relay use it. Texts stay texts, so that `1.0` stays `1.0`.
 */
import type { Connect } from '../stream/connector.ts'

/** One call to follow. */
export interface CallRequest {
  /** Absolute URL of the app's routes, without a trailing slash. */
  readonly apiUrl: string
  readonly fnIndex: number
  readonly sessionHash: string
  /** The inputs as the text of a JSON list. They must be ready: an app waits five seconds for them. */
  readonly data: string
  /** The call's `event_data`, as text. @defaultValue `null`: a form called it */
  readonly eventData?: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly fetch: typeof fetch
  readonly credentials: RequestCredentials
  readonly connect: Connect
  readonly WebSocket: typeof WebSocket | undefined
  /** Longest accepted message. @defaultValue 256 MiB */
  readonly maxMessageBytes?: number | undefined
  /** Ends the connection without an error when it aborts. */
  readonly signal: AbortSignal
  /** Posts JSON to the app. Rejects with a typed error when the app did not accept it. */
  post(url: string, body: string): Promise<unknown>
  onOpen(): void
  /** Something arrived, of any kind. */
  onActivity(): void
  /** The app asks for the inputs. The call's id, if the protocol has one. */
  onTurn(eventId: string | null): void
  /** The app's queue is full: nothing was begun, and the app ends the connection. */
  onFull(): void
  /**
   * Called after the signal: whether the app confirmed the end of the connection. Only for a WebSocket; not called
   * without an answer.
   */
  onLeft?(wasAnswered: boolean): void
  /** A message of the call, unchanged. Messages about the inputs are left out. */
  onMessage(text: string): void
}

/**
 * Resolves when the app ended the connection cleanly, or the signal aborted. Rejects with `connection-refused` or
 * `connection-lost`.
 */
export type FollowCall = (request: CallRequest) => Promise<void>

/** The `msg` of a message and its event id, without checking the rest; nulls if it is not a message. */
export function peekMessage(text: string): { readonly msg: string | null; readonly eventId: string | null } {
  // Messages with values are long and frequent: they are parsed once, elsewhere.
  if (text.length > 500) return { msg: null, eventId: null }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return { msg: null, eventId: null }
    // Each field is checked before its use.
    const { msg, event_id: eventId } = value as { msg?: unknown; event_id?: unknown }
    return { msg: typeof msg === 'string' ? msg : null, eventId: typeof eventId === 'string' ? eventId : null }
  } catch {
    return { msg: null, eventId: null }
  }
}
