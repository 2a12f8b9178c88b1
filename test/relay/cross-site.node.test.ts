/** Pages of other sites, other hosts, what proxies say, and files that are no pages: through a real server. */
import { request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterEach, expect, test } from 'vitest'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelayOptions } from '../../src/relay/index.ts'
import { APP_URL, completed, createFakeApp } from './fake-upstream-app.ts'
import type { FakeApp } from './fake-upstream-app.ts'
import { createTestBed, DEMO } from './relay-client.ts'

const endings: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})

interface Answer {
  readonly status: number
  readonly text: string
}

/** A relay behind a real socket. `send` writes any header, as a browser or an attacker would. */
async function open(
  options: GradioRelayOptions = {},
): Promise<{ app: FakeApp; port: number; send: (path: string, headers?: Record<string, string>, body?: string) => Promise<Answer> }> {
  const app = createFakeApp()
  app.answer('/upload', () => Response.json(['/tmp/a']))
  const relay = createGradioRelay({ apps: { demo: APP_URL }, sse: true, fetch: app.fetch, basePath: '', ...options })
  const server = serve({ fetch: relay.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  endings.push(() => new Promise((resolve) => server.close(resolve)))
  endings.push(() => relay.close())
  const { port } = server.address() as AddressInfo
  const send = (path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = ask({ port, host: '127.0.0.1', path, method: body === undefined ? 'GET' : 'POST', headers }, (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => (text += part))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return { app, port, send }
}

const FORM = { 'content-type': 'multipart/form-data; boundary=x' }
const UPLOAD = ['--x', 'content-disposition: form-data; name="files"; filename="a"', '', 'x', '--x--', ''].join('\r\n')

test.each<[string, Record<string, string>, number]>([
  ['no browser', {}, 200],
  ['a page of the relay over plain http', { origin: 'http://site.test', host: 'site.test' }, 200],
  ['a page of the relay that the browser marks', { origin: 'https://elsewhere.test', 'sec-fetch-site': 'same-origin' }, 200],
  ['a page of another site over plain http', { origin: 'http://evil.test' }, 403],
  ['a page of another site that the browser marks', { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }, 403],
  ['a page of another host of the site', { origin: 'http://users.site.test', host: 'site.test', 'sec-fetch-site': 'same-site' }, 403],
  ['a page of another port', { origin: 'http://site.test:81', host: 'site.test' }, 403],
  ['a page without an origin', { origin: 'null' }, 403],
  ['a page that says it comes through a proxy', { origin: 'http://evil.test', 'x-forwarded-host': 'evil.test' }, 403],
])('an upload by %s', async (_name, headers, status) => {
  const { app, send } = await open()
  const answer = await send('/apps/demo/upload', { ...FORM, ...headers }, UPLOAD)
  expect(answer.status).toBe(status)
  expect(app.to('/upload')).toHaveLength(status === 200 ? 1 : 0)
})

test.each<[string, GradioRelayOptions, Record<string, string>]>([
  ['publicUrl', { publicUrl: 'https://site.test/ai' }, { origin: 'https://site.test' }],
  ['cors', { cors: ['https://site.test'] }, { origin: 'https://site.test' }],
  ['trustProxy', { trustProxy: true }, { origin: 'https://site.test', 'x-forwarded-host': 'site.test', 'x-forwarded-proto': 'https' }],
])('behind a proxy that changes the host, a page is known by %s', async (_name, options, headers) => {
  const { send } = await open(options)
  expect((await send('/apps/demo/upload', { ...FORM, ...headers }, UPLOAD)).status).toBe(200)
})

test.each<[string, GradioRelayOptions, Record<string, string>, number]>([
  ['its own host', { hosts: ['site.test'] }, { host: 'site.test' }, 200],
  ['its own host at any port', { hosts: ['site.test'] }, { host: 'site.test:8080' }, 200],
  ['its own host at another port', { hosts: ['site.test:80'] }, { host: 'site.test:8080' }, 421],
  [
    'a name that was changed to lead here',
    { hosts: ['site.test'] },
    { host: 'evil.test', origin: 'http://evil.test', 'sec-fetch-site': 'same-origin' },
    421,
  ],
  ['a host that only ends alike', { hosts: ['site.test'] }, { host: 'evilsite.test' }, 421],
  ['a host that a client claims', { hosts: ['site.test'] }, { host: 'evil.test', 'x-forwarded-host': 'site.test' }, 421],
  [
    'a host that a proxy passes on',
    { hosts: ['site.test'], trustProxy: true },
    { host: 'relay:3000', 'x-forwarded-host': 'site.test' },
    200,
  ],
])('answers under %s', async (_name, options, headers, status) => {
  const { send } = await open(options)
  expect((await send('/apps/demo/config', headers)).status).toBe(status)
  expect((await send('/healthz', headers)).status).toBe(200)
})

test.each<[string, GradioRelayOptions, Record<string, string>, string]>([
  ['nobody says otherwise', {}, {}, 'http://inner.test/api/experimental/sse'],
  ['a client says so', {}, { 'x-forwarded-host': 'site.test', 'x-forwarded-proto': 'https' }, 'http://inner.test/api/experimental/sse'],
  [
    'a trusted proxy says so',
    { trustProxy: true },
    { 'x-forwarded-host': 'site.test', 'x-forwarded-proto': 'https' },
    'https://site.test/api/experimental/sse',
  ],
  [
    'a trusted proxy took a prefix away',
    { trustProxy: true },
    { 'x-forwarded-host': 'site.test:8443', 'x-forwarded-proto': 'https, http', 'x-forwarded-prefix': '/ai' },
    'https://site.test:8443/ai/api/experimental/sse',
  ],
  [
    'a trusted proxy passes nonsense on',
    { trustProxy: true },
    { 'x-forwarded-host': 'a/b?c', 'x-forwarded-proto': 'file', 'x-forwarded-prefix': '//evil.test/..' },
    'http://inner.test/api/experimental/sse',
  ],
])('files of a run lead to the relay where clients see it: %s', async (_name, options, headers, base) => {
  const { app, post, get } = createTestBed(options)
  const inner = DEMO.replace('https://site.test', 'http://inner.test')
  await post(`${inner}/queue/join`, { data: ['x'], fn_index: 0, session_hash: 's' }, headers)
  const upstream = await app.stream(0)
  upstream.send(completed('up1', [{ path: '/tmp/a', url: `${APP_URL}/gradio_api/file=/tmp/a` }]))
  upstream.end()
  expect(await (await get(`${inner}/queue/data?session_hash=s&last_event_id=`)).text()).toContain(
    `"url":"${base}/apps/demo/gradio_api/file=/tmp/a"`,
  )
})

test.each([
  ['text/html', 'text/html', true],
  ['image/svg+xml', 'image/svg+xml', true],
  ['application/xhtml+xml', 'application/xhtml+xml', true],
  ['multipart/x-mixed-replace; boundary=x', 'multipart/x-mixed-replace; boundary=x', true],
  ['text/javascript', 'text/plain', false],
  ['application/wasm', 'text/plain', false],
  ['image/png', 'image/png', false],
])('a file of type %s is no page and no code of the relay', async (type, shown, isDownload) => {
  const { app, get } = createTestBed()
  app.answer('/file=/tmp/a', () => new Response('x', { headers: { 'content-type': type } }))
  const { headers } = await get(`${DEMO}/file=/tmp/a`)
  expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([shown, isDownload ? 'attachment' : null])
  expect([headers.get('x-content-type-options'), headers.get('content-security-policy')]).toEqual([
    'nosniff',
    "sandbox; default-src 'none'",
  ])
})
