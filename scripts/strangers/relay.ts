/** A relay of ours before one app. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createGradioRelay } from '../../src/relay/index.ts'

const BASE_PATH = '/relay'

/** Serves it at a free port. The app's name there is `stranger`. */
export async function serveRelay(app: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const relay = createGradioRelay({ apps: { stranger: app }, basePath: BASE_PATH })
  const server = createServer((request, response) => void getRequestListener(relay.fetch)(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${BASE_PATH}`,
    close: async () => {
      await relay.close()
      server.closeAllConnections()
      server.close()
    },
  }
}
