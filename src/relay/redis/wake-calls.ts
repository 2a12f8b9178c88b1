/**
 * Tells readers that something changed, over one connection for all of them. A channel stays subscribed for a while
 * after its last reader: the next page of a stream is read a moment later.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import type { RedisConnection } from './connect.ts'

/** Channels without a reader that stay subscribed. */
const MOST_IDLE = 256

/** One channel while somebody listens. */
export interface WakeCall {
  /** Rises with every change. */
  readonly changes: number
  /** Calls back at the next change. Returns the function that ends this. */
  onChange(callback: () => void): () => void
}

class Channel implements WakeCall {
  changes = 0
  listeners = 0
  subscribed: Promise<unknown>
  readonly #callbacks = new Set<() => void>()

  constructor(subscribed: Promise<unknown>) {
    this.subscribed = subscribed
  }

  onChange(callback: () => void): () => void {
    this.#callbacks.add(callback)
    return () => this.#callbacks.delete(callback)
  }

  wake(): void {
    this.changes += 1
    for (const callback of this.#callbacks) callback()
  }
}

export class WakeCalls {
  readonly #connection: RedisConnection
  readonly #channels = new Map<string, Channel>()
  /** Names of channels without a reader, the oldest first. */
  readonly #idle = new Set<string>()

  constructor(connection: RedisConnection) {
    this.#connection = connection
    connection.on('message', (name: string) => this.#channels.get(name)?.wake())
    connection.on('ready', () => void this.#subscribeAgain())
  }

  /** Listens to a channel while the task runs. Rejects if Redis cannot be reached. */
  async listen<Result>(name: string, task: (call: WakeCall) => Promise<Result>): Promise<Result> {
    const channel = this.#channels.get(name) ?? this.#open(name)
    channel.listeners += 1
    this.#idle.delete(name)
    try {
      await channel.subscribed
      return await task(channel)
    } finally {
      channel.listeners -= 1
      if (channel.listeners === 0) this.#rest(name, channel)
    }
  }

  /** Wakes every reader. */
  wakeAll(): void {
    for (const channel of this.#channels.values()) channel.wake()
  }

  #open(name: string): Channel {
    const channel = new Channel(this.#connection.subscribe(name))
    this.#channels.set(name, channel)
    channel.subscribed.catch(() => this.#forget(name, channel))
    return channel
  }

  #rest(name: string, channel: Channel): void {
    if (this.#channels.get(name) !== channel) return
    this.#idle.add(name)
    const [oldest] = this.#idle
    if (this.#idle.size <= MOST_IDLE || oldest === undefined) return
    this.#idle.delete(oldest)
    this.#channels.delete(oldest)
    // A connection that is gone has no subscriptions either.
    this.#connection.unsubscribe(oldest).catch(() => undefined)
  }

  #forget(name: string, channel: Channel): void {
    if (this.#channels.get(name) === channel) this.#channels.delete(name)
    this.#idle.delete(name)
  }

  /** After a new connection: what changed before it subscribed again was not told. */
  async #subscribeAgain(): Promise<void> {
    if (this.#channels.size === 0) return
    const subscribed = this.#connection.subscribe(...this.#channels.keys())
    for (const channel of this.#channels.values()) channel.subscribed = subscribed
    await subscribed.then(
      () => this.wakeAll(),
      () => undefined,
    )
  }
}

/** The end of a reader's patience. */
export class Wait {
  isOver = false
  readonly over: Promise<void>
  #end: () => void = () => {}
  readonly #cancelTimer: () => void
  readonly #signal: AbortSignal | undefined

  constructor(clock: Clock, waitMs: number, signal?: AbortSignal) {
    this.over = new Promise((resolve) => (this.#end = resolve))
    this.#cancelTimer = clock.schedule(this.end, waitMs)
    this.#signal = signal
    if (signal?.aborted) this.end()
    else signal?.addEventListener('abort', this.end, { once: true })
  }

  readonly end = (): void => {
    this.isOver = true
    this.#cancelTimer()
    this.#signal?.removeEventListener('abort', this.end)
    this.#end()
  }

  /** Resolves at the next change, or when the wait is over. */
  async for(call: WakeCall): Promise<void> {
    let stop = (): void => {}
    await Promise.race([this.over, new Promise<void>((resolve) => (stop = call.onChange(resolve)))])
    stop()
  }
}
