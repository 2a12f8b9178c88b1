/**
 * Keeps the messages of one session coming while a run needs them: one stream; after a drop the next one, from where
 * the last stopped; and polling if streams are blocked. Without `resume` (direct) a drop is the end, since Gradio has
 * forgotten the run. Every path ends in a message, a next attempt or `giveUp`.
 */
import { wait } from '../../kit/wait.ts'
import type { GradioStreamError } from '../../errors.ts'
import { ConnectionReport } from './connection-report.ts'
import type { Connection, FallbackReason } from '../connection-state.ts'
import { gaveUp, heldBack } from './follow-errors.ts'
import type { FollowerHost, FollowerOptions } from './follower-port.ts'
import { probeWhileSilent } from './held-back-probe.ts'
import { MessageIntake } from './message-intake.ts'
import { streamErrorFrom } from './open-stream.ts'
import { PageWatch } from '../page/watch-page.ts'
import { isTransientPoll } from './poll-queue.ts'
import type { QueueMessage } from './queue-message.ts'
import { QueuePoller } from './queue-poller.ts'
import { readStream, streamUrl } from './read-stream.ts'
import { RetryPlan } from '../http/retry-plan.ts'
import type { SilenceWatchdog } from './silence-watchdog.ts'
import { judgeStream } from './stream-verdict.ts'
import type { StreamVerdict } from './stream-verdict.ts'
import { TransportChoice } from './transport-choice.ts'

/** A direct stream without pending runs gets this long to end by itself, so that its connection can be reused. */
const DRAIN_MS = 2000
/**
 * How long an app may take to notice a dropped stream and to forget its pending runs
 * (docs/gradio-protocol.md#6-end-of-a-stream).
 */
const DROP_NOTICED_MS = 500

export class MessageFollower {
  readonly #options: FollowerOptions
  readonly #host: FollowerHost
  readonly #report: ConnectionReport
  readonly #intake: MessageIntake
  readonly #plan: RetryPlan
  readonly #poller: QueuePoller
  readonly #transport: TransportChoice
  readonly #page: PageWatch
  #wasDropped = false
  /** A stream was opened for the runs that are followed now. */
  #hasStreamed = false
  #current = new AbortController()
  #watchdog: SilenceWatchdog | null = null
  #cancelDrain: (() => void) | null = null
  #following: Promise<void> | null = null

