/**
 * The port that reads an SSE stream. Two connectors implement it and pass one contract suite:
 * `fetch-event-source-connector.ts` in browsers, `parser-connector.ts` without a DOM. A connector reads one stream to
 * its end. It never retries, never parses JSON and never hides an end.
 */

/** Longest message by default, in bytes or characters. A longer one ends the stream. */
export const MAX_MESSAGE_BYTES = 256 * 1024 * 1024

/** One dispatched event of the stream. */
export interface StreamEvent {
  /** The stream's last event id; empty if it never had one. */
  readonly lastEventId: string
  /** Event type; `message` when the stream does not name one. */
  readonly type: string
  readonly data: string
}

/** What a {@link Connect} gets: the address of a stream, and how to ask for it. */
export interface ConnectRequest {
  readonly url: string
  readonly fetch: typeof fetch
  readonly headers: Readonly<Record<string, string>>
  readonly credentials: RequestCredentials
  readonly signal: AbortSignal
  /**
   * Longest message, in bytes (or characters, where they are counted). A longer one ends the stream. @defaultValue 256
   * MiB
   */
  readonly maxMessageBytes?: number | undefined
  /** Called once, when the answer is an event stream. */
  onOpen(): void
  onEvent(event: StreamEvent): void
  /** Bytes arrived, of any kind: the stream is alive. */
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
