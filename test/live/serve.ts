/** A relay on a real port, for live tests. */
import { serve } from '@hono/node-server'
import { createGradioRelay, type GradioRelay, type GradioRelayOptions } from '../../src/relay/index.ts'

export interface ServedRelay {
  /** What a client takes as `backendUrl`. */
  readonly backendUrl: string
  readonly relay: GradioRelay
  close(): Promise<void>
}

export async function serveRelay(options: GradioRelayOptions): Promise<ServedRelay> {
  const relay = createGradioRelay(options)
  const { port, server } = await new Promise<{ port: number; server: ReturnType<typeof serve> }>((resolve) => {
    const server = serve({ fetch: relay.fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve({ port: info.port, server }))
  })
  return {
    backendUrl: `http://127.0.0.1:${port}/api/experimental/sse`,
    relay,
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await relay.close()
    },
  }
}
