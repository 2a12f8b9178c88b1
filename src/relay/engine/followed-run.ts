/**
 * One run between the app's stream and the log. It ends exactly once: by the app's last message, by a cancel, or by the
 * relay with a reason. A reader therefore never waits for a run that is no longer followed.
 */
import { backoffDelayMs } from '@gradio-stream/client/internal/kit/backoff'
import { wait } from '@gradio-stream/client/internal/kit/wait'
import { watchCall } from '@gradio-stream/client/internal/connection/calls/watch-call'
import { followAbort } from '@gradio-stream/client/internal/connection/http/abort'
import type { RelayEvents } from '../observe/relay-events.ts'
import type { ReliableLog } from '../log/reliable-log.ts'
import type { AppendResult, SessionKey } from '../log/run-log.ts'
import type { ConnectedApp } from '../upstream/app-source.ts'
import { discardBody } from '../upstream/bounded-text.ts'
import { urlRewriter } from '../upstream/rewrite-urls.ts'
import { expired, followAppCall, hasOwnConnections } from './follow-app-call.ts'
import type { AppCallOptions } from './follow-app-call.ts'
import { cancelledFrame, failedFrame, waitingFrame } from './frames.ts'
import type { Failure } from './frames.ts'
import type { RunOrder } from './run-engine.ts'
import { LOST, streamFailure } from './stream-failure.ts'
import { translateMessage } from './translate-message.ts'
import type { Translation } from './translate-message.ts'
import { createUpgrade } from './upgrade-message.ts'
import { watchReaders } from './watch-readers.ts'

/** What following a run needs. */
export interface FollowedRunOptions extends AppCallOptions {
  /** Hears of the first message of each run, and of the start of its function. */
  readonly events: RelayEvents
  /** Keeps the order of a run's messages, and never rejects an append (`reliable-log.ts`). */
  readonly log: ReliableLog
  /** How long a run goes on that nobody reads, in milliseconds. `Infinity`: to its end. */
  readonly unwatchedRunMs: number
}

/** Opening may be repeated, since Gradio keeps messages until the first reader comes. Reading may not be repeated. */
const OPEN_ATTEMPTS = 3
/** Gradio closes a stream right after the last message. A stream that stays open is closed after this time. */
const CLOSE_GRACE_MS = 1_000
/** The end of a run that was stopped because nobody read it. */
const ABANDONED: Failure = {
  code: 'run-timeout',
  message: 'Nobody read the messages of this run for as long as the relay follows such a run, so it was stopped.',
}
const CANCEL_TIMEOUT_MS = 3_000
/** How long Gradio takes to notice a dropped stream and to forget the calls of its session. */
const DROP_SETTLE_MS = 1_000

export class FollowedRun {
  readonly #order: RunOrder
  readonly #options: FollowedRunOptions
  readonly #closing = new AbortController()
  #isHeard = false
  #isStarted = false
  #isOpened = false
  #isEnded = false
  #isDropped = false
  /**
   * The run was cancelled while it waited, at an app that would still run it. It is told to stop as soon as it runs.
   */
  #stopsAtStart = false
  /** The run was cancelled, and the app has not answered that yet. */
  #isTelling = false
  #app: ConnectedApp | null = null
  #upstreamEventId: string
  /** Settles when the last message is in the log, or given up. */
  #written: Promise<void> = Promise.resolve()

