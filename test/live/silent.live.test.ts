/**
 * A direct run is cancelled while its app is silent: it ends as cancelled, with what is known, long before the stream
 * is given up.
 */
import { afterEach, expect, inject, test } from 'vitest'
import { GradioClient } from '../../src/client/index.ts'
import { createFaultyProxy } from './faulty-proxy.ts'
import type { FaultyProxy } from './faulty-proxy.ts'

let proxy: FaultyProxy
let client: GradioClient
afterEach(async () => {
  client.close()
  await proxy.close()
})

test.each(Object.entries(inject('gradio')))('Gradio %s, cut off from its network', async (_version, address) => {
  proxy = await createFaultyProxy(address)
  client = new GradioClient({ backendUrl: null })
  const app = await client.discover(proxy.url)
  const run = client.submit(app, '/stream_text', [200, 0.05])
  await new Promise<void>((resolve) => {
    run.observe((event) => event.type === 'output' && resolve())
  })
  proxy.silence()
  const end = await Promise.race([run.cancel().then(() => run.settled), run.settled])
  expect(end).toMatchObject({ status: 'cancelled', outcome: 'requested' })
})
