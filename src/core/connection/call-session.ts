/**
 * Runs of the protocols with a connection for each call: `sse` and Gradio 3's WebSocket. Opening the connection is the
 * join, so a dropped one is never opened again: that would be a second call. Every run is told its end.
 */
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import { parseMessage } from '../protocol/messages.ts'
import { randomId } from '../random-id.ts'
import { ConnectionTracker } from './connection-tracker.ts'
import { idleConnection } from './connection.ts'
import type { FollowCall } from './follow-call.ts'
import { lostForGood } from './follow-errors.ts'
import { requestJson } from './http.ts'
import type { HttpContext } from './http.ts'
import { inlinePictures } from './inline-pictures.ts'
import type { FollowerOptions } from './follower-port.ts'
import { streamLost } from './open-stream.ts'
import { connectionMessage } from './queue-message.ts'
import { loginRequired } from './login-required.ts'
import { postReset, toJson } from './queue-requests.ts'
import type { QueueCall } from './queue-requests.ts'
import type { QueueRunHandlers, QueueTicket } from './queue-run.ts'
import type { RunSession } from './run-session.ts'
import { silent } from './read-stream.ts'
import { watchSilence } from './silence-watchdog.ts'
import type { SilenceWatchdog } from './silence-watchdog.ts'
import { refuseFrames } from './stream-requests.ts'
import { unreachable } from './unreachable.ts'

/** Options of {@link CallSession}. */
export interface CallSessionOptions extends Omit<FollowerOptions, 'http'> {
  readonly http: HttpContext
  readonly WebSocket: typeof WebSocket | undefined
  readonly follow: FollowCall
}

/** After its last message an app closes the connection itself; one that does not is closed after this long. */
const DRAIN_MS = 2000

export class CallSession implements RunSession {
  readonly #options: CallSessionOptions
  readonly #open = new Set<Promise<void>>()

  constructor(options: CallSessionOptions) {
    this.#options = options
  }

  get sessionHash(): string {
    return this.#options.sessionHash
  }

