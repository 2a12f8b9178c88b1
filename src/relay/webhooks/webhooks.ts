/**
 * Tells receivers of the end of runs, until they have taken it: what ended lies in an outbox from which each attempt
 * is taken. Where relays share one, a run lies there from its beginning, so that its end is told also if its relay is
 * gone.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { wait } from '@gradio-stream/client/internal/kit/wait'
import { scheduleIdly } from '../idle-timer.ts'
import { ownerOf } from '../guard/access.ts'
import type { RunLog, SessionKey } from '../log/run-log.ts'
import { readStatus } from '../observe/run-facts.ts'
import type { RunEnd } from '../observe/run-facts.ts'
import { readEnd } from './read-end.ts'
import type { FoundEnd } from './read-end.ts'
import type { Outbox, OutboxEntry } from './outbox.ts'
import { ATTEMPT_MS, sendWebhook } from './send-webhook.ts'
import type { Attempt } from './send-webhook.ts'
import { writeBody } from './webhook-body.ts'
import type { Webhook } from './webhook-options.ts'

/** A run that goes on, as far as its end is not known. JSON-safe. */
export interface BegunFacts {
  readonly key: SessionKey
  readonly runId: string
  readonly fnIndex: number
  readonly startedAt: number
}

export interface WebhooksOptions {
  readonly clock: Clock
  readonly outbox: Outbox
  readonly log: RunLog
  /** The relay's own; `null`: it has none. */
  readonly webhook: Webhook | null
  /** Reads what `relay.submit` sealed. Rejects for what no secret of this relay sealed. */
  readonly unseal: (sealed: string) => Promise<Webhook>
  /** The network over which a receiver is reached. */
  readonly fetchFor: (webhook: Webhook) => typeof fetch
  /** This relay began the run and will tell its end. */
  readonly isOwn: (run: BegunFacts) => boolean
  /** The name of an app and of one of its functions. */
  readonly nameOf: (appId: string, fnIndex: number) => Promise<Pick<RunEnd, 'app' | 'endpoint'>>
  readonly randomId: () => string
  readonly onError: (error: unknown) => void
}

/** A run whose end will be told. JSON-safe. */
export interface WatchedRun extends BegunFacts {
  /** Of its entry in the outbox, and of the message. A run's own id may be chosen by a client. */
  readonly id: string
  /** JSON text of a list; `null`: the webhook does not want it. */
  readonly inputs: string | null
  /** Sealed; `null`: the relay's own. */
  readonly webhook: string | null
}

/** What an entry of the outbox says. */
type Waiting =
  | { readonly kind: 'run'; readonly run: WatchedRun }
  | { readonly kind: 'message'; readonly body: string; readonly webhook: string | null; readonly attempts: number }

/** The end of a run that nobody knows: its relay is gone. */
const LOST = JSON.stringify({ msg: 'process_completed', success: false, code: 'relay-lost' })
/** How often a relay looks for what is due at the latest: what others left, and what waits longer than the next. */
const LOOK_EVERY_MS = 5_000
/** How often it is looked whether a run has ended whose relay is gone. */
const WATCH_MS = 30_000
/** A relay that takes longer for an attempt is gone. */
const LEASE_MS = 2 * ATTEMPT_MS
const MOST_AT_ONCE = 50
/** A slow receiver holds up its own. */
const MOST_PER_RECEIVER = 10
const BUSY_MS = 1_000
const LONGEST_WAIT_MS = 24 * 3_600_000

export class Webhooks {
  readonly #options: WebhooksOptions
  readonly #stop = new AbortController()
  /** What goes on: attempts, and writes to the outbox. */
  readonly #going = new Set<Promise<void>>()
  /** Runs whose entry is being written. */
  readonly #watching = new Map<string, Promise<void>>()
  readonly #receivers = new Map<string, number>()
  #attempts = 0
  #lookAt = Infinity
  #cancelTimer: () => void = () => {}

