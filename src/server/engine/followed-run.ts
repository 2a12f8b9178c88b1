/**
 * One run between the app's stream and the log. It ends exactly once: by the app's own last message, by a
 * cancel, or by a reason of the relay's, so that no reader ever waits for a run nobody follows.
 */
import { backoffDelayMs } from '../../core/backoff.ts'
import { wait } from '../../core/wait.ts'
import type { Clock } from '../../core/clock.ts'
import type { Connect } from '../../core/connection/connector.ts'
import { watchSilence } from '../../core/connection/silence-watchdog.ts'
import { isGradioStreamError } from '../../core/errors.ts'
import { hasCancelRoute, hidesDrops } from '../../core/protocol/legacy.ts'
import type { RunLog, SessionKey } from '../log/run-log.ts'
import type { AppSource, ConnectedApp } from '../upstream/app-source.ts'
import { discardBody } from '../upstream/bounded-text.ts'
import { urlRewriter } from '../upstream/rewrite-urls.ts'
import { followAppCall, hasOwnConnections, LOST, silence } from './follow-app-call.ts'
import { cancelledFrame, failedFrame, waitingFrame } from './frames.ts'
import type { Failure } from './frames.ts'
import type { RunOrder } from './run-engine.ts'
import { translateMessage } from './translate-message.ts'
import type { Translation } from './translate-message.ts'
import { createUpgrade } from './upgrade-message.ts'

/** What following a run needs. */
export interface FollowOptions {
  readonly log: RunLog
  readonly apps: AppSource
  readonly connect: Connect
  readonly clock: Clock
  /** Longest silence on an app's stream, in milliseconds. */
  readonly inactivityTimeoutMs: number
  /** For apps of Gradio 3. */
  readonly WebSocket: typeof WebSocket | undefined
}

/** Opening may be tried again, since Gradio keeps messages until the first reader; reading on may not. */
const OPEN_ATTEMPTS = 3
/** Gradio closes a stream itself right after the last message; one that does not is closed after this long. */
const CLOSE_GRACE_MS = 1_000
const CANCEL_TIMEOUT_MS = 3_000
/** How long Gradio takes to notice a dropped stream and to forget its session's calls. */
const DROP_SETTLE_MS = 1_000

export class FollowedRun {
  readonly #order: RunOrder
  readonly #options: FollowOptions
  readonly #closing = new AbortController()
  #isStarted = false
  #isOpened = false
  #isEnded = false
  #isDropped = false
  /** Cancelled while it waited, where the app would run it all the same: told to stop as soon as it runs. */
  #stopsAtStart = false
  #app: ConnectedApp | null = null
  #upstreamEventId: string
  /** Appends one after another, in the order of arrival. */
  #written: Promise<void> = Promise.resolve()

  constructor(order: RunOrder, options: FollowOptions) {
    this.#order = order
    this.#options = options
    this.#upstreamEventId = order.upstreamEventId
  }

  get order(): RunOrder {
    return this.#order
  }

  get key(): SessionKey {
    return this.#order.key
  }

