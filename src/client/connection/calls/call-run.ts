/**
 * One call with a connection of its own, from the pauses before a full queue to its end. Opening the connection is the
 * join, so a dropped connection is never opened again: that would be a second call. The call always gets its end.
 */
import { GradioStreamError, isGradioStreamError } from '../../errors.ts'
import { parseMessage } from '../../protocol/gradio-messages.ts'
import { triggerMembers } from '../../protocol/describe/trigger.ts'
import { randomId } from '../../kit/random-id.ts'
import { followAbort } from '../http/abort.ts'
import { ConnectionTracker } from '../stream/connection-tracker.ts'
import { idleConnection } from '../connection-state.ts'
import type { FollowCall } from './follow-call.ts'
import { lostForGood } from '../stream/follow-errors.ts'
import { followPatiently } from './follow-patiently.ts'
import type { Busy } from './follow-patiently.ts'
import { requestJson } from '../http/http.ts'
import type { HttpContext } from '../http/http.ts'
import { inlinePictures } from '../files/inline-pictures.ts'
import type { FollowerOptions } from '../stream/follower-port.ts'
import { streamLost } from '../stream/open-stream.ts'
import { connectionMessage } from '../stream/queue-message.ts'
import { signedOut, wantsSignIn } from '../http/login-required.ts'
import { postReset, toJson } from '../queue/queue-requests.ts'
import type { QueueCall } from '../queue/queue-requests.ts'
import type { QueueRunHandlers, QueueTicket } from '../queue/queue-run.ts'
import { silent, unanswered } from '../stream/read-stream.ts'
import { refuseFrames } from '../queue/refuse-frames.ts'
import { unreachable } from '../http/unreachable.ts'
import { watchCall } from './watch-call.ts'
import type { CallWatch } from './watch-call.ts'

/** What a call is made with. */
export interface CallSessionOptions extends Omit<FollowerOptions, 'http'> {
  readonly http: HttpContext
  readonly WebSocket: typeof WebSocket | undefined
  readonly follow: FollowCall
  /** How often a call is repeated at an app whose queue is full. @defaultValue 0 */
  readonly queueFullRetries?: number
}

/** After its last message an app closes the connection. One that does not is closed after this time. */
const DRAIN_MS = 2000

export class CallRun implements QueueTicket {
  readonly #call: QueueCall
  readonly #handlers: QueueRunHandlers
  readonly #options: CallSessionOptions
  readonly #stop = new AbortController()
  readonly #tracker: ConnectionTracker
  #hear: (wasAnswered: boolean) => void = () => {}
  /** Whether the app knows that its socket is closed. */
  readonly #heard = new Promise<boolean>((resolve) => (this.#hear = resolve))
  #eventId: string | null = null
  /** The app has the inputs. */
  #hasTurn = false
  #isJoined = false
  #isOver = false
  #wasOpened = false
  /** The error of the time limit that has passed. */
  #expired: GradioStreamError | null = null
  /** Set while it waits for a full queue. */
  #pausing: ReturnType<typeof followAbort> | null = null

  constructor(call: QueueCall, handlers: QueueRunHandlers, options: CallSessionOptions) {
    this.#call = call
    this.#handlers = handlers
    this.#options = options
    const idle = idleConnection(options.app.route)
    const first = options.app.protocol === 'ws' ? { ...idle, transport: 'websocket' as const } : idle
    this.#tracker = new ConnectionTracker(first, (connection) => handlers.onConnection(connection))
  }