  constructor(options: WebhooksOptions) {
    this.#options = options
    if (options.outbox.isShared) this.#lookIn(LOOK_EVERY_MS)
  }

  /** A run was begun whose end is told, or `null` if it is told to nobody. `inputs` is JSON text. */
  watch({ key: { app, session }, ...facts }: BegunFacts, inputs: string, webhook: string | null): WatchedRun | null {
    const { webhook: own, outbox } = this.#options
    if (webhook === null && own === null) return null
    // Whether a sealed one wants the inputs is read when it is told.
    const isWanted = webhook !== null || own?.inputs === true
    const id = `run_${this.#options.randomId()}`
    const run: WatchedRun = { id, key: { app, session }, ...facts, inputs: isWanted ? inputs : null, webhook }
    if (outbox.isShared) {
      const put = this.#persist(() => outbox.put(entryOf(run.id, { kind: 'run', run }), WATCH_MS))
      this.#watching.set(run.id, put)
      this.#go(put.finally(() => this.#watching.delete(run.id)))
    }
    return run
  }

  /** There was no such run. */
  forget({ id }: WatchedRun): void {
    const { outbox } = this.#options
    const remove = async (): Promise<void> => {
      await this.#watching.get(id)
      await this.#persist(() => outbox.remove(id))
    }
    if (outbox.isShared) this.#go(remove())
  }

