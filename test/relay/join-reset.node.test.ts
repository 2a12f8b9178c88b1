/** A join whose connection breaks: through real sockets, what the page is told about the run. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { GradioClient } from '../../src/client/index.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import { CONFIG, INFO } from './fake-upstream-app.ts'
import { BASE } from './relay-client.ts'

async function runAt(onJoin: 'reset' | 'gone'): Promise<{ code?: string; message?: string; mayRun?: boolean | undefined }> {
  const server = createServer((request, response) => {
    response.setHeader('connection', 'close')
    if (request.url === '/config') response.end(JSON.stringify(CONFIG))
    else if (request.url === '/gradio_api/info') response.end(JSON.stringify(INFO))
    else request.socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const relay = createGradioRelay({ apps: { demo: `http://127.0.0.1:${port}` }, sse: true })
  const client = new GradioClient({ backendUrl: BASE, fetch: (input, init) => relay.fetch(new Request(input, init)), shareTabs: false })
  const description = await client.discover('demo')
  const stop = (): Promise<unknown> => new Promise((resolve) => server.close(resolve))
  if (onJoin === 'gone') await stop()
  const state = await client.submit(description, '/echo').settled
  await relay.close()
  if (onJoin === 'reset') await stop()
  return state.status === 'failed' ? { code: state.error.code, message: state.error.message, mayRun: state.error.details.mayRun } : {}
}

test('a join whose connection is reset may have begun', async () => {
  const error = await runAt('reset')
  expect(error).toMatchObject({ code: 'app-unreachable', mayRun: true })
  expect(error.message).toContain('/echo may have been taken: The connection to the app broke before it answered the join.')
})

test('a join that reached nobody did not begin', async () => {
  const error = await runAt('gone')
  expect(error).toMatchObject({ code: 'app-unreachable', mayRun: undefined })
  expect(error.message).toContain('/echo was not taken')
})