  /** Resolves when the end is in the log and the app's stream is closed. */
  async follow(): Promise<void> {
    try {
      await this.#readToEnd()
    } catch {
      await this.fail(LOST)
    } finally {
      this.#closing.abort()
    }
    await this.#written
    if (this.#isDropped) await wait(this.#options.clock, DROP_SETTLE_MS)
  }

  /**
   * A running function is told to stop. One that waits is not: on Gradio 4 and 5 a cancel would end its stream and
   * run it later all the same, while dropping the stream takes it out of the queue (measured).
   */
  async cancel(): Promise<void> {
    const app = this.#app
    if (app && !hasCancelRoute(app.version)) await this.#cancelOld(app)
    else if (this.#isStarted) {
      // The app then ends the stream itself. Dropping it would make Gradio forget the whole session a moment later,
      // and with it the next call of a session that is shared for its state.
      if (!this.#isEnded) await this.#tellApp()
      this.#end(cancelledFrame(this.#order.runId))
    } else {
      this.#end(cancelledFrame(this.#order.runId))
      this.#isDropped = true
      this.#closing.abort()
    }
    await this.#written
  }

  /** Before 4.31 there is only `reset`, which says nothing in the stream; a closed connection does the rest, where the app sees it (PROTOCOL §7, §13). */
  async #cancelOld(app: ConnectedApp): Promise<void> {
    const isGenerator = app.generatorFns.has(this.#order.fnIndex)
    if (!this.#isStarted && isGenerator && hidesDrops(app.version)) {
      this.#stopsAtStart = true
      this.#end(cancelledFrame(this.#order.runId))
      return
    }
    if (this.#isStarted && !this.#isEnded && this.#upstreamEventId !== '') await this.#tellApp()
    this.#end(cancelledFrame(this.#order.runId))
    this.#isDropped = true
    this.#closing.abort()
  }

  async fail(failure: Failure): Promise<void> {
    this.#end(failedFrame(this.#order.runId, failure))
    this.#closing.abort()
    await this.#written
  }

  async #readToEnd(): Promise<void> {
    const { apps, clock } = this.#options
    const app = await apps.connected(this.#order.key.app)
    this.#app = app
    const translation: Translation = {
      runId: this.#order.runId,
      upstreamEventId: this.#order.upstreamEventId,
      rewriteUrls: urlRewriter(app.addresses, app.apiUrl, this.#order.clientApiUrl),
      upgrade: createUpgrade(app.protocol, this.#order.clientApiUrl),
    }
    if (hasOwnConnections(app)) return this.#followCall(app, translation)
    for (let attempt = 1; !this.#closing.signal.aborted; attempt += 1) {
      const failure = await this.#readStream(app, translation)
      if (this.#isEnded) return
      const canOpenAgain = !this.#isOpened && failure.code === 'connection-lost' && attempt < OPEN_ATTEMPTS
      if (!canOpenAgain) return this.fail(failure)
      await wait(clock, backoffDelayMs(attempt), this.#closing.signal)
    }
  }

  #followCall(app: ConnectedApp, translation: Translation): Promise<void> {
    return followAppCall(this.#order, app, this.#options, {
      signal: this.#closing.signal,
      onTurn: (eventId) => {
        this.#upstreamEventId = eventId
      },
      onMessage: (text) => this.#receive(text, translation),
      onWaiting: () => this.#append(waitingFrame(this.#order.runId, null, null)),
      fail: (failure) => this.fail(failure),
    })
  }

  /** Reads one stream until it is over; says why, for the case that the run has not ended. */
  async #readStream(app: ConnectedApp, translation: Translation): Promise<Failure> {
    const { apps, clock, connect, inactivityTimeoutMs } = this.#options
    const stop = new AbortController()
    const onClosing = (): void => stop.abort()
    this.#closing.signal.addEventListener('abort', onClosing, { once: true })
    let isStalled = false
    const onSilent = (): void => {
      isStalled = true
      stop.abort()
    }
    const watchdog = watchSilence({ clock, limitMs: inactivityTimeoutMs, onQuiet: ignore, onSound: ignore, onSilent })
    try {
      await connect({
        url: `${app.apiUrl}/queue/data?session_hash=${this.#order.upstreamSession}`,
        fetch: apps.fetchStream,
        headers: app.headers,
        credentials: 'omit',
        signal: stop.signal,
        onOpen: () => {
          this.#isOpened = true
        },
        onEvent: ({ data }) => this.#receive(data, translation),
        onActivity: () => watchdog.touch(),
        onRetry: ignore,
      })
    } catch (error) {
      if (isGradioStreamError(error, 'connection-refused')) {
        const status = error.details.status ?? 'no status'
        return { code: 'connection-refused', message: `The app refused the stream of this run (${status}).` }
      }
    } finally {
      watchdog.stop()
      this.#closing.signal.removeEventListener('abort', onClosing)
    }
    if (!isStalled) return LOST
    return silence(inactivityTimeoutMs)
  }

  #receive(data: string, translation: Translation): void {
    const message = translateMessage(data, translation)
    if (message.kind === 'ignored') return
    if (message.kind === 'closed') return this.#isEnded ? this.#closing.abort() : undefined
    if (message.starts) this.#isStarted = true
    if (this.#stopsAtStart && message.starts) void this.#tellApp().finally(() => this.#closing.abort())
    if (message.ends) this.#end(message.text)
    else if (!this.#isEnded) this.#append(message.text)
  }

  #append(text: string): void {
    const { log } = this.#options
    const { key, runId } = this.#order
    this.#write(async () => {
      const result = await log.append(key, { runId, text, ends: false })
      if (result.kind !== 'full') return
      // The app may say what it likes, the relay's memory is bounded: end the run rather than lose a part of it.
      this.#isEnded = true
      const failure = {
        code: 'run-failed',
        message: 'The run sent more than the relay keeps for one session; it was not followed further.',
      }
      await log.append(key, { runId, text: failedFrame(runId, failure), ends: true })
      this.#closing.abort()
    })
  }

  /** Writes the end, once, behind everything that arrived before it. */
  #end(text: string): void {
    if (this.#isEnded) return
    this.#isEnded = true
    const { log, clock } = this.#options
    const { key, runId } = this.#order
    this.#write(() => log.append(key, { runId, text, ends: true }))
    if (this.#stopsAtStart) return
    const cancelTimer = clock.schedule(() => this.#closing.abort(), CLOSE_GRACE_MS)
    this.#closing.signal.addEventListener('abort', cancelTimer, { once: true })
  }

  /** A log that fails once is asked again for the next message: its readers find the gap, not this run. */
  #write(task: () => Promise<unknown>): void {
    this.#written = this.#written.then(task).then(ignore, ignore)
  }

  async #tellApp(): Promise<void> {
    const { apps } = this.#options
    const { key, fnIndex, upstreamSession } = this.#order
    try {
      const app = await apps.connected(key.app)
      const body = JSON.stringify({ session_hash: upstreamSession, fn_index: fnIndex, event_id: this.#upstreamEventId })
      const request = { method: 'POST', body, headers: { 'content-type': 'application/json' }, timeoutMs: CANCEL_TIMEOUT_MS }
      const response = await apps.request(app, `${app.apiUrl}/${hasCancelRoute(app.version) ? 'cancel' : 'reset'}`, request)
      discardBody(response.body)
    } catch {
      // The stream is dropped a moment later, which stops the run too.
    }
  }
}

function ignore(): void {}
