/**
 * The first design's client: takes an endpoint's URL from `discoverSSE` (or any event stream), hands over its messages as
 * they come, and knows nothing of runs and states. `GradioClient` is what the React layer stands on.
 */
import { callUrl } from './call-url.ts'
import type { CalledEndpoint } from './call-url.ts'
import type { Connection } from './connection/connection.ts'
import type { QueueMessage } from './connection/queue-message.ts'
import type { QueueTicket } from './connection/queue-run.ts'
import { defaultConnect } from './connection/default-connect.ts'
import { missingTransport } from './connection/missing-transport.ts'
import { requireProtocol } from './connection/runnable.ts'
import { GradioStreamError, isGradioStreamError } from './errors.ts'
import { EventStreamSource } from './event-stream-source.ts'
import { resolveOptions } from './options.ts'
import type { GradioClientOptions, ResolvedOptions } from './options.ts'
import type { AppDescription, EndpointDescription } from './protocol/app-description.ts'
import { findFiles } from './protocol/files.ts'
import { Piece } from './load-piece.ts'
import { toParameterValues } from './protocol/inputs.ts'

/** What puts a call into a queue: loaded with the first endpoint that is connected to. */
export const callPiece = new Piece('runs endpoints', () => import('./open-call.ts'))

/** `data` is the message read as JSON, or its text where it is none; `event` is as `EventSource` would give it. */
export type SSEMessageListener = (data: unknown, event: MessageEvent) => void
/** Told of what breaks, and of messages of a queue that are not JSON, after which reading goes on. */
export type SSEErrorListener = (error: GradioStreamError) => void

/**
 * Reads one event stream.
 * @example
 * const client = new SSEClient(discovery.endpoints[0])
 * client.onMessage((data) => { console.log('Update:', data) })
 * await client.connect()
 */
export class SSEClient {
  readonly #url: string
  readonly #options: ResolvedOptions
  readonly #messageListeners = new Set<SSEMessageListener>()
  readonly #errorListeners = new Set<SSEErrorListener>()
  readonly #open = new Set<EventStreamSource>()

  /** Throws `address-invalid` for what is no http(s) URL, `options-invalid` for a wrong option. */
  constructor(url: string | undefined, options?: GradioClientOptions) {
    this.#options = resolveOptions(options)
    this.#url = readUrl(url)
  }

  /** Calls back for every message; the answer unsubscribes. Of a queue: the run's own messages, heartbeats left out. */
  onMessage(listener: SSEMessageListener): () => void {
    this.#messageListeners.add(listener)
    return () => void this.#messageListeners.delete(listener)
  }

  /** Calls back for every error, also one that `connect` rejects with; the answer unsubscribes. */
  onError(listener: SSEErrorListener): () => void {
    this.#errorListeners.add(listener)
    return () => void this.#errorListeners.delete(listener)
  }

