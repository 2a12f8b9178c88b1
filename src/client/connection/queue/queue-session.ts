/**
 * One Gradio `session_hash` at one app: joins runs to its queue and gives each the messages of its `event_id`, all from
 * one stream. Direct it carries one run at a time, since runs of one session stop each other
 * (docs/gradio-protocol.md#7-cancelling); through the relay, all runs of an app. Every run gets its end.
 */
import { wait } from '../../kit/wait.ts'
import { backoffDelayMs } from '../../kit/backoff.ts'
import type { GradioStreamError } from '../../errors.ts'
import { EarlyMessages } from '../stream/messages-before-join.ts'
import { joinPatiently } from './join-patiently.ts'
import type { JoinEnd } from './join-patiently.ts'
import { MessageFollower } from '../stream/message-follower.ts'
import type { FollowerOptions } from '../stream/follower-port.ts'
import type { QueueMessage } from '../stream/queue-message.ts'
import { postJoin } from './post-join.ts'
import { asError, newEntry, overtaken, streamOver } from './queue-entry.ts'
import type { QueueEntry as Entry } from './queue-entry.ts'
import { postCancel, postClose, postReset, postWithdraw } from './queue-requests.ts'
import type { QueueRunHandlers, QueueTicket } from './queue-run.ts'
import type { QueueCall } from './queue-requests.ts'
import { postCloseInput, postFrame } from './stream-requests.ts'
import { randomId } from '../../kit/random-id.ts'

/** Options of {@link QueueSession}. */
export interface QueueSessionOptions extends FollowerOptions {
  /** Longest wait for the answer to a join. @defaultValue the `requestTimeoutMs` of `http` */
  readonly joinTimeoutMs?: number
  /** How often a join is repeated at a busy app. @defaultValue 0 */
  readonly queueFullRetries?: number
  /** Its last run has ended and none is joining. May be called more than once. */
  onIdle?(): void
}

/** The result of a join. `never`: it was not begun and will not be. `unreached`: there was no answer. */
type Joined = 'known' | 'never' | 'unreached'

const CANCEL_ATTEMPTS = 3
/**
 * A run that is next starts within Gradio's queue interval. Before that, the absence of a message does not prove that
 * it waits.
 */
const START_NOTICED_MS = 300

export class QueueSession {
  readonly #options: QueueSessionOptions
  readonly #entries = new Map<string, Entry>()
  readonly #early = new EarlyMessages()
  /** By key: runs whose join is not answered. The relay names a run by its key, so a message of it is an answer too. */
  readonly #asked = new Map<string, Entry>()
  /** Runs that wait for a repetition of their join. */
  readonly #pausing = new Set<Entry>()
  readonly #follower: MessageFollower
  #joining = 0

