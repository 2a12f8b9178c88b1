/**
 * The port behind which an SSE stream is read. Two connectors implement it and pass one contract suite:
 * `fetch-event-source-connector.ts` in browsers, `parser-connector.ts` where there is no DOM.
 * A connector reads one stream to its end: it never retries, never parses JSON, never swallows an end.
 */

/** Longest message that is held unless it is set, in bytes or characters. A longer one ends the stream. */
export const MAX_MESSAGE_BYTES = 256 * 1024 * 1024

/** One dispatched event of the stream. */
export interface StreamEvent {
  /** The stream's last event id, empty when it never had one. */
  readonly lastEventId: string
  /** Event type; `message` when the stream does not name one. */
  readonly type: string
  readonly data: string
}

export interface ConnectRequest {
  readonly url: string
  readonly fetch: typeof fetch
  readonly headers: Readonly<Record<string, string>>
  readonly credentials: RequestCredentials
  readonly signal: AbortSignal
  /** Longest message that is held, in bytes (characters where they are counted); a longer one ends the stream. @defaultValue 256 MiB */
  readonly maxMessageBytes?: number | undefined
  /** Called once, when the answer is an event stream. */
  onOpen(): void
  onEvent(event: StreamEvent): void
  /** Bytes arrived, of whatever kind: the stream is alive. */
  onActivity(): void
  /** The stream's `retry:` field, in milliseconds. */
  onRetry(retryMs: number): void
}

/**
 * Resolves when the server ends the stream cleanly or the signal aborts. Rejects with a `GradioStreamError`:
 * `connection-refused` (status or content type, `details.status`), `connection-lost` (network or broken body),
 * `buffer-exceeded` (a message longer than `maxMessageBytes`).
 */
export type Connect = (request: ConnectRequest) => Promise<void>
