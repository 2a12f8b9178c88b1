/** Files in a run's data behind proxies: the page gets addresses below the one at which it reached the relay. */
import { expect, test } from 'vitest'
import { GradioClient } from '../../src/client/index.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelayOptions } from '../../src/relay/index.ts'
import { APP_URL, completed, CONFIG, createFakeApp, INFO } from './fake-upstream-app.ts'

/** What a page calls, what the relay hears, and which headers the proxy adds. */
interface Proxy {
  readonly page: string
  readonly inner: string
  readonly headers?: Readonly<Record<string, string>>
  readonly options?: GradioRelayOptions
}

const SITE = 'https://site.test/api/experimental/sse'
const FORWARDED = { 'x-forwarded-host': 'site.test', 'x-forwarded-proto': 'https', 'x-forwarded-for': '10.0.0.1' }

const PROXIES: ReadonlyArray<readonly [string, Proxy]> = [
  ['nothing', { page: SITE, inner: SITE }],
  ['a server that tells the relay its own address, as Next.js does', { page: SITE, inner: 'http://localhost:3000/api/experimental/sse' }],
  ['a proxy with X-Forwarded-…', { page: SITE, inner: 'http://10.0.0.7:8080/api/experimental/sse', headers: FORWARDED }],
  [
    'a proxy that takes a prefix away',
    { page: 'https://site.test/gradio/api/experimental/sse', inner: 'http://relay:3000/api/experimental/sse' },
  ],
  ['a proxy that puts another path', { page: 'https://site.test/ai', inner: 'http://relay:3000/api/experimental/sse', headers: FORWARDED }],
  [
    'a proxy, and a publicUrl',
    { page: 'https://site.test/ai', inner: 'http://relay:3000/api/experimental/sse', options: { publicUrl: 'https://site.test/ai' } },
  ],
]

const path = '/tmp/gradio/a b.png'
const url = `${APP_URL}/gradio_api/file=${path}`
const marked = { path, url, orig_name: 'a b.png', meta: { _type: 'gradio.FileData' } }

test.each(PROXIES)('files lead to the page behind %s', async (_name, { page, inner, headers = {}, options }) => {
  const app = createFakeApp()
  const component = { id: 2, type: 'json', props: { value: null } }
  const value = { id: 1, type: 'image', props: { value: marked } }
  app.answer('/config', () => Response.json({ ...CONFIG, components: [value, component, CONFIG.components[2]] }))
  const { parameters, returns } = INFO.named_endpoints['/echo']
  const picture = { ...parameters[0], component: 'Image', parameter_default: marked }
  app.answer('/info', () => Response.json({ ...INFO, named_endpoints: { '/echo': { parameters: [picture], returns } } }))
  app.answer(`/file=${encodeURI(path)}`, () => new Response('bytes'))
  const relay = createGradioRelay({ apps: { demo: APP_URL }, sse: true, fetch: app.fetch, ...options })
  const asked: string[] = []
  const proxied: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    asked.push(request.url)
    if (!request.url.startsWith(`${page}/`)) throw new TypeError('fetch failed')
    const heard = new Request(inner + request.url.slice(page.length), request)
    for (const [name, text] of Object.entries(headers)) heard.headers.set(name, text)
    return relay.fetch(heard)
  }
  const client = new GradioClient({ backendUrl: page, fetch: proxied, shareTabs: false })
  const description = await client.discover('demo')
  const run = client.submit(description, '/echo')
  const upstream = await app.stream(0)
  upstream.send(completed('up1', [{ marked, list: [{ url }], plain: { path, url }, elsewhere: { url: 'https://cdn.test/x.png' } }]))
  upstream.end()
  const state = await run.settled
  const expected = `${page}/apps/demo/gradio_api/file=/tmp/gradio/a%20b.png`
  const [data] = state.status === 'succeeded' ? state.data : []
  expect(data).toMatchObject({
    marked: { url: expected },
    list: [{ url: expect.stringMatching(/^https:\/\/site\.test\//) }],
    plain: { url: expect.stringMatching(/^https:\/\/site\.test\//) },
    elsewhere: { url: 'https://cdn.test/x.png' },
  })
  expect(description.endpoints[0]?.parameters[0]?.defaultValue).toMatchObject({ url: expected })
  expect(JSON.stringify([data, description])).not.toMatch(/localhost|relay:3000|10\.0\.0\.7/)
  expect(await (await proxied(expected)).text()).toBe('bytes')
  await relay.close()
})