  constructor(options: QueueSessionOptions) {
    this.#options = options
    this.#follower = new MessageFollower(options, {
      isNeeded: () => this.#entries.size > 0,
      deliver: (message) => this.#deliver(message),
      rejoin: () => this.#rejoin(),
      giveUp: (error) => this.#failAll(error),
      onConnection: (connection) => {
        for (const entry of this.#entries.values()) entry.handlers.onConnection(connection)
      },
    })
  }

  get sessionHash(): string {
    return this.#options.sessionHash
  }

  /** It has no run, and none is joining. */
  get isIdle(): boolean {
    return this.#entries.size === 0 && this.#joining === 0
  }

  /** Nothing was read yet, so a run that is attached now gets all its messages. */
  get isUnread(): boolean {
    return this.#follower.isUnread
  }

  /** Resolves when no stream of this session is open, so that the next run of a direct session can join safely. */
  get ended(): Promise<void> {
    return this.#follower.ended
  }

  /** Joins a run to the queue, then opens the stream: before the join the session does not exist. Never throws. */
  join(call: QueueCall, handlers: QueueRunHandlers): QueueTicket {
    const joinKey = this.#options.app.capabilities.repeatableJoin ? randomId() : null
    const entry = newEntry(call, handlers, { joinKey })
    return this.#ticket(entry, this.#join(entry))
  }

  /**
   * Attaches to a run that a page before a reload joined; never joins. It gets what is read from now on: everything, if
   * the session has not read yet.
   */
  attach(call: QueueCall, eventId: string, handlers: QueueRunHandlers): QueueTicket {
    const entry = newEntry(call, handlers, { eventId })
    this.#begin(entry, eventId)
    return this.#ticket(entry, Promise.resolve('known'))
  }

  /** Tries again now instead of at `nextRetryAt`. */
  retryNow(): void {
    this.#follower.retryNow()
    for (const entry of this.#pausing) entry.pausing?.abort()
  }

  #ticket(entry: Entry, joined: Promise<Joined>): QueueTicket {
    return {
      cancel: (isWaiting) => {
        this.#unwant(entry)
        // With a key it can be withdrawn without its answer, which may never come.
        entry.asking?.abort()
        return joined.then((end) => (end === 'known' ? this.#cancel(entry, isWaiting) : end === 'never' ? 'dropped' : end))
      },
      finish: () => {
        if (!entry.isOver) this.#letGo(entry, 'taken')
        this.#end(entry, () => this.#follower.drain())
      },
      leave: () => this.#leave(entry),
      sendFrame: (data) => joined.then(() => this.#stream(entry, (eventId) => this.#postFrame(entry, data, eventId))),
      closeInput: () => joined.then(() => this.#stream(entry, (eventId) => this.#postCloseInput(entry, eventId))),
      closePage: (isWaiting) => this.#closePage(entry, isWaiting),
    }
  }

  async #join(entry: Entry): Promise<Joined> {
    this.#joining += 1
    try {
      if (entry.joinKey !== null) this.#asked.set(entry.joinKey, entry)
      const end = await this.#post(entry)
      if (end.kind === 'taken') this.#take(entry, end.eventId)
      else if (entry.eventId !== null) return 'known'
      else if (end.mayBeTaken && !entry.isOver) return await this.#withdraw(entry)
      else {
        this.#leave(entry)
        return 'never'
      }
    } catch (cause) {
      if (!entry.isOver && entry.eventId === null) this.#fail(entry, asError(cause))
    } finally {
      if (entry.joinKey !== null) this.#asked.delete(entry.joinKey)
      this.#joining -= 1
      if (this.#joining === 0) this.#early.clear()
      this.#tellIdle()
    }
    return 'known'
  }

  #take(entry: Entry, eventId: string): void {
    if (entry.isOver) this.#forget(entry, eventId)
    else if (entry.eventId === null) this.#begin(entry, eventId)
  }

  /** Withdraws a join whose answer was lost. The key names the run, so its end is then read like any other. */
  async #withdraw(entry: Entry): Promise<Joined> {
    const { app, http, sessionHash } = this.#options
    const { joinKey, call } = entry
    if (joinKey === null) return 'unreached'
    const isDone = await this.#patiently(() => postWithdraw(http, app, sessionHash, call.endpoint.fnIndex, joinKey).then(() => true), false)
    if (!isDone) return 'unreached'
    this.#take(entry, joinKey)
    return 'known'
  }

  #post(entry: Entry): Promise<JoinEnd> {
    const { app, http, sessionHash, random, joinTimeoutMs, queueFullRetries = 0 } = this.#options
    return joinPatiently({
      clock: http.clock,
      random,
      retries: queueFullRetries,
      isRepeatable: entry.joinKey !== null,
      post: () => {
        entry.asking = entry.joinKey === null ? null : new AbortController()
        return postJoin(http, app, sessionHash, entry.call, {
          timeoutMs: joinTimeoutMs,
          joinKey: entry.joinKey,
          signal: entry.asking?.signal,
        })
      },
      isWanted: () => entry.isWanted && !entry.isOver && entry.eventId === null,
      pause: () => {
        entry.pausing = new AbortController()
        this.#pausing.add(entry)
        return entry.pausing.signal
      },
      onWaiting: (waiting) => {
        if (waiting.nextRetryAt === null) this.#pausing.delete(entry)
        entry.handlers.onWaiting?.(waiting)
      },
    }).finally(() => this.#pausing.delete(entry))
  }

  #unwant(entry: Entry): void {
    entry.isWanted = false
    entry.pausing?.abort()
  }

  #closePage(entry: Entry, isWaiting: boolean): void {
    const { app, http, sessionHash } = this.#options
    const { eventId, isOver } = entry
    if (isOver || app.route !== 'direct') return
    this.#unwant(entry)
    this.#letGo(entry, 'left', { keepalive: true })
    this.#end(entry, () => this.#follower.drop())
    if (eventId === null || isWaiting) return
    const { fnIndex } = entry.call.endpoint
    const keepalive = { keepalive: true }
    if (!app.features.cancelRoute) void postReset(http, app, eventId, keepalive).catch(() => undefined)
    else postCancel(http, app, sessionHash, fnIndex, eventId, keepalive).catch(() => undefined)
  }

  #begin(entry: Entry, eventId: string): void {
    entry.eventId = eventId
    this.#entries.set(eventId, entry)
    entry.handlers.onConnection(this.#follower.connection)
    entry.handlers.onJoined(eventId)
    const early = this.#early.take(eventId)
    if (early === null) this.#fail(entry, overtaken(this.#options.app.apiUrl))
    else for (const message of early) if (!entry.isOver) entry.handlers.onMessage(message)
    this.#follower.start()
  }

  /**
   * The run was left before its join was answered. A direct app would run it without a reader; the relay goes on as
   * intended.
   */
  #forget(entry: Entry, eventId: string): void {
    const { app, http, sessionHash } = this.#options
    if (app.route !== 'direct') return
    if (!app.features.cancelRoute) void postReset(http, app, eventId).catch(() => undefined)
    else postCancel(http, app, sessionHash, entry.call.endpoint.fnIndex, eventId).catch(() => undefined)
  }

  #leave(entry: Entry): void {
    this.#unwant(entry)
    this.#freeApp(entry)
    if (!entry.isOver) this.#letGo(entry, 'left')
    this.#end(entry, () => this.#follower.drop())
  }

  /** 4.19.2 to 4.23 do not notice that their reader has gone: a generator has to be told. */
  #freeApp({ eventId, isOver, call }: Entry): void {
    const { app, http } = this.#options
    if (isOver || eventId === null || app.route !== 'direct' || app.features.seesDrops || !call.endpoint.isGenerator) return
    void postReset(http, app, eventId).catch(() => undefined)
  }

  async #stream(entry: Entry, post: (eventId: string) => Promise<void>): Promise<void> {
    if (entry.eventId === null || entry.isOver) throw streamOver(entry.call.endpoint.name)
    await post(entry.eventId)
  }

  #postFrame({ call }: Entry, data: readonly unknown[], eventId: string): Promise<void> {
    const { app, http, sessionHash } = this.#options
    return postFrame(http, app, sessionHash, { endpoint: call.endpoint, data }, eventId)
  }

  #postCloseInput({ call }: Entry, eventId: string): Promise<void> {
    return postCloseInput(this.#options.http, this.#options.app, call.endpoint, eventId)
  }

  #deliver(message: QueueMessage): boolean {
    const { eventId } = message.reading
    const entry = eventId === null ? undefined : (this.#entries.get(eventId) ?? this.#beginAsked(eventId))
    if (entry) this.#hand(entry, message)
    else if (eventId === null) for (const each of this.#entries.values()) each.handlers.onMessage(message)
    else if (this.#joining > 0) this.#early.add(eventId, message)
    else return false
    return eventId !== null
  }

  /** Repeated messages were already taken. That the app has forgotten the run is new. */
  #hand(entry: Entry, message: QueueMessage): void {
    const { reading } = message
    const isNews = reading.kind === 'message' && reading.msg === 'unexpected_error'
    if (entry.toSkip > 0 && !isNews) {
      entry.toSkip -= 1
      return
    }
    entry.taken += 1
    entry.handlers.onMessage(message)
  }

  #rejoin(): readonly string[] {
    return [...this.#entries].flatMap(([eventId, entry]) => {
      entry.toSkip = entry.taken
      const isAgain = entry.isAskedFor
      entry.isAskedFor = true
      return isAgain ? [eventId] : []
    })
  }

  /** A direct app that keeps runs is told that their messages were taken, or that the client will not come back. */
  #letGo({ eventId }: Entry, how: 'taken' | 'left', options: { readonly keepalive?: boolean } = {}): void {
    const { app, http, sessionHash } = this.#options
    if (app.route !== 'direct' || !app.capabilities.resume || eventId === null) return
    void (how === 'taken' ? postReset(http, app, eventId, options) : postClose(http, app, sessionHash, options)).catch(() => undefined)
  }

  /** A message came before the answer to its join, which is then no longer needed. */
  #beginAsked(eventId: string): Entry | undefined {
    const entry = this.#asked.get(eventId)
    if (!entry || entry.isOver) return undefined
    this.#asked.delete(eventId)
    this.#begin(entry, eventId)
    entry.asking?.abort()
    entry.pausing?.abort()
    return entry
  }

  async #cancel(entry: Entry, isWaiting: () => boolean): Promise<Awaited<ReturnType<QueueTicket['cancel']>>> {
    const { app, http } = this.#options
    const { eventId } = entry
    if (entry.isOver || eventId === null) return 'over'
    // A server that keeps runs does not remove one when its stream is gone.
    if (app.route === 'relay' || app.capabilities.resume) return this.#tellCancel(entry, eventId)
    if (!app.features.cancelRoute) return this.#reset(entry, eventId, isWaiting)
    if (!isWaiting()) return this.#tellCancel(entry, eventId)
    // 4 and 5 report a cancelled waiting run as done and still run it later; dropping the stream removes it
    // (docs/gradio-protocol.md#7-cancelling). The stream is dropped first: after a cancel the app ends the stream
    // itself and keeps the run.
    await this.#follower.opened
    await wait(http.clock, START_NOTICED_MS)
    if (entry.isOver) return 'over'
    if (!isWaiting()) return this.#tellCancel(entry, eventId)
    this.#end(entry, () => this.#follower.drop())
    const answer = await this.#tellCancel(entry, eventId)
    return answer === 'told' ? 'dropped' : answer
  }

  /**
   * Before 4.31 there is only `reset`: it stops a running generator and sends nothing on the stream, so reading ends
   * here.
   */
  async #reset(
    entry: Entry,
    eventId: string,
    isWaiting: () => boolean,
  ): Promise<'stopped' | 'dropped' | 'runs-on' | 'unsupported' | 'unreached' | 'over'> {
    const { app, http } = this.#options
    if (isWaiting()) {
      await this.#follower.opened
      await wait(http.clock, START_NOTICED_MS)
      if (entry.isOver) return 'over'
    }
    const wasWaiting = isWaiting()
    const answer = wasWaiting ? false : await postReset(http, app, eventId).catch(() => null)
    if (entry.isOver) return 'over'
    this.#end(entry, () => this.#follower.drop())
    // A waiting call leaves the queue with its stream, except where the app does not notice that.
    if (wasWaiting) return app.features.seesDrops ? 'dropped' : 'unsupported'
    if (answer === null) return 'unreached'
    return answer ? 'stopped' : 'runs-on'
  }

  #tellCancel({ call }: Entry, eventId: string): Promise<'told' | 'unsupported' | 'unreached'> {
    const { app, http, sessionHash } = this.#options
    const tell = async (): Promise<'told' | 'unsupported'> =>
      (await postCancel(http, app, sessionHash, call.endpoint.fnIndex, eventId)) ? 'told' : 'unsupported'
    return this.#patiently(tell, 'unreached')
  }

  /** Repeats it a few times until it succeeds; `otherwise` when it never does. */
  async #patiently<Done, Otherwise>(act: () => Promise<Done>, otherwise: Otherwise): Promise<Done | Otherwise> {
    const { app, http, random } = this.#options
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await act()
      } catch {
        // Only the relay still has the run when the network comes back.
        if (app.route === 'direct' || attempt === CANCEL_ATTEMPTS) return otherwise
        await wait(http.clock, backoffDelayMs(attempt, { random }))
      }
    }
  }

  #fail(entry: Entry, error: GradioStreamError): void {
    this.#freeApp(entry)
    this.#end(entry, () => this.#follower.drop())
    entry.handlers.onFailed(error)
  }

  #failAll(error: GradioStreamError): void {
    for (const entry of this.#entries.values()) this.#fail(entry, error)
  }

  #end(entry: Entry, stop: () => void): void {
    if (entry.isOver) return
    entry.isOver = true
    if (entry.eventId !== null) this.#entries.delete(entry.eventId)
    entry.handlers.onConnection({ ...this.#follower.connection, readyState: 'closed', attempt: 0, nextRetryAt: null })
    if (this.#entries.size === 0) stop()
    this.#tellIdle()
  }

  #tellIdle(): void {
    if (this.isIdle) this.#options.onIdle?.()
  }
}
