/**
 * One relay of a fleet, as a process of its own: `node fleet-relay.ts <port> <app> <redis> <prefix> <restart>`, where
 * `restart` are the endpoints that may be begun twice, as JSON. Says `ready` to its parent; SIGTERM lets it leave as a
 * deploy does.
 */
import { serve } from '@hono/node-server'
import { createGradioRelay } from '../../src/relay/index.ts'
import { createRedisStore } from '../../src/relay/redis/index.ts'

const [port = '', app = '', redis = '', prefix = '', restart = '[]'] = process.argv.slice(2)
const relay = createGradioRelay({
  apps: { fixture: { url: app, restart: JSON.parse(restart) } },
  sse: true,
  store: createRedisStore({ redis, prefix, leaseMs: 3_000 }),
  onError: () => undefined,
})
const server = serve({ fetch: relay.fetch, port: Number(port), hostname: '127.0.0.1' }, () => process.send?.('ready'))
process.once('SIGTERM', async () => {
  await relay.close({ drainMs: 30_000 })
  server.close()
  process.exit(0)
})
