/** Which addresses a relay reaches for its clients: rules, names and real sockets. */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createAllowList } from '../../src/relay/guard/allow-list.ts'
import { isPublicAddress } from '../../src/relay/guard/public-addresses.ts'
import { createPublicNetwork } from '../../src/relay/guard/public-network.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelayOptions } from '../../src/relay/index.ts'
import { CONFIG, INFO } from './fake-upstream-app.ts'
import { BASE } from './relay-client.ts'

test.each([
  ['8.8.8.8', true],
  ['2606:4700:4700::1111', true],
  ['::ffff:8.8.8.8', true],
  ['127.0.0.1', false],
  ['127.8.8.8', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['224.0.0.1', false],
  ['198.18.0.1', false],
  ['203.0.113.9', false],
  ['::1', false],
  ['::', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:a9fe:a9fe', false],
  ['::127.0.0.1', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['2001:0:7f00:1::', false],
  ['fc00::1', false],
  ['fe80::1', false],
  ['ff02::1', false],
  ['2001:db8::1', false],
  ['not an address', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected)
})

test.each<[string, string, boolean]>([
  ['https://*.hf.space', 'https://ann-demo.hf.space', true],
  ['https://*.hf.space', 'https://ann-demo.hf.space/any', true],
  ['https://*.hf.space', 'http://ann-demo.hf.space', false],
  ['https://*.hf.space', 'https://ann-demo.hf.space:8443', false],
  ['https://*.hf.space', 'https://hf.space', false],
  ['https://*.hf.space', 'https://a.b.hf.space', false],
  ['https://*.hf.space', 'https://evil.test/x.hf.space', false],
  ['https://*.hf.space', 'https://ann.hf.space.evil.test', false],
  ['https://*.hf.space', 'https://annhf.space', false],
  ['https://ann-*.hf.space', 'https://ann-demo.hf.space', true],
  ['https://ann-*.hf.space', 'https://bob-demo.hf.space', false],
  ['https://*.apps.test:8443/gradio', 'https://one.apps.test:8443/gradio/x', true],
  ['https://*.apps.test:8443/gradio', 'https://one.apps.test:8443/gradios', false],
])('%s lets %s in: %s', (rule, address, expected) => {
  expect(createAllowList([rule])(address)).toBe(expected)
})

test.each<[string, string | RegExp, RegExp]>([
  ['a star alone', 'https://*', /holds "https:\/\/\*", whose \* may only stand in a host.* Write it as in https:\/\/\*\.hf\.space/],
  ['a star before a name alone', 'https://*.com', /at least two names without one/],
  ['a star in the path', 'https://a.test/*', /may only stand in a host/],
  ['a star as the scheme', '*://a.test', /may only stand in a host/],
  ['a pattern of the end', /\.hf\.space$/, /holds \/\\\.hf\\\.space\$\/, which is not anchored to the whole origin/],
  ['a pattern of the beginning', /^https:\/\/a\.hf\.space/, /not anchored to the whole origin/],
  ['a pattern by lines', /^https:\/\/a\.test$/m, /not anchored/],
  ['half a pattern', /^https:\/\/a\.test$|b/, /not anchored/],
  ['two patterns', /^https:\/\/a\.test|evil\.test$/, /on both sides of \|/],
  ['a dot for anything', /^https:\/\/.*\.hf\.space$/, /a dot stands for any character.* Write "https:\/\/\*\.hf\.space"/],
  ['a dot by mistake', /^https:\/\/a.hf\.space$/, /a dot stands for any character/],
])('refuses in allow %s', (_name, rule, words) => {
  expect(() => createGradioRelay({ allow: [rule] })).toThrow(words)
  expect(() => createGradioRelay({ allow: [rule] })).toThrow(expect.objectContaining({ code: 'options-invalid' }))
})

test('a RegExp sees the origin only', () => {
  const isAllowed = createAllowList([/^https:\/\/(?:a|b)\.test$/])
  expect(['https://a.test/x', 'https://b.test', 'https://evil.test/https://a.test'].map(isAllowed)).toEqual([true, true, false])
})

interface InnerServer {
  readonly port: number
  readonly asked: string[]
}

const endings: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})

function answerAsApp(request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '').replace(/\?.*/, '')
  response.setHeader('connection', 'close')
  if (path === '/config') response.end(JSON.stringify(CONFIG))
  else if (path === '/gradio_api/info') response.end(JSON.stringify(INFO))
  else if (path === '/gradio_api/upload') request.resume().on('end', () => response.end('["/tmp/a"]'))
  else if (path.startsWith('/gradio_api/file=')) response.end('bytes')
  else response.writeHead(404).end()
}