  /** The run has ended. Resolves when that is in the outbox. */
  async deliver(run: WatchedRun, { text, endedAt }: FoundEnd): Promise<void> {
    const { id, key, fnIndex, startedAt, inputs, webhook } = run
    const [wanted, named] = await Promise.all([this.#open(webhook), this.#options.nameOf(key.app, fnIndex)])
    const facts = { ...named, run: run.runId, owner: ownerOf(key), ...readStatus(text ?? LOST), startedAt }
    const end = { ...facts, endedAt: endedAt ?? this.#options.clock.now() }
    const body = writeBody(end, { inputs: wanted.inputs ? inputs : null, text: wanted.output ? text : null })
    await this.#watching.get(id)
    await this.#persist(() => this.#options.outbox.put(entryOf(id, { kind: 'message', body, webhook, attempts: 0 }), 0))
    this.#go(this.#look())
  }

  /** Resolves when every attempt that goes on is over. */
  async settled(): Promise<void> {
    while (this.#going.size > 0) await Promise.all(this.#going)
  }

  /** Ends attempts. In a common outbox they are due for other relays at once. */
  async close(): Promise<void> {
    this.#cancelTimer()
    this.#stop.abort(new Error('the relay was shut down'))
    await this.settled()
  }

  #go(work: Promise<void>): void {
    const going = work.catch(this.#options.onError)
    this.#going.add(going)
    void going.finally(() => this.#going.delete(going))
  }

  /** Looks at the latest after this time. */
  #lookIn(delayMs: number): void {
    const { clock } = this.#options
    const at = clock.now() + delayMs
    if (at >= this.#lookAt || this.#stop.signal.aborted) return
    this.#cancelTimer()
    this.#lookAt = at
    // A timer may be a little early.
    this.#cancelTimer = scheduleIdly(clock, () => this.#go(this.#look()), delayMs + 1)
  }

  async #look(): Promise<void> {
    const { outbox } = this.#options
    this.#cancelTimer()
    this.#lookAt = Infinity
    if (this.#stop.signal.aborted) return
    try {
      const room = MOST_AT_ONCE - this.#attempts
      const entries = room > 0 ? await outbox.take(room, LEASE_MS) : []
      for (const entry of entries) this.#go(this.#handle(entry))
      // There may be more.
      if (entries.length === room) this.#lookIn(BUSY_MS)
    } catch {
      // The store is away: it is asked again.
      this.#lookIn(LOOK_EVERY_MS)
    }
    if (!outbox.isEmpty) this.#lookIn(LOOK_EVERY_MS)
  }

  async #handle(entry: OutboxEntry): Promise<void> {
    // Written by a relay of this store.
    const waiting = JSON.parse(entry.text) as Waiting
    this.#attempts += 1
    try {
      await (waiting.kind === 'run' ? this.#lookAfter(waiting.run, entry) : this.#attempt(waiting, entry))
    } finally {
      this.#attempts -= 1
    }
  }

  /** Tells the end of a run whose relay is gone. */
  async #lookAfter(run: WatchedRun, entry: OutboxEntry): Promise<void> {
    const { log, isOwn, outbox } = this.#options
    const read = isOwn(run) ? 'pending' : await readEnd(log, run)
    if (read === 'pending') return this.#persist(() => outbox.update(entry, WATCH_MS))
    await this.deliver(run, read)
  }

  async #attempt(waiting: Extract<Waiting, { kind: 'message' }>, entry: OutboxEntry): Promise<void> {
    const { outbox, clock, fetchFor } = this.#options
    const webhook = await this.#open(waiting.webhook).catch(() => null)
    if (webhook === null) return this.#giveUp(entry, 'this relay has no webhook, or not the secret that sealed it')
    const receiver = new URL(webhook.url).host
    const busy = this.#receivers.get(receiver) ?? 0
    if (busy >= MOST_PER_RECEIVER) return this.#again(entry, BUSY_MS)
    this.#receivers.set(receiver, busy + 1)
    const signal = this.#stop.signal
    const attempt = await sendWebhook({ id: entry.id, body: waiting.body, webhook, fetch: fetchFor(webhook), clock, signal })
    this.#leaveReceiver(receiver)
    if (attempt.kind === 'delivered') return this.#persist(() => outbox.remove(entry.id))
    if (signal.aborted) return this.#again(entry, 0)
    const delayMs = delayAfter(attempt, webhook.retryDelaysMs[waiting.attempts])
    if (delayMs === null) return this.#giveUp(entry, `attempt ${waiting.attempts + 1}: ${attempt.seen}`)
    await this.#again({ id: entry.id, text: JSON.stringify({ ...waiting, attempts: waiting.attempts + 1 }) }, delayMs)
  }

  async #again(entry: OutboxEntry, delayMs: number): Promise<void> {
    await this.#persist(() => this.#options.outbox.update(entry, delayMs))
    this.#lookIn(delayMs)
  }

  async #giveUp(entry: OutboxEntry, why: string): Promise<void> {
    this.#options.onError(new Error(`The webhook ${entry.id} was given up: ${why.replace(/\.$/, '')}.`))
    await this.#persist(() => this.#options.outbox.remove(entry.id))
  }

  async #open(sealed: string | null): Promise<Webhook> {
    const webhook = sealed === null ? this.#options.webhook : await this.#options.unseal(sealed)
    if (webhook === null) throw new Error('The relay has no webhook.')
    return webhook
  }

  #leaveReceiver(receiver: string): void {
    const left = (this.#receivers.get(receiver) ?? 1) - 1
    if (left > 0) this.#receivers.set(receiver, left)
    else this.#receivers.delete(receiver)
  }

  /** Until the outbox answers, or the relay is closed: what it could not write then is due by its lease. */
  async #persist(write: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await write()
      } catch (error) {
        if (this.#stop.signal.aborted) throw error
        await wait(this.#options.clock, LOOK_EVERY_MS, this.#stop.signal)
      }
    }
  }
}

/** `null`: there is no further attempt. */
function delayAfter({ isFinal, retryAfterMs }: Extract<Attempt, { kind: 'failed' }>, delayMs: number | undefined): number | null {
  if (isFinal || delayMs === undefined) return null
  return Math.ceil(Math.max(delayMs * (1 + Math.random() / 5), Math.min(retryAfterMs, LONGEST_WAIT_MS)))
}

function entryOf(id: string, waiting: Waiting): OutboxEntry {
  return { id, text: JSON.stringify(waiting) }
}
