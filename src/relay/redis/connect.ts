/** The relay's own connections to Redis, with settings under which an absent Redis is waited for and nothing hangs. */
import { Redis } from 'ioredis'
import type { Cluster } from 'ioredis'

/** A client of ioredis, of one server or of a cluster. */
export type RedisConnection = Redis | Cluster

/** Where Redis is: an address such as `redis://localhost:6379/0`, or a client of ioredis, whose settings are copied. */
export type RedisSource = string | RedisConnection

const SETTINGS = {
  // Keys are in one hash slot by their names, and channels have no prefix in ioredis.
  keyPrefix: '',
  // A command fails soon when Redis is away: the relay repeats it by its own rules (`reliable-log.ts`).
  maxRetriesPerRequest: 2,
  retryStrategy: (times: number) => Math.min(times * 50, 1_000),
  autoResubscribe: false,
  // A Redis that vanished without closing the connection is looked for again.
  socketTimeout: 10_000,
  keepAlive: 10_000,
} as const

/** Begins a script: `now` is the time of Redis, in milliseconds since 1970. */
export const CLOCK = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`

/** What a store holds open. */
export interface Connections {
  readonly commands: RedisConnection
  /** Only for channels: Redis allows nothing else there. */
  readonly subscriber: RedisConnection
}

export function connectRedis(source: RedisSource): Connections {
  return { commands: connect(source, { pipelines: true }), subscriber: connect(source, { pipelines: false }) }
}

/** Opens a connection. It goes on trying to connect until it is closed. */
function connect(source: RedisSource, { pipelines }: { pipelines: boolean }): RedisConnection {
  const settings = { ...SETTINGS, enableAutoPipelining: pipelines }
  const connection = open(source, settings)
  // Every command that fails says so to its caller.
  connection.on('error', () => undefined)
  return connection
}

function open(source: RedisSource, settings: typeof SETTINGS & { enableAutoPipelining: boolean }): RedisConnection {
  if (typeof source === 'string') return new Redis(source, settings)
  if (!source.isCluster) return (source as Redis).duplicate(settings)
  const { keyPrefix, retryStrategy, enableAutoPipelining, ...redisOptions } = settings
  return (source as Cluster).duplicate([], { keyPrefix, enableAutoPipelining, clusterRetryStrategy: retryStrategy, redisOptions })
}

/** Calls a script that `defineCommand` has made a method of the connection. */
export function runScript(connection: RedisConnection, name: string, ...args: readonly (string | number)[]): Promise<unknown> {
  const script: unknown = Reflect.get(connection, name)
  if (typeof script !== 'function') throw new Error(`The script ${name} is not defined.`)
  return script.apply(connection, args)
}
