/**
 * A relay in a process of its own that begins one run: `node webhook-relay.ts <redis> <prefix> <hook>`. Says the run's
 * id to its parent, and ends the run when the parent says so.
 */
import { createGradioRelay } from '../../src/relay/index.ts'
import { createRedisStore } from '../../src/relay/redis/index.ts'
import { APP_URL, completed, createFakeApp } from './fake-upstream-app.ts'
import { fetchBeside, HOOK_RELAY } from './webhook-settings.ts'

const [redis = '', prefix = '', url = ''] = process.argv.slice(2)
const app = createFakeApp()
const relay = createGradioRelay({
  apps: { demo: APP_URL },
  fetch: fetchBeside(app),
  store: createRedisStore({ redis, prefix, leaseMs: 600 }),
  ...HOOK_RELAY,
})
const { runId } = await relay.submit({ app: 'demo', endpoint: '/echo', owner: 'ann', webhook: { ...HOOK_RELAY.webhook, url } })
process.send?.(runId)
process.on('message', async () => (await app.stream(0)).send(completed('up1', ['HELLO'])))
process.once('disconnect', () => process.exit())
