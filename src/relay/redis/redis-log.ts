/**
 * The run log in Redis: one stream for each session of a client, for any number of relays. Each call is one script
 * (`log-scripts.ts`), so a session changes in one step. Redis forgets a session by itself when its time is over.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { DEFAULT_CLIENT_LIMITS } from '../guard/client-limits.ts'
import { asEdits } from '../log/fold-run.ts'
import { goneFrame, hasWholeValues } from '../log/gone-run.ts'
import type { FoldableMessage } from '../log/fold-run.ts'
import type {
  AppendResult,
  BeginResult,
  LoggedMessage,
  LogPage,
  NewMessage,
  OpenResult,
  ReadRequest,
  RunLog,
  SessionKey,
} from '../log/run-log.ts'
import { mapKey, runKey } from '../log/session-key.ts'
import type { Connections, RedisSource } from './connect.ts'
import { RedisFold } from './fold-in-redis.ts'
import type { FoldableRun } from './fold-in-redis.ts'
import type { RunLeases } from './run-leases.ts'
import { asTexts } from './session-scripts.ts'
import type { SessionScripts } from './session-scripts.ts'
import { Wait } from './wake-calls.ts'
import type { WakeCall, WakeCalls } from './wake-calls.ts'

/** Options of {@link createRedisStore}. */
export interface RedisStoreOptions {
  /**
   * Address of Redis, or a client of ioredis: its settings are copied for two connections of the store's own. Redis 6.2
   * or newer, with `maxmemory-policy noeviction`.
   */
  redis: RedisSource
  /** Beginning of every key. Relays that share runs have the same. @defaultValue `gradio-stream` */
  prefix?: string
  /** @defaultValue the system's. The clocks of all relays must be right to a few seconds */
  clock?: Clock
  /** Pending runs of one session. @defaultValue 100 */
  maxRunsPerSession?: number
  /** Pending runs of one client, at all relays together. @defaultValue 1000 */
  maxRunsPerClient?: number
  /** Characters of one run's messages, without those that later messages replace. @defaultValue 64 Mi */
  maxRunLength?: number
  /** The same for one session. Above it each pending run has an equal part. @defaultValue 256 Mi */
  maxSessionLength?: number
  /**
   * Replaced messages of a run (values, progress, places in the queue) are dropped after this many characters.
   * @defaultValue 4 Mi
   */
  foldLength?: number
  /** How long messages are kept after the session's last activity, in milliseconds. @defaultValue 1800000 */
  ttlMs?: number
  /**
   * A run whose relay gave no sign of life for this time, in milliseconds, is taken on by another relay: joined if it
   * was not begun at the app, else begun again where `restart` of its app says so, else ended with `relay-lost`.
   * @defaultValue 15000
   */
  leaseMs?: number
}

export const DEFAULT_PREFIX = 'gradio-stream'
/**
 * How long the end of a session counts as known. A run is read as long as somebody waits for it, which Redis has to
 * hear now and then.
 */
const END_KNOWN_MS = 60_000
/** How long `close` waits for answers that are on their way. */
const CLOSE_WAIT_MS = 2_000

type Page = Extract<LogPage, { kind: 'page' }>

/** What the log shares with the fleet of the same store. */
export interface RedisParts {
  readonly clock: Clock
  readonly connections: Connections
  readonly scripts: SessionScripts
  readonly wakeCalls: WakeCalls
  readonly leases: RunLeases
}

export class RedisLog implements RunLog {
  readonly #clock: Clock
  readonly #limits: { runs: number; clientRuns: number; runLength: number; sessionLength: number; foldLength: number }
  readonly #connections: Connections
  readonly #scripts: SessionScripts
  readonly #wakeCalls: WakeCalls
  readonly #leases: RunLeases
  /** Of the runs that this process writes. */
  readonly #folds = new Map<string, RedisFold>()
  /** Reads on their way, by what they ask for: many readers of one run share them. */
  readonly #reads = new Map<string, Promise<LogPage>>()
  /** The end of a session with pending runs, as it was read last, by its channel. */
  readonly #ends = new WeakMap<WakeCall, KnownEnd>()
  #isClosed = false