  /**
   * An endpoint's URL: joins the queue with these inputs, defaults filled in, and reads until the run ends. Any other URL is
   * read to its end, once. Resolves when messages begin to come, with an object that has `EventSource`'s interface; rejects
   * with a `GradioStreamError`. Each call is a run, or a stream, of its own.
   */
  async connect(inputs?: readonly unknown[] | Readonly<Record<string, unknown>>): Promise<EventSource> {
    try {
      const called = await callUrl(this.#url, this.#options)
      return await (called ? this.#run(called, inputs) : this.#read())
    } catch (cause) {
      const error = isGradioStreamError(cause) ? cause : unexpected(this.#url, cause)
      this.#tellError(error)
      throw error
    }
  }

  /** Closes every stream of this client. A run behind one goes on at a relay, and is dropped by an app. */
  close(): void {
    for (const source of this.#open) source.close()
  }

  async #run({ app, endpoint }: CalledEndpoint, inputs?: readonly unknown[] | Readonly<Record<string, unknown>>): Promise<EventSource> {
    requireProtocol(app, this.#options)
    const missing = missingTransport(app, this.#options.sse)
    if (missing) throw missing
    const { clock, requestTimeoutMs: limitMs } = this.#options
    const { openCall } = await callPiece.get({ clock, limitMs })
    const values = await this.#sendFiles(app, endpoint, toParameterValues(endpoint, inputs))
    const { session, call } = await openCall(app, endpoint, values, this.#options)
    return new Promise((resolve, reject) => {
      const source = this.#source(() => ticket.leave())
      const ticket: QueueTicket = session.join(call, {
        onJoined: () => undefined,
        onConnection: (connection) => this.#follow(connection, source, resolve),
        onMessage: (message) => {
          this.#handOver(message, source)
          if (!isLast(message)) return
          ticket.finish()
          this.#end(source)
        },
        onFailed: (error) => {
          const isBefore = source.readyState === source.CONNECTING && this.#open.delete(source)
          if (isBefore) reject(error)
          else this.#end(source, error)
        },
      })
    })
  }

  /** The values with its files sent; `close` does not reach them, since there is no source yet. */
  async #sendFiles(app: AppDescription, endpoint: EndpointDescription, values: readonly unknown[]): Promise<readonly unknown[]> {
    const files = findFiles(endpoint, values)
    if (files.length === 0) return values
    const { upload, inactivityTimeoutMs } = this.#options
    const { signal } = new AbortController()
    const job = { app, endpoint, values, files, signal, onProgress: () => undefined }
    const { Uploads } = await import('./connection/uploads.ts')
    return new Uploads({ http: this.#options, upload, inactivityTimeoutMs }).send(job)
  }

  #read(): Promise<EventSource> {
    const { fetch, headers, credentials, connect = defaultConnect } = this.#options
    const controller = new AbortController()
    return new Promise((resolve, reject) => {
      const source = this.#source(() => controller.abort())
      const read = async (): Promise<void> => {
        const ownHeaders = await headers({ url: this.#url, route: 'direct' })
        await connect({
          url: this.#url,
          fetch,
          headers: ownHeaders,
          credentials,
          signal: controller.signal,
          onOpen: () => this.#opened(source, resolve),
          onActivity: () => undefined,
          onRetry: () => undefined,
          onEvent: ({ type, data, lastEventId }) => this.#message(source, type, data, lastEventId),
        })
      }
      read().then(
        () => this.#end(source),
        (cause: unknown) => {
          const error = isGradioStreamError(cause) ? cause : unexpected(this.#url, cause)
          if (source.readyState === source.CONNECTING) reject(error)
          else this.#end(source, error)
        },
      )
    })
  }

  #source(onClose: () => void): EventStreamSource {
    const source: EventStreamSource = new EventStreamSource(this.#url, this.#options.credentials === 'include', () => {
      this.#open.delete(source)
      onClose()
    })
    this.#open.add(source)
    return source
  }

  #follow({ readyState }: Connection, source: EventStreamSource, resolve: (source: EventSource) => void): void {
    if (readyState === 'open' || readyState === 'polling') this.#opened(source, resolve)
    if (readyState === 'reconnecting') source.reconnecting()
  }

  #opened(source: EventStreamSource, resolve: (source: EventSource) => void): void {
    source.opened()
    resolve(source.asEventSource())
    // A task later, so that listeners added right after `await connect()` miss nothing.
    this.#options.clock.schedule(() => source.release(), 0)
  }

  #handOver({ reading, id, text }: QueueMessage, source: EventStreamSource): void {
    if (reading.kind === 'invalid') this.#tellError(reading.error)
    this.#message(source, 'message', text, id)
  }

  #message(source: EventStreamSource, type: string, text: string, lastEventId: string): void {
    if (source.readyState === source.CLOSED) return
    const event = new MessageEvent(type, { data: text, lastEventId, origin: new URL(this.#url).origin })
    for (const listener of this.#messageListeners) guarded(() => listener(parse(text), event))
    source.message(event)
  }

  #end(source: EventStreamSource, error?: GradioStreamError): void {
    this.#open.delete(source)
    if (error) this.#tellError(error)
    source.ended(error !== undefined)
  }

  #tellError(error: GradioStreamError): void {
    for (const listener of this.#errorListeners) guarded(() => listener(error))
  }
}

/** After these a run's queue says nothing more of it. */
function isLast({ reading }: QueueMessage): boolean {
  if (reading.kind === 'invalid') return reading.msg === 'process_completed'
  return reading.kind === 'message' && (reading.message.msg === 'process_completed' || reading.message.msg === 'unexpected_error')
}

function readUrl(url: string | undefined): string {
  const text = url?.trim() ?? ''
  if (/^https?:/i.test(text) && URL.canParse(text)) return text
  // A stream on the page's own host may be given by its path.
  const page = globalThis.location?.href
  if (
    text !== '' &&
    page !== undefined &&
    /^https?:/.test(page) &&
    URL.canParse(text, page) &&
    /^https?:/.test(new URL(text, page).protocol)
  ) {
    return new URL(text, page).href
  }
  throw new GradioStreamError('address-invalid', {
    message:
      url === undefined
        ? 'SSEClient was given no URL: the app has no named endpoint.'
        : `SSEClient was given "${text.slice(0, 100)}", which is no http(s) URL.`,
    hint: 'Give it one of the endpoints that discoverSSE found, or the URL of an event stream.',
    details: { seen: text },
  })
}

/** A listener that throws is reported as an uncaught error; the stream and the other listeners go on. */
function guarded(call: () => void): void {
  try {
    call()
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function unexpected(url: string, cause: unknown): GradioStreamError<'connection-lost'> {
  const words = cause instanceof Error ? cause.message : String(cause)
  return new GradioStreamError('connection-lost', { message: `Reading ${url} failed: ${words}`, details: { url }, cause })
}
