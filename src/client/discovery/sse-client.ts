/**
 * The client of the first design: takes an endpoint's URL from `discoverSSE` (or any event stream) and passes on its
 * messages. It does not know runs and states. The React layer uses `GradioClient`.
 */
import { callListener } from '../kit/call-listener.ts'
import { callUrl } from './call-url.ts'
import type { CalledEndpoint } from './call-url.ts'
import type { Connection } from '../connection/connection-state.ts'
import { defaultConnect } from '../connection/stream/default-connect.ts'
import type { QueueMessage } from '../connection/stream/queue-message.ts'
import type { QueueTicket } from '../connection/queue/queue-run.ts'
import { openSession } from '../connection/queue/open-session.ts'
import { missingTransport } from '../connection/queue/transport-check.ts'
import { requireProtocol } from '../connection/require-protocol.ts'
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import { EventStreamSource } from './event-stream-source.ts'
import { resolveClientOptions } from '../client-options.ts'
import type { GradioClientOptions, ResolvedOptions } from '../client-options.ts'
import type { AppDescription, EndpointDescription } from '../protocol/describe/app-description.ts'
import { parseExact } from '../protocol/exact-json.ts'
import { takeFiles } from '../protocol/values/given-files.ts'
import { toParameterValues } from '../protocol/values/inputs.ts'
import { toAppValues } from '../protocol/values/level-values.ts'
import { toWireData } from '../protocol/values/wire-data.ts'
import { randomId } from '../kit/random-id.ts'
import { sessionOptions } from '../sessions/session-options.ts'

/** `data` is the message parsed as JSON, or its text if it is not JSON; `event` is what `EventSource` would give. */
export type SSEMessageListener = (data: unknown, event: MessageEvent) => void
/** Called with every error, and with queue messages that are not JSON, after which reading goes on. */
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

  /** Throws `address-invalid` for anything but an http(s) URL, `options-invalid` for a wrong option. */
  constructor(url: string | undefined, options?: GradioClientOptions) {
    this.#options = resolveClientOptions(options)
    this.#url = readUrl(url)
  }

  /**
   * Calls back for every message. Returns the function that unsubscribes. For a queue: the run's own messages without
   * heartbeats.
   */
  onMessage(listener: SSEMessageListener): () => void {
    this.#messageListeners.add(listener)
    return () => void this.#messageListeners.delete(listener)
  }

  /** Calls back for every error, also one that `connect` rejects with. Returns the function that unsubscribes. */
  onError(listener: SSEErrorListener): () => void {
    this.#errorListeners.add(listener)
    return () => void this.#errorListeners.delete(listener)
  }

  /**
   * For an endpoint's URL: joins the queue with these inputs and defaults, and reads until the run ends. Any other URL
   * is read to its end, once. Resolves when messages begin, with an object that has `EventSource`'s interface; rejects
   * with a `GradioStreamError`. Each call is a separate run or stream.
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

  /** Closes every stream of this client. At a relay the run goes on; an app drops it. */
  close(): void {
    for (const source of this.#open) source.close()
  }

  async #run({ app, endpoint }: CalledEndpoint, inputs?: readonly unknown[] | Readonly<Record<string, unknown>>): Promise<EventSource> {
    requireProtocol(app, this.#options)
    const missing = missingTransport(app, this.#options.sse)
    if (missing) throw missing
    const values = await this.#sendFiles(app, endpoint, toParameterValues(endpoint, inputs, app.infoFailure))
    const call = { endpoint, data: toWireData(endpoint, toAppValues(endpoint, values, app)) }
    // `connect` tells its caller that the app is busy, who may try again.
    const session = await openSession({ app, sessionHash: randomId(), ...sessionOptions(this.#options), queueFullRetries: 0 })
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

  /** The values with their files uploaded. `close` does not reach the uploads, since there is no source yet. */
  async #sendFiles(app: AppDescription, endpoint: EndpointDescription, given: readonly unknown[]): Promise<readonly unknown[]> {
    const { values, files } = takeFiles(endpoint, given, app)
    if (files.length === 0) return values
    const { upload, inactivityTimeoutMs } = this.#options
    const { signal } = new AbortController()
    const job = { app, endpoint, values, files, signal, onProgress: () => undefined }
    const { Uploads } = await import('../connection/files/uploads.ts')
    return new Uploads({ http: this.#options, upload, inactivityTimeoutMs }).send(job)
  }

  #read(): Promise<EventSource> {
    const { fetch, headers, credentials, connect } = this.#options
    const controller = new AbortController()
    return new Promise((resolve, reject) => {
      const source = this.#source(() => controller.abort())
      const read = async (): Promise<void> => {
        const ownHeaders = await headers({ url: this.#url, route: 'direct' })
        await (connect ?? defaultConnect)({
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
    // One task later, so that listeners added right after `await connect()` miss nothing.
    this.#options.clock.schedule(() => source.release(), 0)
  }

  #handOver({ reading, id, text }: QueueMessage, source: EventStreamSource): void {
    if (reading.kind === 'invalid') this.#tellError(reading.error)
    this.#message(source, 'message', text, id)
  }

  #message(source: EventStreamSource, type: string, text: string, lastEventId: string): void {
    if (source.readyState === source.CLOSED) return
    const event = new MessageEvent(type, { data: text, lastEventId, origin: new URL(this.#url).origin })
    for (const listener of this.#messageListeners) callListener(() => listener(parse(text), event))
    source.message(event)
  }

  #end(source: EventStreamSource, error?: GradioStreamError): void {
    this.#open.delete(source)
    if (error) this.#tellError(error)
    source.ended(error !== undefined)
  }

  #tellError(error: GradioStreamError): void {
    for (const listener of this.#errorListeners) callListener(() => listener(error))
  }
}

/** After these the queue sends nothing more about a run. */
function isLast({ reading }: QueueMessage): boolean {
  if (reading.kind === 'invalid') return reading.msg === 'process_completed'
  return reading.kind === 'message' && (reading.msg === 'process_completed' || reading.msg === 'unexpected_error')
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

function parse(text: string): unknown {
  try {
    return parseExact(text)
  } catch {
    return text
  }
}

function unexpected(url: string, cause: unknown): GradioStreamError<'connection-lost'> {
  const words = cause instanceof Error ? cause.message : String(cause)
  return new GradioStreamError('connection-lost', { message: `Reading ${url} failed: ${words}`, details: { url }, cause })
}
