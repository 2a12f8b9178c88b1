/**
 * Where headers and values go when a real server redirects: real HTTP, since only `fetch` itself knows what it sends
 * on.
 */
import '../loaded.ts'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { GradioClient } from '../../../src/client/client.ts'
import { discoverApp } from '../../../src/client/discovery/discover.ts'
import type { DiscoverOptions } from '../../../src/client/discovery/discover.ts'
import { SSEClient } from '../../../src/client/discovery/sse-client.ts'
import { systemClock } from '../../../src/client/kit/clock.ts'
import { requestJson } from '../../../src/client/connection/http/http.ts'
import type { RequestTarget } from '../../../src/client/client-options.ts'
import { CONFIG, INFO } from './fake-app.ts'

interface Host {
  readonly url: string
  readonly seen: { method: string; path: string; token: string | undefined; body: string }[]
}
type Answer = (path: string, response: ServerResponse) => boolean

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A host that keeps what it is asked; `localhost` and `127.0.0.1` are two hosts to a client. */
async function host(name: 'localhost' | '127.0.0.1', answer: Answer): Promise<Host> {
  const seen: Host['seen'] = []
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const path = request.url ?? ''
    const token = request.headers['x-token']
    seen.push({
      method: request.method ?? '',
      path,
      token: Array.isArray(token) ? token.join() : token,
      body: Buffer.concat(parts).toString(),
    })
    if (!answer(path, response)) response.writeHead(404).end('{}')
  }
  const server = createServer((request, response) => void serve(request, response))
  open.push(server)
  const port = await new Promise<number>((resolve) => {
    server.listen(0, name, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  return { url: `http://${name}:${port}`, seen }
}

const sendJson = (response: ServerResponse, value: unknown): true => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  return true
}
const sendTo = (response: ServerResponse, location: string): true => {
  response.writeHead(307, { location }).end()
  return true
}
const app: Answer = (path, response) => {
  if (path === '/config') return sendJson(response, CONFIG)
  return path === '/gradio_api/info' && sendJson(response, INFO)
}
/** The token only for addresses under this one. */
const tokenFor =
  (url: string) =>
  (target: RequestTarget): Record<string, string> =>
    target.url.startsWith(url) ? { 'x-token': 'secret' } : {}
const silent = { fetch, credentials: 'omit', requestTimeoutMs: 5000, clock: systemClock } as const

test('fetch itself hands every header but Authorization on to another host', async () => {
  const other = await host('localhost', () => false)
  const first = await host('127.0.0.1', (_path, response) => sendTo(response, `${other.url}/x`))
  await fetch(first.url, { method: 'POST', body: 'values', headers: { 'x-token': 'secret', authorization: 'secret' } })
  expect(other.seen).toMatchObject([{ token: 'secret', body: 'values' }])
})

test.each<[string, (own: string) => DiscoverOptions['headers']]>([
  ['no headers', () => undefined],
  ['headers that look where they go', (own) => tokenFor(own)],
  ['headers that are the same everywhere', () => () => ({ 'x-token': 'secret' })],
])('does not follow an app to another host, with %s', async (_what, headersFor) => {
  const other = await host('localhost', app)
  const first = await host('127.0.0.1', (path, response) => sendTo(response, other.url + path))
  const headers = headersFor(first.url)
  const options = { backendUrl: null, ...(headers ? { headers } : {}) }
  await expect(discoverApp(first.url, options)).rejects.toMatchObject({
    code: 'connection-refused',
    message: expect.stringContaining(`to ${other.url}`),
  })
  expect(other.seen.map(({ token }) => token).join()).not.toContain('secret')
})

test.each<Record<string, string>>([{}, { 'x-token': 'secret' }])('sends no values on to another host, with headers %j', async (headers) => {
  const other = await host('localhost', () => false)
  const first = await host('127.0.0.1', (_path, response) => sendTo(response, `${other.url}/join`))
  const asking = requestJson(
    { ...silent, headers: () => headers },
    { url: `${first.url}/join`, route: 'direct', body: '{"data":["private"]}' },
  )
  await expect(asking).rejects.toMatchObject({ code: 'connection-refused', message: expect.stringContaining(other.url) })
  expect(other.seen.map(({ token, body }) => `${token} ${body}`).join()).not.toMatch(/secret|private/)
})

test('sends values to another path of the same host, as a server that wants a trailing slash asks', async () => {
  const first = await host('127.0.0.1', (path, response) =>
    path === '/join/' ? sendJson(response, { ok: true }) : sendTo(response, '/join/'),
  )
  const answer = await requestJson(
    { ...silent, headers: tokenFor(first.url) },
    { url: `${first.url}/join`, route: 'relay', body: '{"data":[1]}' },
  )
  expect(answer).toMatchObject({ status: 200, value: { ok: true } })
  expect(first.seen.at(-1)).toMatchObject({ path: '/join/', token: 'secret', body: '{"data":[1]}' })
})

test('opens no stream elsewhere with a token', async () => {
  const other = await host('localhost', () => false)
  const first = await host('127.0.0.1', (path, response) => path === '/stream' && sendTo(response, `${other.url}/stream`))
  const client = new SSEClient(`${first.url}/stream`, { headers: tokenFor(first.url), backendUrl: null })
  await expect(client.connect()).rejects.toMatchObject({
    code: 'connection-refused',
    message: expect.stringContaining('sends its callers on'),
  })
  expect(other.seen).toEqual([])
})

test('sends no file on to another host', async () => {
  const other = await host('localhost', () => false)
  const first = await host('127.0.0.1', (path, response) => app(path, response) || sendTo(response, `${other.url}${path}`))
  const client = new GradioClient({ backendUrl: null, headers: tokenFor(first.url) })
  const end = await client.submit(await client.discover(first.url), '/files', [new File(['private'], 'a.txt'), null]).settled
  expect(end).toMatchObject({ status: 'failed', error: { code: 'upload-failed' } })
  expect(other.seen.map(({ token, body }) => `${token} ${body}`).join()).not.toMatch(/secret|private/)
})
