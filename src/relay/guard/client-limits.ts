/**
 * What one client may use of the relay. A client is the owner that `authorize` names, else the address that a request
 * comes from. One that is not known has the limits of all only.
 */
import type { ClientLimit } from '@gradio-stream/client/internal/errors'
import { refusalAnswer } from '../routes/responses.ts'
import type { Refusal } from '../upstream/join-app.ts'
import type { Visitor } from './access.ts'
import type { Meter } from './meter.ts'

/**
 * Limits for each client. `Infinity` is none. The relay refuses what is above with 429, `Retry-After` and
 * `rate-limited`.
 */
export interface RelayClientLimits {
  /**
   * Runs that have not ended. With `createRedisStore` it is an option of the store, for all relays together.
   * @defaultValue 1000
   */
  maxRuns: number
  /**
   * Runs begun within a minute, at all relays of a store together. As many may be cancelled. @defaultValue 3000
   */
  maxRunsPerMinute: number
  /**
   * Bytes of submissions, frames and uploads within a minute, at all relays of a store together. What crosses the limit
   * is still taken. @defaultValue 4 Gi
   */
  maxBytesPerMinute: number
  /** Streams, waiting polls and runs without the queue that are open at one relay. @defaultValue 2000 */
  maxStreams: number
  /**
   * Sessions in the memory of one relay. Above it the client's own oldest without a pending run is forgotten; only if
   * there is none, the next is refused. @defaultValue 2500
   */
  maxSessions: number
  /**
   * Characters of messages in the memory of one relay. Above it the client's own oldest unread results are let go, then
   * its run ends with `buffer-exceeded`. @defaultValue 256 Mi
   */
  maxLength: number
}

export const DEFAULT_CLIENT_LIMITS: RelayClientLimits = {
  maxRuns: 1_000,
  maxRunsPerMinute: 3_000,
  maxBytesPerMinute: 4 * 1024 * 1024 * 1024,
  maxStreams: 2_000,
  maxSessions: 2_500,
  maxLength: 256 * 1024 * 1024,
}

/** For what ends at a time that nobody knows. */
const ASK_AGAIN_MS = 5_000

const WORDS: Readonly<Record<ClientLimit, string>> = {
  runs: 'This client has as many runs going as the relay allows.',
  'runs-per-minute': 'This client began as many runs within a minute as the relay allows.',
  'bytes-per-minute': 'This client sent as many bytes within a minute as the relay allows.',
  streams: 'This client has as many connections open as the relay allows.',
  sessions: 'This client has as many sessions with runs going as the relay allows.',
}

/** The refusal of what is over a limit. Nothing was begun. */
export function overLimit(limit: ClientLimit, { retryAfterMs = ASK_AGAIN_MS, words = WORDS[limit] } = {}): Refusal {
  const code = 'rate-limited'
  const message = `${words} Try again in a while.`
  const body = JSON.stringify({ detail: message, code, message, details: { limit, retryAfterMs } })
  return { status: 429, body, headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }, code, message }
}

function tooMuch(limit: ClientLimit, retryAfterMs?: number, words?: string): Response {
  return refusalAnswer(overLimit(limit, { retryAfterMs, words }))
}

type MinuteLimit = 'runs-per-minute' | 'bytes-per-minute'

/** Part of a limit from which a client is near it, for metrics. */
const NEAR = 0.8
const MOST_NEAR = 1_000

export class ClientLimits {
  readonly #limits: RelayClientLimits
  readonly #runs: Meter
  readonly #bytes: Meter
  readonly #cancels: Meter
  /** Open streams by client. */
  readonly #open = new Map<string, number>()

  /** Who is near a limit of its minute, and when that minute ends. */
  readonly #near: Readonly<Record<MinuteLimit, Map<string, number>>> = { 'runs-per-minute': new Map(), 'bytes-per-minute': new Map() }