  async follow(): Promise<void> {
    try {
      // One task later: the caller of `join` has no ticket yet.
      await Promise.resolve()
      const { app, http, random, queueFullRetries = 0 } = this.#options
      const busy = await followPatiently({
        clock: http.clock,
        random,
        retries: queueFullRetries,
        signal: this.#stop.signal,
        follow: (signal, onFull) => this.#followOnce(signal, onFull),
        pause: () => {
          this.#tracker.set({ readyState: 'idle' })
          this.#pausing = followAbort(this.#stop.signal)
          return this.#pausing.controller.signal
        },
        onWaiting: (waiting) => {
          if (waiting.nextRetryAt === null) this.#pausing?.release()
          this.#handlers.onWaiting?.(waiting)
        },
      })
      if (this.#isOver) return
      if (busy) this.#fail(stayedBusy(app.address, this.#call.endpoint.name, busy))
      else this.#fail(this.#expired ?? lostForGood(streamLost(app.apiUrl, 'was ended before the run was')))
    } catch (cause) {
      if (!this.#isOver) this.#fail(this.#readFailure(cause))
    }
  }

  /** Tries again now, not at the end of the pause. */
  retryNow(): void {
    this.#pausing?.controller.abort()
  }

  async #followOnce(signal: AbortSignal, onFull: () => void): Promise<void> {
    const { app, http, sessionHash, connect, maxMessageBytes, WebSocket, follow } = this.#options
    if (this.#isOver) return
    this.#wasOpened = false
    this.#tracker.set({ readyState: 'connecting' })
    const headers = await http.headers({ url: app.apiUrl, route: app.route })
    const data = toJson(this.#call.endpoint, await inlinePictures(http, app, this.#call))
    const watch = this.#watch()
    try {
      await follow({
        apiUrl: app.apiUrl,
        fnIndex: this.#call.endpoint.fnIndex,
        sessionHash,
        data,
        eventData: toJson(this.#call.endpoint, triggerMembers(this.#call.trigger).event_data),
        headers,
        fetch: http.fetch,
        credentials: http.credentials,
        connect,
        WebSocket,
        maxMessageBytes,
        signal,
        post: (url, body) => this.#handIn(url, body),
        onOpen: () => {
          this.#wasOpened = true
          watch.opened()
          this.#tracker.set({ readyState: 'open' })
        },
        onActivity: () => watch.touch(),
        onFull,
        onTurn: (eventId) => this.#takeTurn(eventId),
        onLeft: (wasAnswered) => this.#hear(wasAnswered),
        onMessage: (text) => this.#receive(text),
      })
    } finally {
      watch.stop()
    }
  }

  async cancel(): Promise<Awaited<ReturnType<QueueTicket['cancel']>>> {
    const { app, http } = this.#options
    const { endpoint } = this.#call
    if (this.#isOver) return 'over'
    // The app has no inputs yet: without its connection the call is gone.
    if (!this.#hasTurn) return this.#leaveAs('stopped')
    const answer = this.#eventId === null ? false : await postReset(http, app, this.#eventId).catch(() => null)
    if (this.#isOver) return 'over'
    this.leave()
    if (answer) return 'stopped'
    // A generator stops at its next step when its connection is gone. A plain function cannot be stopped on any
    // version.
    if (!endpoint.isGenerator) return 'runs-on'
    // While the network is silent, only this side knows that the connection is closed.
    const isHeard = app.protocol === 'ws' ? await this.#heard : answer !== null
    return isHeard ? 'stopped' : 'unreached'
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

  /** A generator stops with its connection. No request can stop a plain function. */
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

  /**
   * Called at the first message, which shows that the app took the call, and again when Gradio names it. Gradio 3 never
   * names it.
   */
  #join(eventId: string | null): void {
    if (this.#isOver || (this.#isJoined && eventId === null)) return
    this.#isJoined = true
    this.#handlers.onJoined(eventId ?? randomId())
  }

  #receive(text: string): void {
    if (this.#isOver) return
    const reading = parseMessage(text)
    const message = { reading, id: '', text }
    if (connectionMessage(message)) return
    this.#join(null)
    this.#handlers.onMessage(message)
  }

  async #handIn(url: string, body: string): Promise<void> {
    const { app, http } = this.#options
    const answer = await requestJson(http, { url, route: app.route, body, signal: this.#stop.signal })
    if (answer.status === 200) return
    throw wantsSignIn(answer) ? signedOut(app.address, answer, 'run') : refused(app.address, this.#call, answer.status, answer.seen)
  }

  /** Gradio 3 sends no heartbeats, so silence means nothing there. */
  #watch(): CallWatch {
    const { app, http, inactivityTimeoutMs, connectTimeoutMs = null } = this.#options
    const url = app.apiUrl
    return watchCall({
      clock: http.clock,
      connectMs: connectTimeoutMs,
      idleMs: app.protocol === 'ws' ? null : inactivityTimeoutMs,
      onQuiet: () => this.#tracker.set({ readyState: 'stalled' }),
      onSound: () => this.#tracker.set({ readyState: 'open' }),
      onExpired: (limit) => {
        this.#expired = lostForGood(
          limit === 'idle' ? silent(url, inactivityTimeoutMs) : unanswered(url, connectTimeoutMs ?? inactivityTimeoutMs),
        )
        this.#stop.abort()
      },
    })
  }

  #readFailure(cause: unknown): GradioStreamError {
    const { app } = this.#options
    if (!isGradioStreamError(cause))
      return refused(app.address, this.#call, undefined, cause instanceof Error ? cause.message : String(cause))
    // Opening the connection is the join.
    if (isGradioStreamError(cause, 'login-required')) {
      const { status = 401, url = app.apiUrl, seen = '' } = cause.details
      return signedOut(app.address, { url, status, seen, value: undefined, isSignInPage: status !== 401 }, 'run')
    }
    if (isGradioStreamError(cause, 'connection-refused')) {
      const { status, seen } = cause.details
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

function stayedBusy(address: string, endpoint: string, { reason, delayMs }: Busy): GradioStreamError<'queue-full'> {
  const isFull = reason === 'queue-full'
  return new GradioStreamError('queue-full', {
    message: `${isFull ? `The queue of ${address} is full` : `${address} takes no more requests for now`}, so ${endpoint} was not taken.`,
    hint: 'Try again in a moment; the values are kept.',
    details: { endpoint, ...(isFull ? {} : { status: 429 }), ...(delayMs > 0 ? { retryAfterMs: delayMs } : {}) },
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
