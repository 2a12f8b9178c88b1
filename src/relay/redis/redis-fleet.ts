/** The fleet over Redis: a channel for what every relay must hear, and a key for each run that is followed. */
import { RateLimiterMemory, RateLimiterRedis, RLWrapperTimeouts } from 'rate-limiter-flexible'
import type { Fleet } from '../fleet.ts'
import { METER_SETTINGS, meterOf } from '../guard/meter.ts'
import type { Meter } from '../guard/meter.ts'
import type { RunOrder } from '../engine/run-engine.ts'
import type { SessionKey } from '../log/run-log.ts'
import type { Connections } from './connect.ts'
import type { RedisJoins } from './redis-joins.ts'

/** A run's key outlives a relay that was killed by at most this time. */
const ORDER_TTL_MS = 7 * 24 * 3600 * 1000
/** How long Redis may take to count. After that this relay counts by itself. */
const COUNT_WITHIN_MS = 500

export class RedisFleet implements Fleet {
  readonly #connections: Connections
  readonly #prefix: string
  readonly #channel: string
  #listener: (key: SessionKey, runId: string) => void = () => {}

  readonly joins: RedisJoins

  constructor(connections: Connections, prefix: string, joins: RedisJoins) {
    this.#connections = connections
    this.joins = joins
    this.#prefix = prefix
    this.#channel = `${prefix}:cancel`
    const { subscriber } = connections
    // With each new connection. One that is lost again subscribes with the next.
    subscriber.on('ready', () => void subscriber.subscribe(this.#channel).catch(() => undefined))
    subscriber.on('message', (name: string, text: string) => {
      if (name === this.#channel) this.#hear(text)
    })
  }

  async cancel(key: SessionKey, runId: string): Promise<void> {
    const { app, session } = key
    const told = this.#connections.commands.publish(this.#channel, JSON.stringify([app, session, runId]))
    // For a run whose relay is gone, and which nobody has taken yet.
    await Promise.all([this.joins.forbid(key, runId), told])
  }

  onCancel(listener: (key: SessionKey, runId: string) => void): void {
    this.#listener = listener
  }

  async keepOrder(order: RunOrder): Promise<void> {
    // The inputs are not needed there.
    const kept: RunOrder = { ...order, data: undefined, eventData: undefined }
    await this.#connections.commands
      .set(this.#orderKey(order.key.app, order.runId), JSON.stringify(kept), 'PX', ORDER_TTL_MS)
      .catch(() => undefined)
  }

  createMeter(name: string): Meter {
    const settings = { ...METER_SETTINGS, keyPrefix: `${this.#prefix}:used:${name}` }
    const shared = new RateLimiterRedis({ ...settings, storeClient: this.#connections.commands })
    return meterOf(
      new RLWrapperTimeouts({ limiter: shared, timeoutMs: COUNT_WITHIN_MS, insuranceLimiter: new RateLimiterMemory(settings) }),
    )
  }

  async forgetOrder({ key, runId }: RunOrder): Promise<void> {
    await this.#connections.commands.del(this.#orderKey(key.app, runId)).catch(() => undefined)
  }

  async findOrder(app: string, runId: string): Promise<RunOrder | null> {
    const text = await this.#connections.commands.get(this.#orderKey(app, runId))
    return text === null ? null : JSON.parse(text)
  }

  #hear(text: string): void {
    const [app, session, runId]: unknown[] = JSON.parse(text)
    this.#listener({ app: String(app), session: String(session) }, String(runId))
  }

  #orderKey(app: string, runId: string): string {
    return `${this.#prefix}:order:{${encodeURIComponent(app)}:${encodeURIComponent(runId)}}`
  }
}