/** A Gradio app on this machine. */
async function serve(answer?: (request: IncomingMessage, response: ServerResponse) => boolean): Promise<InnerServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    if (!answer?.(request, response)) answerAsApp(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endings.push(() => new Promise((resolve) => server.close(resolve)))
  return { port: (server.address() as AddressInfo).port, asked }
}

function open(options: GradioRelayOptions): {
  get: (path: string, init?: RequestInit) => Promise<Response>
  discover: (app: string) => Promise<string>
} {
  const relay = createGradioRelay({ sse: true, requestTimeoutMs: 500, ...options })
  endings.push(() => relay.close())
  const get = (path: string, init?: RequestInit): Promise<Response> => relay.fetch(new Request(`${BASE}${path}`, init))
  return {
    get,
    async discover(app) {
      const headers = { 'content-type': 'application/json' }
      const answer = await get('/discover', { method: 'POST', headers, body: JSON.stringify({ baseUrl: app }) })
      const { success, app: found } = await answer.json()
      return success ? 'found' : found.failure.code
    },
  }
}

const idOf = (address: string): string => Buffer.from(address).toString('base64url')
const every = (): boolean => true

test.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '2130706433', '0x7f000001', '127.1'])(
  'an app at %s is not reached by its address',
  async (host) => {
    const inner = await serve()
    const { get, discover } = open({ allow: every })
    const address = `http://${host}:${inner.port}`
    expect(await discover(address)).toMatch(/^app-(?:not-allowed|unreachable)$/)
    for (const path of ['config', 'info', 'file=/etc/passwd'])
      expect([403, 502]).toContain((await get(`/apps/${idOf(address)}/${path}`)).status)
    expect(inner.asked).toEqual([])
  },
)

test('an app inside is reached under its name in apps, also by its address', async () => {
  const inner = await serve()
  const { discover } = open({ apps: { demo: `http://127.0.0.1:${inner.port}` } })
  expect(await discover('demo')).toBe('found')
  expect(await discover(`http://127.0.0.1:${inner.port}`)).toBe('found')
})

test('a name that leads inside is not followed, and looks like one that does not exist', async () => {
  const inner = await serve()
  const resolve = async (hostname: string): Promise<string[]> => (hostname === 'inside.test' ? ['127.0.0.1', '::1'] : [])
  const { get } = open({ allow: every, resolve })
  const answers: unknown[] = []
  for (const name of ['inside.test', 'nobody.test']) {
    const answer = await get(`/apps/${idOf(`http://${name}:${inner.port}`)}/config`)
    answers.push([answer.status, await answer.json()])
  }
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]).toMatchObject([502, { code: 'app-unreachable', message: expect.stringContaining('no public address') }])
  expect(inner.asked).toEqual([])
})