  get ended(): Promise<void> {
    return Promise.all(this.#open).then(() => undefined)
  }

  join(call: QueueCall, handlers: QueueRunHandlers): QueueTicket {
    const run = new CallRun(call, handlers, this.#options)
    const followed = run.follow().finally(() => this.#open.delete(followed))
    this.#open.add(followed)
    return run
  }

  /** There is never a next attempt: a call that was dropped is over. */
  retryNow(): void {}
}

class CallRun implements QueueTicket {
  readonly #call: QueueCall
  readonly #handlers: QueueRunHandlers
  readonly #options: CallSessionOptions
  readonly #stop = new AbortController()
  readonly #tracker: ConnectionTracker
  #eventId: string | null = null
  /** The inputs are in the app's hands. */
  #hasTurn = false
  #isJoined = false
  #isOver = false
  #wasOpened = false
  #isSilent = false

  constructor(call: QueueCall, handlers: QueueRunHandlers, options: CallSessionOptions) {
    this.#call = call
    this.#handlers = handlers
    this.#options = options
    const idle = idleConnection(options.app.route)
    const first = options.app.protocol === 'ws' ? { ...idle, transport: 'websocket' as const } : idle
    this.#tracker = new ConnectionTracker(first, (connection) => handlers.onConnection(connection))
  }

  async follow(): Promise<void> {
    let watchdog: SilenceWatchdog | null = null
    try {
      // A task later: whoever joins has no ticket yet.
      await Promise.resolve()
      if (this.#isOver) return
      const { app, http, sessionHash, connect, WebSocket, follow } = this.#options
      this.#tracker.set({ readyState: 'connecting' })
      const headers = await http.headers({ url: app.apiUrl, route: app.route })
      const data = toJson(this.#call.endpoint, await inlinePictures(http, app, this.#call))
      watchdog = this.#watch()
      await follow({
        apiUrl: app.apiUrl,
        fnIndex: this.#call.endpoint.fnIndex,
        sessionHash,
        data,
        headers,
        fetch: http.fetch,
        credentials: http.credentials,
        connect,
        WebSocket,
        signal: this.#stop.signal,
        post: (url, body) => this.#handIn(url, body),
        onOpen: () => {
          this.#wasOpened = true
          watchdog?.touch()
          this.#tracker.set({ readyState: 'open' })
        },
        onActivity: () => watchdog?.touch(),
        onTurn: (eventId) => this.#takeTurn(eventId),
        onMessage: (text) => this.#receive(text),
      })
      if (!this.#isOver) this.#fail(this.#isSilent ? this.#silence() : lostForGood(streamLost(app.apiUrl, 'was ended before the run was')))
    } catch (cause) {
      if (!this.#isOver) this.#fail(this.#readFailure(cause))
    } finally {
      watchdog?.stop()
    }
  }

  async cancel(): Promise<Awaited<ReturnType<QueueTicket['cancel']>>> {
    const { app, http } = this.#options
    const { endpoint } = this.#call
    if (this.#isOver) return 'over'
    // The app has no inputs to run it with: without its connection the call is gone.
    if (!this.#hasTurn) return this.#leaveAs('stopped')
    const wasStopped = this.#eventId !== null && (await postReset(http, app, this.#eventId).catch(() => false))
    if (this.#isOver) return 'over'
    // A generator stops at its next step when its connection is gone; a plain function cannot be stopped on any version.
    return this.#leaveAs(wasStopped || endpoint.isGenerator ? 'stopped' : 'runs-on')
  }

  finish(): void {
    if (this.#isOver) return
    this.#end()
    const cancelTimer = this.#options.http.clock.schedule(() => this.#stop.abort(), DRAIN_MS)
    this.#stop.signal.addEventListener('abort', cancelTimer, { once: true })
  }

  leave(): void {
    this.#end()
    this.#stop.abort()
  }

  /** A generator stops with its connection; nothing that is sent can stop a plain function. */
  closePage(): void {
    this.leave()
  }

  sendFrame(): Promise<void> {
    return refuseFrames(this.#options.app, this.#call.endpoint)
  }

  closeInput(): Promise<void> {
    return refuseFrames(this.#options.app, this.#call.endpoint)
  }

  #leaveAs<Outcome>(outcome: Outcome): Outcome {
    this.leave()
    return outcome
  }

  #takeTurn(eventId: string | null): void {
    this.#hasTurn = true
    this.#eventId = eventId
    this.#join(eventId)
  }

  /** Told at the first message that the app took the call, and again when Gradio names it. Gradio 3 never does. */
  #join(eventId: string | null): void {
    if (this.#isOver || (this.#isJoined && eventId === null)) return
    this.#isJoined = true
    this.#handlers.onJoined(eventId ?? randomId())
  }

  #receive(text: string): void {
    if (this.#isOver) return
    const reading = parseMessage(text)
    const isFull = reading.kind === 'unrecognized' && reading.msg === 'queue_full'
    if (isFull) return this.#fail(queueFull(this.#options.app.address, this.#call.endpoint.name))
    const message = { reading, id: '', text }
    if (connectionMessage(message)) return
    this.#join(null)
    this.#handlers.onMessage(message)
  }

  async #handIn(url: string, body: string): Promise<void> {
    const { app, http } = this.#options
    const answer = await requestJson(http, { url, route: app.route, body, signal: this.#stop.signal })
    if (answer.status === 200) return
    throw answer.status === 401 ? loginRequired(app.address, answer) : refused(app.address, this.#call, answer.status, answer.seen)
  }

  /** Gradio 3 sends no heartbeats: there silence says nothing. */
  #watch(): SilenceWatchdog | null {
    const { app, http, inactivityTimeoutMs } = this.#options
    if (app.protocol === 'ws') return null
    return watchSilence({
      clock: http.clock,
      limitMs: inactivityTimeoutMs,
      onQuiet: () => this.#wasOpened && this.#tracker.set({ readyState: 'stalled' }),
      onSound: () => this.#tracker.set({ readyState: 'open' }),
      onSilent: () => {
        this.#isSilent = true
        this.#stop.abort()
      },
    })
  }

  #silence(): GradioStreamError {
    const { app, inactivityTimeoutMs } = this.#options
    return lostForGood(silent(app.apiUrl, inactivityTimeoutMs))
  }

  #readFailure(cause: unknown): GradioStreamError {
    const { app } = this.#options
    if (!isGradioStreamError(cause))
      return refused(app.address, this.#call, undefined, cause instanceof Error ? cause.message : String(cause))
    if (isGradioStreamError(cause, 'connection-refused')) {
      const { status, seen } = cause.details
      if (status === 401) return loginRequired(app.address, { url: cause.details.url ?? app.apiUrl, value: undefined })
      return status === 200 ? cause : refused(app.address, this.#call, status, seen)
    }
    if (!isGradioStreamError(cause, 'connection-lost')) return cause
    return this.#wasOpened ? lostForGood(cause) : unreachable(app.apiUrl, app.route, cause.cause ?? cause)
  }

  #fail(error: GradioStreamError): void {
    this.leave()
    this.#handlers.onFailed(error)
  }

  #end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#tracker.set({ readyState: 'closed' })
  }
}

function queueFull(address: string, endpoint: string): GradioStreamError<'queue-full'> {
  return new GradioStreamError('queue-full', {
    message: `The queue of ${address} is full, so ${endpoint} was not taken.`,
    hint: 'Try again in a moment; the values are kept.',
    details: { endpoint },
  })
}

function refused(
  address: string,
  { endpoint }: QueueCall,
  status: number | undefined,
  seen: string | undefined,
): GradioStreamError<'join-refused'> {
  return new GradioStreamError('join-refused', {
    message: `The app at ${address} did not take the run of ${endpoint.name}; it answered ${[status, seen].filter(Boolean).join(', ')}.`,
    hint: 'Try again; if it repeats, look at what the app itself reports.',
    details: { endpoint: endpoint.name, status, seen },
  })
}
