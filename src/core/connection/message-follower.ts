/**
 * Keeps the messages of one session coming while somebody needs them: one stream, after a drop the next one
 * from where the last stopped, and polling where streams do not get through. Without `resume` (direct) a drop is
 * the end, since Gradio has forgotten the run. Every path ends in a message, a next attempt or `giveUp`.
 */
import { backoffDelayMs } from '../backoff.ts'
import { wait } from '../clock.ts'
import type { GradioStreamError } from '../errors.ts'
import type { AppDescription } from '../protocol/app-description.ts'
import { readMessage } from '../protocol/messages.ts'
import { LAST_EVENT_ID_PARAMETER } from '../protocol/relay.ts'
import { ConnectionTracker } from './connection-tracker.ts'
import { idleConnection } from './connection.ts'
import type { Connection, FallbackReason } from './connection.ts'
import type { Connect } from './connector.ts'
import { gaveUp, lostForGood, nothingPending } from './follow-errors.ts'
import type { HttpContext } from './http.ts'
import { toStreamError } from './open-stream.ts'
import { isTransientStatus, pollQueue } from './poll-queue.ts'
import type { QueueMessage } from './queue-message.ts'
import { connectionMessage } from './queue-message.ts'
import { readStream } from './read-stream.ts'
import type { StreamEnd } from './read-stream.ts'
import { SeenIds } from './seen-ids.ts'

/** Attempts in a row that brought nothing before polling takes over, or, direct, before a stream that never opened is given up. */
const FRUITLESS_LIMIT = 3
/** Attempts in a row, some five minutes, after which even a run that could be resumed is given up. */
const GIVE_UP_AFTER = 30
/** A server's own word on when to come back is obeyed up to here. */
const MAX_OBEYED_DELAY_MS = 300_000
/** Least time between two polls that brought nothing, for a server that does not hold them. */
const MIN_POLL_MS = 1000
/** A direct stream with nothing left to bring gets this long to end by itself, so that its connection can be used again. */
const DRAIN_MS = 2000
/** How long an app may take to notice that a stream was dropped, and to forget what it had pending (PROTOCOL §6). */
const DROP_NOTICED_MS = 500

export interface FollowerOptions {
  readonly app: AppDescription
  readonly sessionHash: string
  readonly http: HttpContext
  readonly connect: Connect
  readonly random: () => number
  readonly inactivityTimeoutMs: number
  /** False: poll from the start. */
  readonly sse: boolean
}

/** Who needs the messages. */
export interface FollowerHost {
  /** Whether a run waits for messages. */
  isNeeded(): boolean
  /** Takes a message; true when it was for one of its runs. */
  deliver(message: QueueMessage): boolean
  /** Nothing more will come. Afterwards `isNeeded` answers false. */
  giveUp(error: GradioStreamError): void
  onConnection(connection: Connection): void
}

export class MessageFollower {
  readonly #options: FollowerOptions
  readonly #host: FollowerHost
  readonly #seen = new SeenIds()
  readonly #tracker: ConnectionTracker
  #lastId = ''
  #retryMs = 0
  /** Attempts in a row that brought nothing; what is shown as `attempt` is 0 as soon as a heartbeat comes. */
  #fruitless = 0
  #emptyPolls = 0
  #hasDelivered = false
  #wasDropped = false
  #current = new AbortController()
  #pausing: AbortController | null = null
  #cancelDrain: (() => void) | null = null
  #following: Promise<void> | null = null

  constructor(options: FollowerOptions, host: FollowerHost) {
    this.#options = options
    this.#host = host
    this.#tracker = new ConnectionTracker(firstConnection(options), (connection) => host.onConnection(connection))
  }

  get connection(): Connection {
    return this.#tracker.connection
  }

  /** Nothing was read yet: what is attached now misses nothing. */
  get isUnread(): boolean {
    return this.#lastId === '' && !this.#hasDelivered
  }

  /** Resolves once the next stream is open, or there will be none. */
  get opened(): Promise<void> {
    return this.#following === null ? Promise.resolve() : this.#tracker.connected
  }

  /** Resolves when nothing is being read, and the app has had time to notice that. */
  get ended(): Promise<void> {
    return this.#following ?? Promise.resolve()
  }