  constructor(order: RunOrder, options: FollowedRunOptions) {
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
    const stopWatching = this.#watchReaders()
    try {
      await this.#readToEnd()
    } catch {
      await this.fail(LOST)
    } finally {
      this.#closing.abort()
      stopWatching()
    }
    await this.#written
    if (this.#isDropped) await wait(this.#options.clock, DROP_SETTLE_MS)
  }

  /** A run that a page began is ended when nobody reads it for long. */
  #watchReaders(): () => void {
    const { clock, log, unwatchedRunMs } = this.#options
    if (this.#order.isDated || unwatchedRunMs === Infinity) return () => {}
    return watchReaders({
      clock,
      limitMs: unwatchedRunMs,
      readAt: () => log.readAt(this.key),
      onAbandoned: () => this.#abandon(),
    })
  }

  #abandon(): void {
    if (this.#isEnded) return
    this.#isTelling = this.#isStarted
    this.#end(failedFrame(this.#order.runId, ABANDONED))
    if (this.#isStarted) void this.#tellApp().finally(() => this.#closing.abort())
    else this.#closing.abort()
  }

  /**
   * A running function is told to stop. A waiting one is not: on Gradio 4 and 5 a cancel ends its stream and still runs
   * it later, while dropping the stream takes it out of the queue (measured). The run ends at once: an app that hangs
   * is not waited for.
   */
  async cancel(): Promise<void> {
    const app = this.#app
    if (app && !app.features.cancelRoute) await this.#cancelOld(app)
    else if (this.#isStarted) {
      // The app then ends the stream itself. If the relay dropped it, Gradio would forget the whole session a moment
      // later, and with it the next call of a session that is shared for its state.
      if (!this.#isEnded) this.#endAndTellApp()
    } else {
      this.#end(cancelledFrame(this.#order.runId))
      this.#isDropped = true
      this.#closing.abort()
    }
    await this.#written
  }

  /**
   * Before 4.31 there is only `reset`, which sends nothing on the stream. Closing the connection does the rest where
   * the app notices it (docs/gradio-protocol.md#7-cancelling and docs/gradio-protocol.md#13-gradio-40-to-421).
   */
  async #cancelOld(app: ConnectedApp): Promise<void> {
    const isGenerator = app.generatorFns.has(this.#order.fnIndex)
    if (!this.#isStarted && isGenerator && !app.features.seesDrops) {
      this.#stopsAtStart = true
      this.#end(cancelledFrame(this.#order.runId))
      return
    }
    this.#isDropped = true
    if (this.#isStarted && !this.#isEnded && this.#upstreamEventId !== '') return this.#endAndTellApp(0)
    this.#end(cancelledFrame(this.#order.runId))
    this.#closing.abort()
  }

  /** The stream stays open until the app knows. */
  #endAndTellApp(graceMs = CLOSE_GRACE_MS): void {
    this.#isTelling = true
    this.#end(cancelledFrame(this.#order.runId))
    void this.#tellApp().finally(() => this.#closeIn(graceMs))
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
      upgrade: createUpgrade(app.protocol, this.#order.clientApiUrl, this.#order.hasValue),
    }
    if (hasOwnConnections(app)) return this.#followCall(app, translation)
    const opensBy = clock.now() + this.#options.connectTimeoutMs
    for (let attempt = 1; !this.#closing.signal.aborted; attempt += 1) {
      const failure = await this.#readStream(app, translation, opensBy)
      if (this.#isEnded) return
      const hasTime = clock.now() < opensBy
      const canOpenAgain = !this.#isOpened && failure.code === 'connection-lost' && attempt < OPEN_ATTEMPTS && hasTime
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

  /** Reads one stream to its end. Returns the reason, in case the run has not ended. */
  async #readStream(app: ConnectedApp, translation: Translation, opensBy: number): Promise<Failure> {
    const { apps, clock, connect, inactivityTimeoutMs } = this.#options
    const { controller: stop, release } = followAbort(this.#closing.signal)
    let failure = LOST
    const watch = watchCall({
      clock,
      connectMs: Math.max(1, opensBy - clock.now()),
      idleMs: inactivityTimeoutMs,
      onQuiet: ignore,
      onSound: ignore,
      onExpired: (limit) => {
        failure = expired(limit, this.#options)
        stop.abort()
      },
    })
    try {
      await connect({
        url: `${app.apiUrl}/queue/data?session_hash=${this.#order.upstreamSession}`,
        fetch: apps.streamsOf(app).fetch,
        headers: app.headers,
        credentials: 'omit',
        signal: stop.signal,
        onOpen: () => {
          this.#isOpened = true
          watch.opened()
        },
        onEvent: ({ data }) => this.#receive(data, translation),
        onActivity: () => watch.touch(),
        onRetry: ignore,
      })
    } catch (error) {
      // A limit that ran out stopped the stream itself.
      if (!stop.signal.aborted) return streamFailure(error)
    } finally {
      watch.stop()
      release()
    }
    return failure
  }

  #receive(data: string, translation: Translation): void {
    const message = translateMessage(data, translation)
    if (message.kind === 'ignored') return
    if (message.kind === 'closed') return this.#isEnded ? this.#closing.abort() : undefined
    if (message.starts || !this.#isHeard) this.#options.events.message(this.key, this.#order.runId, message.starts)
    this.#isHeard = true
    if (message.starts) this.#isStarted = true
    if (this.#stopsAtStart && message.starts) void this.#tellApp().finally(() => this.#closing.abort())
    if (message.ends) this.#end(message.text)
    else if (!this.#isEnded) this.#append(message.starts ? this.#dated(message.text) : message.text)
  }

  #append(text: string): void {
    this.#write(text, false)
  }

  /** Writes the end, once, after everything that arrived before it. */
  #end(text: string): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#write(this.#dated(text), true)
    if (!this.#stopsAtStart && !this.#isTelling) this.#closeIn(CLOSE_GRACE_MS)
  }

  #closeIn(graceMs: number): void {
    if (graceMs === 0) return this.#closing.abort()
    const cancelTimer = this.#options.clock.schedule(() => this.#closing.abort(), graceMs)
    this.#closing.signal.addEventListener('abort', cancelTimer, { once: true })
  }

  /** A reader that comes late cannot know by itself when it was. Gradio's own clients never read such a run. */
  #dated(text: string): string {
    return this.#order.isDated ? `${text.slice(0, -1)},"relay_at":${this.#options.clock.now()}}` : text
  }

  #write(text: string, ends: boolean): void {
    const { key, runId } = this.#order
    this.#written = this.#options.log.append(key, { runId, text, ends }).then((result) => this.#heed(result))
  }

  /** The log has ended the run: it is full, or its store failed. */
  #heed({ kind }: AppendResult): void {
    if (kind === 'appended' || kind === 'known' || this.#isEnded) return
    this.#isEnded = true
    this.#closing.abort()
  }

  async #tellApp(): Promise<void> {
    const { apps } = this.#options
    const { key, fnIndex, upstreamSession } = this.#order
    try {
      const app = await apps.connected(key.app)
      const body = JSON.stringify({ session_hash: upstreamSession, fn_index: fnIndex, event_id: this.#upstreamEventId })
      const request = { method: 'POST', body, headers: { 'content-type': 'application/json' }, timeoutMs: CANCEL_TIMEOUT_MS }
      const response = await apps.request(app, `${app.apiUrl}/${app.features.cancelRoute ? 'cancel' : 'reset'}`, request)
      discardBody(response.body)
    } catch {
      // The stream is dropped a moment later, and that stops the run too.
    }
  }
}

function ignore(): void {}
