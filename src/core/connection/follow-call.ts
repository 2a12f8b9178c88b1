/**
 * One call over a connection of its own, as Gradio 3 and 4.0 to 4.8 have them: open, wait, hand in the inputs when the app
 * asks for them, listen to the end. Used by the client and by the relay; texts stay texts, so that `1.0` stays `1.0`.
 */
import type { Connect } from './connector.ts'

/** One call to follow. */
export interface CallRequest {
  /** Absolute URL of the app's routes, without a trailing slash. */
  readonly apiUrl: string
  readonly fnIndex: number
  readonly sessionHash: string
  /** The inputs as the text of a JSON list, ready for when they are asked for: an app waits five seconds for them. */
  readonly data: string
  /** What called it, as the text of its `event_data`. @defaultValue `null`: a form did */
  readonly eventData?: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly fetch: typeof fetch
  readonly credentials: RequestCredentials
  readonly connect: Connect
  readonly WebSocket: typeof WebSocket | undefined
  /** Longest message that is taken. @defaultValue 256 MiB */
  readonly maxMessageBytes?: number | undefined
  /** Aborted: ends the connection, quietly. */
  readonly signal: AbortSignal
  /** Posts JSON to the app. Rejects with a typed error when it was not taken. */
  post(url: string, body: string): Promise<unknown>
  onOpen(): void
  /** Something arrived, of whatever kind. */
  onActivity(): void
  /** The inputs are asked for; with the call's id where the protocol has one. */
  onTurn(eventId: string | null): void
  /** The app's queue is full: nothing was begun, and the app ends the connection. */
  onFull(): void
  /** A message of the call, as it came. What concerns the hand-over alone is left out. */
  onMessage(text: string): void
}

/** Resolves when the app ended the connection cleanly, or the signal aborted. Rejects with `connection-refused` or `connection-lost`. */
export type FollowCall = (request: CallRequest) => Promise<void>

/** The `msg` of a message and its event id, without judging the rest; nulls for what is no message. */
export function peekMessage(text: string): { readonly msg: string | null; readonly eventId: string | null } {
  // The steps of a run are long and come by the thousand: they are read once, elsewhere.
  if (text.length > 500) return { msg: null, eventId: null }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return { msg: null, eventId: null }
    // Each field is checked before it counts.
    const { msg, event_id: eventId } = value as { msg?: unknown; event_id?: unknown }
    return { msg: typeof msg === 'string' ? msg : null, eventId: typeof eventId === 'string' ? eventId : null }
  } catch {
    return { msg: null, eventId: null }
  }
}
