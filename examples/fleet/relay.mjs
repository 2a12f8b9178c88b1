/**
 * One relay of a fleet, as a process: options come from the environment, SIGTERM lets it leave. `healthz` says that it
 * lives, `readyz` that it takes runs, `metrics` what it does.
 */
import { serve } from '@hono/node-server'
import pino from 'pino'
import { createGradioRelay } from '@gradio-stream/relay'
import { createRelayMetrics } from '@gradio-stream/relay/metrics'
import { createRedisStore } from '@gradio-stream/relay/redis'

const { APP_URL, REDIS_URL, METRICS_TOKEN, PORT = '3000', HOST = '0.0.0.0', DRAIN_MS = '60000', REDIS_PREFIX } = process.env
const logger = pino()

const relay = createGradioRelay({
  apps: { app: required('APP_URL', APP_URL) },
  sse: true,
  // nginx stands before it and sets X-Forwarded-For, -Host and -Proto of every request.
  trustProxy: true,
  store: createRedisStore({ redis: required('REDIS_URL', REDIS_URL), ...(REDIS_PREFIX ? { prefix: REDIS_PREFIX } : {}) }),
  metrics: createRelayMetrics({ token: required('METRICS_TOKEN', METRICS_TOKEN) }),
  logger,
})

const server = serve({ fetch: relay.fetch, port: Number(PORT), hostname: HOST }, ({ port }) => {
  logger.info({ port }, 'relay listens')
  process.send?.('ready')
})

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, async () => {
    await relay.close({ drainMs: Number(DRAIN_MS) })
    server.close()
    process.exit(0)
  })
}

function required(name, value) {
  if (!value) {
    console.error(`${name} is not set.`)
    process.exit(1)
  }
  return value
}