  constructor(options: FollowerOptions, host: FollowerHost) {
    const { app, http, random, sessionHash, sse, lifecycle, maxMessageBytes } = options
    this.#options = options
    this.#host = host
    this.#plan = new RetryPlan(http.clock, random)
    this.#poller = new QueuePoller(http, app, sessionHash, maxMessageBytes)
    this.#transport = new TransportChoice(http.clock, app, sse)
    this.#report = new ConnectionReport(this.#transport, (connection) => host.onConnection(connection))
    this.#intake = new MessageIntake((message) => host.deliver(message))
    this.#page = new PageWatch(app.apiUrl, lifecycle, {
      offline: () => this.#doubtUntilOnline(),
      online: () => this.#verify(),
      thawed: () => this.#verify(),
      shown: () => this.#watchdog?.isQuiet && this.#verify(),
    })
  }

  get connection(): Connection {
    return this.#report.connection
  }

  /** Nothing was read yet: a run that is attached now misses nothing. */
  get isUnread(): boolean {
    return this.#intake.lastId === '' && !this.#intake.hasDelivered
  }

  /** Resolves once the next stream is open, or there will be none. */
  get opened(): Promise<void> {
    return this.#following === null ? Promise.resolve() : this.#report.connected
  }

  /** Resolves when nothing is being read and the app has had time to notice that. */
  get ended(): Promise<void> {
    return this.#following ?? Promise.resolve()
  }

  /** A run needs messages: starts or continues. */
  start(): void {
    this.#cancelDrain?.()
    if (this.#host.isNeeded()) this.#following ??= this.#follow()
  }

  /** No run needs messages any more, and the server knows: it may end the stream itself. */
  drain(): void {
    if (this.#options.app.capabilities.resume) return this.drop()
    this.#cancelDrain = this.#options.http.clock.schedule(() => this.drop(), DRAIN_MS)
  }

  /** Stops reading now. */
  drop(): void {
    this.#cancelDrain?.()
    this.#wasDropped = true
    this.#current.abort()
    this.#plan.now()
  }

  /** Ends a pause between two attempts. */
  retryNow(): void {
    this.#plan.now()
  }

  async #follow(): Promise<void> {
    this.#wasDropped = false
    this.#hasStreamed = false
    this.#page.begin()
    this.#transport.beginRun()
    this.#report.offline(this.#page.isOffline)
    while (this.#host.isNeeded()) {
      this.#current = new AbortController()
      const delayMs = this.#transport.next() === 'sse' ? await this.#stream() : await this.#poll()
      if (delayMs > 0 && this.#host.isNeeded()) await this.#plan.pause(delayMs, () => this.#page.isOffline)
    }
    this.#cancelDrain?.()
    this.#page.end()
    this.#report.closed()
    const { app, http } = this.#options
    if (this.#wasDropped && !app.capabilities.resume) await wait(http.clock, DROP_NOTICED_MS)
    this.#following = null
    this.start()
  }

  /** Reads one stream. Returns the wait before the next attempt. */
  async #stream(): Promise<number> {
    const { app, sessionHash, http, connect, inactivityTimeoutMs, connectTimeoutMs, maxMessageBytes } = this.#options
    const { clock } = http
    const startedAt = clock.now()
    this.#report.attempt('connecting')
    const probe = app.capabilities.polling ? probeWhileSilent(clock, (signal) => this.#peek(signal)) : null
    const isAgain = this.#hasStreamed
    this.#hasStreamed = true
    const end = await readStream({
      url: streamUrl(app, sessionHash, this.#intake.lastId, { rejoin: () => this.#host.rejoin(), isAgain }),
      route: app.route,
      http,
      connect,
      inactivityTimeoutMs,
      connectTimeoutMs: connectTimeoutMs ?? null,
      maxMessageBytes,
      controller: this.#current,
      leavesAtClose: app.capabilities.resume && app.route === 'relay',
      isExcused: () => !app.capabilities.resume && this.#page.isOffline,
      isNeeded: () => this.#host.isNeeded(),
      onWatch: (watchdog) => void (this.#watchdog = watchdog),
      onAwake: () => this.#verify(),
      onOpen: () => this.#report.stream('open'),
      onFirstSound: () => {
        probe?.stop()
        this.#transport.succeeded()
        this.#report.stream('open')
      },
      onQuiet: () => this.#report.stream('stalled'),
      onHeartbeat: () => this.#report.alive(),
      onMessage: (message) => this.#take(message),
      onRetry: (retryMs) => this.#plan.obey(retryMs),
    })
    probe?.stop()
    this.#watchdog = null
    if (end === null || !this.#host.isNeeded()) return 0
    if (end.wasOpened) this.#plan.lived(clock.now() - startedAt)
    const { fruitless, shortLives } = this.#plan
    const { isTrial } = this.#transport
    const { hasDelivered } = this.#intake
    if (end.wasFruitful) this.#plan.succeeded()
    return this.#conclude(judgeStream(end, { ...app.capabilities, isTrial, fruitless, shortLives, hasDelivered }))
  }

  #conclude(verdict: StreamVerdict): number {
    switch (verdict.kind) {
      case 'retry':
        return this.#planNext(verdict.error)
      case 'poll':
        this.#fallBack(verdict.reason)
        return 0
      case 'fail':
        return this.#giveUp(verdict.error)
      default:
        return verdict satisfies never
    }
  }

  /** Polls once. Returns the wait before the next poll. */
  async #poll(): Promise<number> {
    const { app } = this.#options
    const controller = this.#current
    this.#report.attempt('polling')
    try {
      const { page, pauseMs } = await this.#poller.ask(this.#intake.lastId, controller.signal)
      this.#plan.succeeded()
      this.#report.polled()
      this.#intake.takePage(page)
      return pauseMs
    } catch (cause) {
      if (controller.signal.aborted) return 0
      const error = streamErrorFrom(app.apiUrl, cause)
      return isTransientPoll(error) ? this.#planNext(error) : this.#giveUp(error)
    }
  }

  /** Polls while the stream is silent. If there are messages, takes them and leaves the stream. */
  async #peek(signal: AbortSignal): Promise<boolean> {
    const page = await this.#poller.peek(this.#intake.lastId, signal)
    if (signal.aborted || page.messages.length === 0) return false
    this.#fallBack(heldBack(this.#options.app.apiUrl))
    this.#intake.takePage(page)
    this.#current.abort()
    return true
  }

  #take(message: QueueMessage): boolean {
    if (!this.#intake.take(message)) return false
    this.#plan.succeeded()
    this.#report.alive()
    return true
  }

  #planNext(error: GradioStreamError): number {
    const next = this.#plan.next(error)
    if (next === null) return this.#giveUp(gaveUp(error, this.#plan.fruitless, this.#options.app.route))
    const { attempt, delayMs } = next
    this.#report.waiting(attempt, this.#page.isOffline ? null : this.#options.http.clock.now() + delayMs)
    return delayMs
  }

  #fallBack(reason: FallbackReason): void {
    this.#plan.reset()
    this.#transport.fallBack()
    this.#poller.fellBack(reason.code)
    this.#report.fellBack(reason)
  }

  #giveUp(error: GradioStreamError): 0 {
    this.#intake.restart()
    this.#host.giveUp(error)
    return 0
  }

  /** The page was frozen or hidden: an open stream may be dead without a sign. */
  #verify(): void {
    this.#report.offline(this.#page.isOffline)
    this.#plan.now()
    // Direct has only this stream: it may still speak.
    if (!this.#options.app.capabilities.resume) return this.#watchdog?.doubt()
    this.#report.again()
    this.#current.abort()
  }

  #doubtUntilOnline(): void {
    this.#report.offline(true)
    this.#watchdog?.doubt()
  }
}
