/**
 * One stream of a session, read by one of several tabs. It is a `Connect` like the others, so its users do not notice.
 * The tab that holds the lock (the leader) reads from the relay and tells the others; they fetch what they missed with
 * one poll.
 *
 * Every tab has its own position and takes a message only after the one before it. So nothing is lost, doubled or out
 * of order, even if the leader changes often. Two leaders at the same moment cost a second stream and nothing else.
 */
import { followAbort } from '../connection/http/abort.ts'
import type { Connect, ConnectRequest, StreamEvent } from '../connection/stream/connector.ts'
import { SeenIds } from '../connection/stream/seen-ids.ts'
import type { Clock } from '../kit/clock.ts'
import { isGradioStreamError } from '../errors.ts'
import { writeExact } from '../protocol/exact-json.ts'
import { LAST_EVENT_ID_PARAMETER } from '../protocol/relay-protocol.ts'
import type { PollResponse } from '../protocol/poll-response.ts'
import { randomId } from '../kit/random-id.ts'
import type { ChannelPort, Lease, TabPorts } from './ports.ts'
import { readTabMessage } from './tab-message.ts'
import type { TabMessage } from './tab-message.ts'

/** After this silence of the leader another tab takes its place. The relay sends something every 15 s. */
export const LEADER_SILENCE_MS = 25_000
/** Least time between two heartbeats of the leader. */
const BEAT_MS = 5_000
/** Longest message that the leader passes on, in characters. The others fetch a longer one themselves. */
const MAX_TOLD_LENGTH = 1_000_000

export interface SharedStreamOptions {
  readonly ports: TabPorts
  readonly clock: Clock
  /** A number in [0, 1), so that not all tabs take over at once. */
  readonly random: () => number
  /** Name of the channel and of the leader's lock. */
  readonly name: string
  /** Reads from the relay. */
  readonly inner: Connect
  /** The messages after an id that exist now. Rejects with a `GradioStreamError`. */
  poll(after: string, signal: AbortSignal): Promise<PollResponse>
}

/** Reads a session's stream together with the other tabs. */
export function readSharedStream(options: SharedStreamOptions, request: ConnectRequest): Promise<void> {
  return new SharedStream(options, request).read()
}

interface Held {
  readonly message: Extract<TabMessage, { kind: 'event' }>
  /** The round of polling that was running when it came. */
  readonly round: number
}

class SharedStream {
  readonly #options: SharedStreamOptions
  readonly #request: ConnectRequest
  readonly #channel: ChannelPort
  readonly #seen = new SeenIds()
  /** The last message that this tab took, from any reader. */
  #last: string
  #isOpen = false
  #isLeading = false
  #hasListeners = false
  #leader = ''
  #heardAt: number
  #beatAt = 0
  #isCatchingUp = false
  /** A leader has another position: catch up once more. */
  #isBehind = false
  #round = 0
  #held: Held[] = []
  /** Ends following: a poll failed. */
  #fail: (cause: unknown) => void = () => {}

  constructor(options: SharedStreamOptions, request: ConnectRequest) {
    this.#options = options
    this.#request = request
    this.#last = new URL(request.url).searchParams.get(LAST_EVENT_ID_PARAMETER) ?? ''
    this.#heardAt = options.clock.now()
    this.#channel = options.ports.openChannel(options.name)
  }

  async read(): Promise<void> {
    const { signal } = this.#request
    this.#channel.listen((message) => this.#hear(readTabMessage(message)))
    try {
      while (!signal.aborted) {
        const lease = await this.#follow()
        if (lease === null) return
        const isOver = await this.#lead(lease)
        if (isOver) return
      }
    } finally {
      this.#isLeading = false
      this.#channel.close()
    }
  }

  /**
   * Resolves with the lock when it is this tab's turn to read, with `null` when no caller reads any more. Rejects when
   * a poll fails.
   */
  async #follow(): Promise<Lease | null> {
    const { ports, name, clock, random } = this.#options
    const { controller, release } = followAbort(this.#request.signal)
    const failed = new Promise<never>((_resolve, reject) => {
      this.#fail = (cause) => reject(cause)
    })
    let isSettled = false
    // A lock that comes after this tab stopped waiting is passed on.
    const keep = (lease: Lease): Lease | null => {
      if (!isSettled) return lease
      lease.release()
      return null
    }
    const granted = ports.locks.acquire(name, { signal: controller.signal }).then(keep, orAlone(controller.signal))
    const silenceLimitMs = Math.round(LEADER_SILENCE_MS * (1 + random() / 5))
    let steal: (lease: Promise<Lease | null>) => void = () => {}
    const stolen = new Promise<Lease | null>((resolve) => {
      steal = resolve
    })
    const look = (): void => {
      const silentMs = clock.now() - this.#heardAt
      if (silentMs < silenceLimitMs) cancelTimer = clock.schedule(look, silenceLimitMs - silentMs)
      else steal(ports.locks.acquire(name, { steal: true }).then(keep))
    }
    this.#heardAt = clock.now()
    let cancelTimer = clock.schedule(look, silenceLimitMs)
    this.#post({ kind: 'hello' })
    try {
      return await Promise.race([granted, stolen, failed])
    } finally {
      isSettled = true
      cancelTimer()
      this.#fail = () => {}
      controller.abort()
      release()
    }
  }