  constructor(options: RedisStoreOptions, { clock, connections, scripts, wakeCalls, leases }: RedisParts) {
    this.#clock = clock
    this.#limits = {
      runs: options.maxRunsPerSession ?? 100,
      clientRuns: options.maxRunsPerClient ?? DEFAULT_CLIENT_LIMITS.maxRuns,
      runLength: options.maxRunLength ?? 64 * 1024 * 1024,
      sessionLength: options.maxSessionLength ?? 256 * 1024 * 1024,
      foldLength: options.foldLength ?? 4 * 1024 * 1024,
    }
    this.#connections = connections
    this.#scripts = scripts
    this.#wakeCalls = wakeCalls
    this.#leases = leases
  }

  async begin(key: SessionKey, runId: string, callId = '', order = ''): Promise<BeginResult> {
    const generation = crypto.randomUUID().slice(0, 8)
    const lease = { key, runId, fence: callId }
    const counted = await this.#leases.count(key, runId, this.#limits.clientRuns)
    if (counted === 'full') return { kind: 'refused', reason: 'too-many-runs-of-client' }
    // The lease comes first: a relay that ends in between leaves no run that nobody ends.
    const [isHeld, kind] = await Promise.all([
      this.#leases.hold(lease),
      this.#scripts.run('rgsBegin', key, runId, callId, this.#limits.runs, generation, order, key.client ?? ''),
    ])
    if (kind === 'begun') {
      this.#leases.renewFromNow(lease)
      return { kind }
    }
    if (counted === 'new') await this.#leases.discount(key, runId)
    if (isHeld) await this.#leases.release(lease)
    return kind === 'too-many-runs' ? { kind: 'refused', reason: kind } : { kind: 'known' }
  }

  async abandon(key: SessionKey, runId: string): Promise<void> {
    const callId = await this.#scripts.run('rgsAbandon', key, runId)
    if (typeof callId === 'string') await this.#leases.release({ key, runId, fence: callId })
  }

  async append(key: SessionKey, message: NewMessage): Promise<AppendResult> {
    const first = await this.#append(key, message, true)
    if (first !== 'over') return first
    await this.#fold(key, message.runId)
    const second = await this.#append(key, message, false)
    return second === 'over' ? { kind: 'full' } : second
  }

  async #append(key: SessionKey, message: NewMessage, mayFold: boolean): Promise<AppendResult | 'over'> {
    const { runId, text, ends, position = 0, fence = '' } = message
    const { runLength, sessionLength, foldLength } = this.#limits
    const isWhole = ends && hasWholeValues({ text }) ? 1 : 0
    const given = [runId, position, ends ? 1 : 0, text.length, text, runLength, sessionLength, mayFold ? 1 : 0, fence, isWhole]
    const [kind, number, generation, callId] = asTexts(await this.#scripts.run('rgsAppend', key, ...given))
    if (kind === 'over') return kind
    const name = runKey(key, runId)
    if (ends || kind === 'ended' || kind === 'taken') this.#folds.delete(name)
    // The lease of whoever has the run, and that of who has lost it.
    if (callId !== undefined && (ends || kind === 'ended')) void this.#leases.release({ key, runId, fence: callId })
    if (fence !== callId && (kind === 'ended' || kind === 'taken')) void this.#leases.release({ key, runId, fence })
    if (kind === 'taken') return { kind }
    if (kind === 'full') return { kind, over: number === 'session' ? 'session' : 'run' }
    if (kind === 'known') return { kind }
    if (kind !== 'appended') return { kind: 'ended' }
    if (!ends) {
      const fold = this.#folds.get(name) ?? new RedisFold()
      this.#folds.set(name, fold)
      fold.newLength += text.length
      if (fold.newLength >= foldLength) await this.#fold(key, runId)
    }
    return { kind, id: `${generation}-${number}` }
  }

  /** A folding that fails is begun anew with the next. */
  async #fold(key: SessionKey, runId: string): Promise<void> {
    const name = runKey(key, runId)
    const fold = this.#folds.get(name) ?? new RedisFold()
    this.#folds.delete(name)
    try {
      await fold.fold(this.#foldable(key, runId))
      this.#folds.set(name, fold)
    } catch {
      // The messages are kept as they are.
    }
  }

  #foldable(key: SessionKey, runId: string): FoldableRun {
    return {
      readAfter: (number) => this.#readRun(key, runId, number),
      keepWhole: async (texts) => {
        const pairs = Array.from(texts, ([number, text]) => [number, `${text.length} ${text}`])
        await this.#scripts.run('rgsKeepWhole', key, runId, ...pairs.flat())
      },
      dropReplaced: async (numbers, firstValue, firstKept) => {
        await this.#scripts.run('rgsDropReplaced', key, runId, firstValue, firstKept, ...numbers)
      },
    }
  }

  async #readRun(key: SessionKey, runId: string, number: number): Promise<readonly FoldableMessage[]> {
    const messages: FoldableMessage[] = []
    for (let after = number; ;) {
      const page = await this.#readPage(key, { after: '', from: after, maxLength: this.#limits.foldLength })
      if (page.kind !== 'page') return messages
      for (const { id, runId: owner, text } of page.messages) if (owner === runId) messages.push({ number: numberOf(id), text })
      if (page.atEnd) return messages
      after = numberOf(page.next)
    }
  }

  async read(key: SessionKey, { after, maxLength, waitMs, signal }: ReadRequest): Promise<LogPage> {
    const request = { after, maxLength }
    if (waitMs === 0) return this.#readPage(key, request)
    const wait = new Wait(this.#clock, waitMs, signal)
    try {
      return await this.#wakeCalls.listen(this.#scripts.channelOf(key), (call) => this.#readWhenThere(key, request, call, wait))
    } catch (error) {
      if (this.#isClosed) return { kind: 'unknown' }
      throw error
    } finally {
      wait.end()
    }
  }

  async #readWhenThere(key: SessionKey, request: PageRequest, call: WakeCall, wait: Wait): Promise<LogPage> {
    for (;;) {
      const seen = call.changes
      const page = this.#knownEnd(call, request.after) ?? (await this.#readShared(key, request, seen))
      if (this.#isClosed) return { kind: 'unknown' }
      if (page.kind === 'page' && page.atEnd && page.pendingRuns > 0 && this.#ends.get(call)?.page !== page)
        this.#ends.set(call, { changes: seen, readAt: this.#clock.now(), page: { ...page, messages: [] } })
      if (wait.isOver || !isEmptyAndPending(page)) return page
      if (call.changes === seen) await wait.for(call)
    }
  }

  /** What a reader at the end gets while nothing has changed, without asking Redis again. */
  #knownEnd(call: WakeCall, after: string): Page | null {
    const end = this.#ends.get(call)
    const isKnown = end?.changes === call.changes && end.page.next === after && this.#clock.now() - end.readAt < END_KNOWN_MS
    return isKnown ? end.page : null
  }

  /** `changes`: a read that was sent before a change does not answer one after it. */
  #readShared(key: SessionKey, request: PageRequest, changes: number): Promise<LogPage> {
    const name = [mapKey(key), request.after, request.maxLength, changes].join('\n')
    const known = this.#reads.get(name)
    if (known) return known
    const read = this.#readPage(key, request).finally(() => this.#reads.delete(name))
    this.#reads.set(name, read)
    return read
  }

  async #readPage(key: SessionKey, { after, maxLength, from = -1 }: PageRequest): Promise<LogPage> {
    const [kind, generation, pending, atEnd, ...members] = asTexts(await this.#scripts.run('rgsRead', key, after, maxLength, from))
    if (kind !== 'page') return { kind: kind === 'expired' ? kind : 'unknown' }
    const messages: LoggedMessage[] = []
    for (let index = 0; index < members.length; index += 5) {
      const [number, runId = '', ends, meaning, text = ''] = members.slice(index, index + 5)
      messages.push({ id: `${generation}-${number}`, runId, ends: ends === '1', text: shownAs(meaning, runId, text) })
    }
    return { kind, messages, next: messages.at(-1)?.id ?? after, pendingRuns: Number(pending), atEnd: atEnd === '1' }
  }

  async open(key: SessionKey): Promise<OpenResult> {
    const answer = await this.#scripts.run('rgsOpen', key)
    if (!answer) return { kind: 'unknown' }
    const [generation, after, ...delivered] = asTexts(answer)
    return { kind: 'open', after: after === '0' ? '' : `${generation}-${after}`, deliveredRuns: new Set(delivered) }
  }

  async markDelivered(key: SessionKey, runId: string): Promise<void> {
    await this.#scripts.run('rgsMarkDelivered', key, runId)
  }

  async readAt(key: SessionKey): Promise<number | null> {
    const readAt = await this.#scripts.run('rgsReadAt', key)
    return typeof readAt === 'string' ? Number(readAt) : null
  }

  /** Nothing is left to do: Redis forgets sessions by their time to live, and `begin` the old runs of a session. */
  async expire(): Promise<void> {}

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#leases.close()
    this.#wakeCalls.wakeAll()
    const wait = new Wait(this.#clock, CLOSE_WAIT_MS)
    const { commands, subscriber } = this.#connections
    await Promise.race([Promise.allSettled([commands.quit(), subscriber.quit()]), wait.over])
    wait.end()
    commands.disconnect()
    subscriber.disconnect()
  }
}

interface KnownEnd {
  /** Of the channel, before it was read. */
  readonly changes: number
  readonly readAt: number
  readonly page: Page
}

interface PageRequest extends Pick<ReadRequest, 'after' | 'maxLength'> {
  /** Instead of `after`: the number of the last message that is known, also of one that is gone. */
  readonly from?: number
}

function shownAs(meaning: string | undefined, runId: string, text: string): string {
  if (meaning === 'gone') return goneFrame(runId)
  return meaning === 'edits' ? asEdits(text) : text
}

function isEmptyAndPending(page: LogPage): page is Page {
  return page.kind === 'page' && page.messages.length === 0 && page.pendingRuns > 0
}

function numberOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('-') + 1))
}