  constructor(limits: RelayClientLimits, createMeter: (name: string) => Meter) {
    this.#limits = limits
    this.#runs = createMeter('runs')
    this.#bytes = createMeter('bytes')
    this.#cancels = createMeter('cancels')
  }

  /** Clients that have used up four fifths of a limit, by limit. `runs` are those that have not ended, by client. */
  near(runs: ReadonlyMap<string, number>): Readonly<Record<'runs' | 'streams' | 'runs-per-minute' | 'bytes-per-minute', number>> {
    for (const clients of Object.values(this.#near)) forgetPast(clients)
    const many = (counts: Iterable<number>, most: number): number => [...counts].filter((count) => count >= NEAR * most).length
    return {
      runs: many(runs.values(), this.#limits.maxRuns),
      streams: many(this.#open.values(), this.#limits.maxStreams),
      'runs-per-minute': this.#near['runs-per-minute'].size,
      'bytes-per-minute': this.#near['bytes-per-minute'].size,
    }
  }

  /** Counts a run that is about to begin, and what came with it. The answer that refuses it, if there is one. */
  async takeRun(visitor: Visitor, members: ReadonlyMap<string, string>): Promise<Response | null> {
    const [run, bytes] = await Promise.all([
      this.#take(visitor, this.#runs, 1, 'runs-per-minute', this.#limits.maxRunsPerMinute),
      this.takeMembers(visitor, members),
    ])
    return run ?? bytes
  }

  /** Counts a cancel: as many are taken as runs. The answer that refuses it, if there is one. */
  takeCancel(visitor: Visitor): Promise<Response | null> {
    const words = 'This client cancelled as many runs within a minute as the relay allows.'
    return this.#take(visitor, this.#cancels, 1, 'runs-per-minute', this.#limits.maxRunsPerMinute, words)
  }

  /** Counts the members of a body. */
  takeMembers(visitor: Visitor, members: ReadonlyMap<string, string>): Promise<Response | null> {
    let length = 1
    for (const text of members.values()) length += text.length
    return this.takeBytes(visitor, length)
  }

  /** Counts bytes that came or are about to come. The answer that refuses them, if there is one. */
  async takeBytes(visitor: Visitor, bytes: number): Promise<Response | null> {
    return this.#take(visitor, this.#bytes, bytes, 'bytes-per-minute', this.#limits.maxBytesPerMinute)
  }

  /** Counts something as open. Returns what ends that, which may be called again; or the answer that refuses it. */
  open({ client }: Visitor): (() => void) | Response {
    if (client === null) return () => {}
    const count = this.#open.get(client) ?? 0
    if (count >= this.#limits.maxStreams) return tooMuch('streams')
    this.#open.set(client, count + 1)
    let isOpen = true
    return () => {
      if (!isOpen) return
      isOpen = false
      const left = (this.#open.get(client) ?? 1) - 1
      if (left > 0) this.#open.set(client, left)
      else this.#open.delete(client)
    }
  }

  /** What crosses a limit is taken: it might be larger than the limit itself, and would never pass. */
  async #take(
    { client }: Visitor,
    meter: Meter,
    amount: number,
    limit: MinuteLimit,
    most: number,
    words?: string,
  ): Promise<Response | null> {
    if (client === null || most === Infinity) return null
    const { before, endsInMs } = await meter.add(client, amount)
    if (before + amount >= NEAR * most) this.#noteNear(limit, client, endsInMs)
    return before < most ? null : tooMuch(limit, endsInMs, words)
  }

  #noteNear(limit: MinuteLimit, client: string, endsInMs: number): void {
    const clients = this.#near[limit]
    // Where nobody reads metrics they are forgotten here.
    if (clients.size >= MOST_NEAR) forgetPast(clients)
    if (clients.size < MOST_NEAR) clients.set(client, Date.now() + endsInMs)
  }
}

function forgetPast(clients: Map<string, number>): void {
  const now = Date.now()
  for (const [client, endsAt] of clients) if (endsAt <= now) clients.delete(client)
}
