/** Entry `@gradio-stream/relay/redis`: for relays that share their runs. It needs the package `ioredis`. */
export { createRedisStore } from './redis-store.ts'
export type { RedisStoreOptions } from './redis-log.ts'
export type { RedisConnection, RedisSource } from './connect.ts'
