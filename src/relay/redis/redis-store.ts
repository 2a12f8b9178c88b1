/** What relays share through Redis: the messages of runs, and who follows them. */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import { checkNames } from '@gradio-stream/client/internal/check-options'
import type { RelayStore, StoreUsage } from '../fleet.ts'
import { connectRedis } from './connect.ts'
import type { RedisConnection } from './connect.ts'
import { RedisFleet } from './redis-fleet.ts'
import { RedisJoins } from './redis-joins.ts'
import { DEFAULT_PREFIX, RedisLog } from './redis-log.ts'
import { RedisOutbox } from './redis-outbox.ts'
import type { RedisStoreOptions } from './redis-log.ts'
import { RunLeases } from './run-leases.ts'
import { SessionScripts } from './session-scripts.ts'
import { WakeCalls } from './wake-calls.ts'

const READY_TTL_MS = 60_000
const DEFAULT_TTL_MS = 30 * 60_000
const DEFAULT_LEASE_MS = 15_000

const NAMES: Readonly<Record<keyof RedisStoreOptions, true>> = {
  redis: true,
  prefix: true,
  clock: true,
  maxRunsPerSession: true,
  maxRunsPerClient: true,
  maxRunLength: true,
  maxSessionLength: true,
  foldLength: true,
  ttlMs: true,
  leaseMs: true,
}

/**
 * Makes a store that any number of relays share, each with one of its own. While Redis is away, joins are refused with
 * 503, `readyz` answers 503, and runs that are followed go on; nothing needs a restart. The relay's `close` ends the
 * connections; what is kept stays for other relays. Throws `options-invalid` for an option that does not exist.
 *
 * @example
 * const store = createRedisStore({ redis: 'redis://localhost' })
 * const relay = createGradioRelay({ apps: { demo: 'https://owner-space.hf.space' }, store })
 */
export function createRedisStore(options: RedisStoreOptions): RelayStore {
  checkNames(options, NAMES, { owner: 'createRedisStore' })
  return assembleStore(options, systemClock)
}

/** `leaseClock` says when leases are renewed and looked for: the process's own, whatever the store's clock shows. */
export function assembleStore(options: RedisStoreOptions, leaseClock: Clock): RelayStore {
  const connections = connectRedis(options.redis)
  const prefix = options.prefix ?? DEFAULT_PREFIX
  const { clock = systemClock, ttlMs = DEFAULT_TTL_MS, leaseMs = DEFAULT_LEASE_MS } = options
  const { commands, subscriber } = connections
  const parts = {
    clock,
    connections,
    scripts: new SessionScripts({ connection: commands, prefix, clock, ttlMs }),
    wakeCalls: new WakeCalls(subscriber),
    leases: new RunLeases({ connection: commands, prefix, leaseMs, clock: leaseClock }),
  }
  const log = new RedisLog(options, parts)
  return {
    log,
    fleet: new RedisFleet(connections, prefix, new RedisJoins(parts, log)),
    ...(commands.isCluster ? {} : { usage: () => readUsage(commands) }),
    outbox: new RedisOutbox(commands, prefix),
    // Written, since a Redis that is full or a replica still answers.
    check: async () => void (await commands.set(`${prefix}:ready`, '', 'PX', READY_TTL_MS)),
  }
}

/** Of one Redis; a cluster has many. */
async function readUsage(connection: RedisConnection): Promise<StoreUsage> {
  const text = await connection.info('memory')
  const read = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(text)?.[1] ?? 0)
  const maxBytes = read('maxmemory')
  return { usedBytes: read('used_memory'), maxBytes: maxBytes > 0 ? maxBytes : null }
}