  /** Somebody needs messages: begins, or goes on. */
  start(): void {
    this.#cancelDrain?.()
    if (this.#host.isNeeded()) this.#following ??= this.#follow()
  }

  /** Nobody needs messages any more, and the server knows: it may end the stream itself. */
  drain(): void {
    if (this.#options.app.capabilities.resume) return this.drop()
    this.#cancelDrain = this.#options.http.clock.schedule(() => this.drop(), DRAIN_MS)
  }

  /** Ends reading now. */
  drop(): void {
    this.#cancelDrain?.()
    this.#wasDropped = true
    this.#current.abort()
    this.#pausing?.abort()
  }

  /** Ends a pause between two attempts. */
  retryNow(): void {
    this.#pausing?.abort()
  }

  async #follow(): Promise<void> {
    this.#wasDropped = false
    while (this.#host.isNeeded()) {
      this.#current = new AbortController()
      const delayMs = this.#tracker.connection.transport === 'sse' ? await this.#stream() : await this.#poll()
      if (delayMs > 0 && this.#host.isNeeded()) await this.#pause(delayMs)
    }
    this.#cancelDrain?.()
    this.#tracker.set({ readyState: 'closed', attempt: 0, nextRetryAt: null })
    const { app, http } = this.#options
    if (this.#wasDropped && !app.capabilities.resume) await wait(http.clock, DROP_NOTICED_MS)
    this.#following = null
    this.start()
  }

  /** Reads one stream; the answer is how long to wait before the next attempt. */
  async #stream(): Promise<number> {
    const { app, http, connect, inactivityTimeoutMs } = this.#options
    this.#tracker.set({ readyState: this.#tracker.connection.attempt > 0 ? 'reconnecting' : 'connecting', nextRetryAt: null })
    const end = await readStream({
      url: this.#streamUrl(),
      route: app.route,
      http,
      connect,
      inactivityTimeoutMs,
      controller: this.#current,
      leavesAtClose: app.capabilities.resume,
      onOpen: () => this.#tracker.set({ readyState: 'open' }),
      onQuiet: () => this.#tracker.set({ readyState: 'stalled' }),
      onHeartbeat: () => this.#tracker.set({ attempt: 0 }),
      onMessage: (message) => this.#take(message),
      onRetry: (retryMs) => {
        this.#retryMs = Math.min(retryMs, MAX_OBEYED_DELAY_MS)
      },
    })
    if (end === null || !this.#host.isNeeded()) return 0
    return app.capabilities.resume ? this.#afterRelayStream(end) : this.#afterDirectStream(end)
  }

  #afterRelayStream(end: StreamEnd): number {
    const { polling } = this.#options.app.capabilities
    const isRefused = end.error.code === 'connection-refused' && !isTransientStatus(end.error.details.status)
    // Opened and never a byte: something on the way holds the stream back, and will hold back the next one.
    const isHeldBack = end.wasSilent && end.wasOpened && !end.hasSpoken && !this.#hasDelivered
    if (end.wasFruitful) this.#fruitless = 0
    if (polling && (isRefused || isHeldBack || this.#fruitless + 1 >= FRUITLESS_LIMIT)) {
      this.#fallBack({ code: end.error.code, message: end.error.message })
      return 0
    }
    if (isRefused || end.error.code === 'stream-invalid') return this.#giveUp(end.error)
    return this.#plan(end.error)
  }

  #afterDirectStream({ error, wasOpened, wasSilent }: StreamEnd): number {
    const isLost = error.code === 'connection-lost'
    const canWait = isLost ? !wasOpened && !wasSilent : error.code === 'connection-refused' && isTransientStatus(error.details.status)
    // Messages wait for a stream that has not been opened yet (PROTOCOL §2); once it was, they are gone with it.
    if (canWait && this.#fruitless + 1 < FRUITLESS_LIMIT) return this.#plan(error)
    return this.#giveUp(isLost ? lostForGood(error) : error)
  }

  /** Asks once; the answer is how long to wait before asking again. */
  async #poll(): Promise<number> {
    const { app, http, sessionHash } = this.#options
    const controller = this.#current
    const startedAt = http.clock.now()
    this.#tracker.set({ readyState: this.#tracker.connection.attempt > 0 ? 'reconnecting' : 'polling', nextRetryAt: null })
    try {
      const { messages, next, done } = await pollQueue(http, app, sessionHash, this.#lastId, controller.signal)
      this.#fruitless = 0
      this.#tracker.set({ readyState: 'polling', attempt: 0 })
      for (const { id, message } of messages) {
        const reading = readMessage(message)
        this.#take({
          reading,
          id,
          get text() {
            return JSON.stringify(message)
          },
        })
      }
      this.#lastId = next
      if (messages.length > 0) this.#emptyPolls = 0
      else if (done) return this.#afterEmptyPoll()
      return messages.length === 0 && http.clock.now() - startedAt < MIN_POLL_MS ? MIN_POLL_MS : 0
    } catch (cause) {
      if (controller.signal.aborted) return 0
      const error = toStreamError(app.apiUrl, cause)
      const isTransient =
        error.code === 'relay-unreachable' ||
        error.code === 'connection-lost' ||
        (error.code === 'connection-refused' && isTransientStatus(error.details.status))
      return isTransient ? this.#plan(error) : this.#giveUp(error)
    }
  }

  /** The relay says that nothing is pending. It may have said so before the join; said three times it has lost the run. */
  #afterEmptyPoll(): number {
    this.#emptyPolls += 1
    if (this.#emptyPolls < FRUITLESS_LIMIT) return MIN_POLL_MS
    return this.#giveUp(nothingPending(this.#options.app.apiUrl))
  }

  #take(message: QueueMessage): boolean {
    const { resume, polling } = this.#options.app.capabilities
    if (message.id !== '' && (resume || polling)) {
      this.#lastId = message.id
      // A message of no run has no id of its own, and shows the stream's last one.
      if (message.reading.eventId !== null && !this.#seen.add(message.id)) return false
    }
    // The session is gone at the server, and its ids with it: what joins it next is read from the start.
    if (message.reading.kind === 'message' && message.reading.message.msg === 'unexpected_error') this.#lastId = ''
    if (connectionMessage(message) || !this.#host.deliver(message)) return false
    this.#hasDelivered = true
    this.#fruitless = 0
    // Asked first: making a change that changes nothing costs as much as the message does.
    if (this.#tracker.connection.attempt > 0) this.#tracker.set({ attempt: 0 })
    return true
  }

  #plan(error: GradioStreamError): number {
    this.#fruitless += 1
    const attempt = this.#fruitless
    if (attempt > GIVE_UP_AFTER) return this.#giveUp(gaveUp(error, attempt))
    const asked = 'retryAfterMs' in error.details ? (error.details.retryAfterMs ?? 0) : 0
    const floorMs = Math.min(Math.max(asked, this.#retryMs), MAX_OBEYED_DELAY_MS)
    const delayMs = Math.max(floorMs, backoffDelayMs(attempt, { random: this.#options.random }))
    this.#tracker.set({ readyState: 'reconnecting', attempt, nextRetryAt: this.#options.http.clock.now() + delayMs })
    return delayMs
  }

  #fallBack(fallbackReason: FallbackReason): void {
    this.#fruitless = 0
    this.#tracker.set({ readyState: 'polling', transport: 'polling', attempt: 0, nextRetryAt: null, fallbackReason })
  }

  #giveUp(error: GradioStreamError): 0 {
    this.#lastId = ''
    this.#host.giveUp(error)
    return 0
  }

  async #pause(delayMs: number): Promise<void> {
    this.#pausing = new AbortController()
    await wait(this.#options.http.clock, delayMs, this.#pausing.signal)
    this.#pausing = null
  }

  #streamUrl(): string {
    const { app, sessionHash } = this.#options
    const query = new URLSearchParams({ session_hash: sessionHash })
    if (app.capabilities.resume) query.set(LAST_EVENT_ID_PARAMETER, this.#lastId)
    return `${app.apiUrl}/queue/data?${query}`
  }
}

function firstConnection({ app, sse }: FollowerOptions): Connection {
  const idle = idleConnection(app.route)
  if (sse && app.supportsSSE) return idle
  const message = sse ? 'The relay asks its clients to poll.' : 'Streams are switched off in this client (sse: false).'
  return { ...idle, transport: 'polling', fallbackReason: { code: 'sse-disabled', message } }
}
