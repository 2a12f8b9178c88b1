/** The relay as a route. One for the whole process: runs that go on while nobody reads them are kept in it. */
import { createGradioRelay } from '@gradio-stream/relay'

const relay = createGradioRelay({
  apps: { keeper: process.env.APP ?? 'http://127.0.0.1:7860' },
  basePath: '/api/gradio',
  sse: true,
})

export const GET = relay.fetch
export const POST = relay.fetch