  /**
   * Reads from the relay while the lock is held. True: the stream has ended. False: another tab took the lock. Rejects
   * as the connector does.
   */
  async #lead(lease: Lease): Promise<boolean> {
    const { inner } = this.#options
    // A new name for each lead: a tab that hears it for the first time answers that it listens.
    this.#leader = randomId()
    const { controller, release } = followAbort(this.#request.signal)
    const stop = (): void => controller.abort()
    if (lease.lost.aborted) stop()
    lease.lost.addEventListener('abort', stop, { once: true })
    // A tab that waits for its poll takes the stream's messages first.
    this.#isLeading = true
    this.#held = []
    this.#round += 1
    try {
      await inner({
        ...this.#request,
        url: withCursor(this.#request.url, this.#last),
        signal: controller.signal,
        onOpen: () => {
          this.#open()
          this.#sayHere()
        },
        onActivity: () => {
          this.#request.onActivity()
          this.#beat()
        },
        onEvent: (event) => this.#tell(event),
      })
    } catch (cause) {
      if (!lease.lost.aborted) throw cause
    } finally {
      this.#isLeading = false
      lease.lost.removeEventListener('abort', stop)
      lease.release()
      release()
    }
    return !lease.lost.aborted || this.#request.signal.aborted
  }

  #tell(event: StreamEvent): void {
    const { lastEventId: id, data } = event
    const previous = this.#last
    if (event.type === 'message' && id !== '' && id !== previous) {
      this.#last = id
      this.#seen.add(id)
      if (this.#hasListeners && data.length <= MAX_TOLD_LENGTH) this.#post({ kind: 'event', previous, id, data })
      else if (this.#hasListeners) this.#sayHere()
    }
    this.#request.onEvent(event)
  }

  #sayHere(): void {
    this.#post({ kind: 'here', leader: this.#leader, last: this.#last })
  }

  #beat(): void {
    const now = this.#options.clock.now()
    if (now - this.#beatAt < BEAT_MS) return
    this.#beatAt = now
    this.#post({ kind: 'beat' })
  }

  #hear(message: TabMessage | null): void {
    if (message === null || this.#request.signal.aborted) return
    if (message.kind === 'hello') {
      this.#hasListeners = true
      if (this.#isLeading && this.#isOpen) this.#sayHere()
      return
    }
    if (this.#isLeading) return
    this.#heardAt = this.#options.clock.now()
    this.#open()
    this.#request.onActivity()
    if (message.kind === 'here') this.#meet(message.leader, message.last)
    else if (message.kind === 'event') this.#consider({ message, round: this.#round })
  }

  #meet(leader: string, last: string): void {
    // A new leader does not know yet that this tab listens. Its answer contains what it reads until then.
    if (leader !== this.#leader) this.#post({ kind: 'hello' })
    this.#leader = leader
    if (last === this.#last || this.#seen.has(last)) return
    if (this.#isCatchingUp) this.#isBehind = true
    else void this.#catchUp()
  }

  #consider(held: Held): void {
    const { previous, id, data } = held.message
    if (this.#isCatchingUp) this.#held.push(held)
    else if (id === this.#last || this.#seen.has(id)) return
    else if (previous === this.#last) this.#take(id, data)
    else {
      this.#held.push(held)
      void this.#catchUp()
    }
  }

  #takeAll(messages: PollResponse['messages']): void {
    for (const { id, message } of messages) {
      if (this.#request.signal.aborted) return
      if (!this.#seen.has(id)) this.#take(id, writeExact(message))
    }
  }

  #take(id: string, data: string): void {
    this.#last = id
    this.#seen.add(id)
    this.#request.onEvent({ type: 'message', data, lastEventId: id })
  }

  /** Reads what this tab has missed from the relay, then looks at what was announced meanwhile. */
  async #catchUp(): Promise<void> {
    const { signal } = this.#request
    this.#isCatchingUp = true
    try {
      for (;;) {
        this.#isBehind = false
        this.#round += 1
        const round = this.#round
        const { messages } = await this.#options.poll(this.#last, signal)
        if (signal.aborted || this.#isLeading) break
        if (round !== this.#round) continue
        this.#takeAll(messages)
        if (messages.length > 0 || this.#isBehind) continue
        // The relay had already sent the leader everything that was announced before this poll, so the poll would have
        // brought it.
        this.#held = this.#held.filter((held) => held.round >= round)
        break
      }
    } catch (cause) {
      if (!signal.aborted) this.#endFollowing(cause)
    }
    this.#isCatchingUp = false
    for (const held of this.#held.splice(0)) if (!signal.aborted) this.#consider(held)
  }

  #endFollowing(cause: unknown): void {
    this.#held = []
    if (!isGradioStreamError(cause, 'session-unknown') && !isGradioStreamError(cause, 'resume-expired')) return this.#fail(cause)
    // In the form of the stream.
    const message = { msg: 'unexpected_error', event_id: null, message: cause.message, session_not_found: cause.code === 'session-unknown' }
    this.#request.onEvent({ type: 'message', data: JSON.stringify({ ...message, code: cause.code }), lastEventId: '' })
  }

  #open(): void {
    if (!this.#isOpen) this.#request.onOpen()
    this.#isOpen = true
  }

  #post(message: TabMessage): void {
    this.#channel.post(message)
  }
}

function withCursor(url: string, last: string): string {
  const next = new URL(url)
  next.searchParams.set(LAST_EVENT_ID_PARAMETER, last)
  return next.href
}

/** Without locks a tab reads by itself. A tab that was abandoned reads nothing. */
function orAlone(signal: AbortSignal): () => Lease | null {
  return () => (signal.aborted ? null : { lost: new AbortController().signal, release: () => {} })
}