test('a name that changes between two look-ups is looked up once for each connection, and only what is public is connected to', async () => {
  const inner = await serve()
  const answers = [['127.0.0.1', '192.0.2.1'], ['10.0.0.1'], ['127.0.0.1']]
  let asked = 0
  const { get } = open({ allow: every, resolve: async () => answers[asked++ % answers.length] ?? [] })
  for (let attempt = 0; attempt < 6; attempt++) {
    expect((await get(`/apps/${idOf(`http://changes.test:${inner.port}`)}/config`)).status).toBe(502)
  }
  expect(asked).toBe(6)
  expect(inner.asked).toEqual([])
})

test('the address that was checked is the one that is connected to', async () => {
  const inner = await serve()
  const isPublic = (address: string): boolean => address === '127.0.0.1'
  const network = createPublicNetwork(async () => ['127.0.0.2', '127.0.0.1'], isPublic)
  endings.push(() => network.close())
  const answer = await network.fetch(`http://app.test:${inner.port}/config`)
  expect(await answer.json()).toMatchObject({ version: CONFIG.version })
  await expect(network.fetch(`http://127.0.0.2:${inner.port}/config`)).rejects.toThrow()
  expect(inner.asked).toEqual(['GET /config'])
})

test('a WebSocket goes the same way', async () => {
  const inner = await serve()
  const network = createPublicNetwork(async () => ['127.0.0.1'])
  endings.push(() => network.close())
  await expect(network.fetch(`http://app.test:${inner.port}/config`)).rejects.toThrow()
  const { WebSocket: Socket } = network
  if (Socket === undefined) throw new Error('There is no WebSocket.')
  for (const host of ['app.test', '127.0.0.1']) {
    const socket = new Socket(`ws://${host}:${inner.port}/queue/join`)
    await new Promise((resolve) => socket.addEventListener('close', resolve))
  }
  expect(inner.asked).toEqual([])
  const open = createPublicNetwork(
    async () => ['127.0.0.1'],
    () => true,
  )
  endings.push(() => open.close())
  await open.fetch(`http://app.test:${inner.port}/config`)
  const { WebSocket: OpenSocket } = open
  const socket = OpenSocket && new OpenSocket(`ws://app.test:${inner.port}/queue/join`)
  await new Promise((resolve) => socket?.addEventListener('close', resolve))
  expect(inner.asked).toEqual(['GET /config', 'GET /queue/join'])
})

test('a redirect inside, and a root inside, are not followed', async () => {
  const target = await serve()
  const app = await serve((request, response) => {
    if (request.url === '/config') response.end(JSON.stringify({ ...CONFIG, root: `http://127.0.0.1:${target.port}` }))
    else response.writeHead(302, { location: `http://127.0.0.1:${target.port}${request.url}` }).end()
    return true
  })
  const { get, discover } = open({ apps: { demo: `http://127.0.0.1:${app.port}` } })
  expect(await discover('demo')).toBe('found')
  const form = { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' }
  for (const answer of [
    await get('/apps/demo/file=/tmp/a'),
    await get('/apps/demo/upload', form),
    await get('/apps/demo/upload_progress?upload_id=u'),
  ])
    expect(answer.status).toBe(502)
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ data: ['x'], fn_index: 0, session_hash: 's' })
  expect((await get('/apps/demo/queue/join', { method: 'POST', headers, body })).status).toBe(502)
  expect(app.asked).toContain('GET /gradio_api/file=/tmp/a')
  expect(target.asked).toEqual([])
})

test('uploads and files of an app that a client named go to the checked address', async () => {
  const inner = await serve()
  const network = createPublicNetwork(
    async () => ['127.0.0.1'],
    () => true,
  )
  endings.push(() => network.close())
  const { get } = open({ allow: every, fetch: network.fetch })
  const at = `/apps/${idOf(`http://app.test:${inner.port}`)}`
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }
  const sent = await get(`${at}/upload`, {
    method: 'POST',
    headers,
    body: '--x\r\ncontent-disposition: form-data; name="files"\r\n\r\nx\r\n--x--',
  })
  expect(await sent.json()).toEqual(['/tmp/a'])
  expect(await (await get(`${at}/file=/tmp/a`)).text()).toBe('bytes')
})
