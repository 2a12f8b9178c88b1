/**
 * `component_server` through the relay: folders of a file explorer are listed, and nothing else of any component is
 * run.
 */
import { expect, test, vi } from 'vitest'
import { CONFIG, createFakeApp } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO } from './relay-client.ts'

const ENTRIES = [{ name: 'one.txt', type: 'file', valid: true }]
const LETTERS = { data: ['letters'], fn_name: 'ls', component_id: 9, session_hash: 'mine' }
const URLS = [`${DEMO}/component_server`, `${BASE}/apps/demo/component_server/`]

/** An app with a file explorer, number 9. */
function createExplorerApp() {
  const app = createFakeApp()
  app.answer('/config', () => Response.json({ ...CONFIG, components: [...CONFIG.components, { id: 9, type: 'fileexplorer', props: {} }] }))
  app.answer('/component_server', () => Response.json(ENTRIES))
  return app
}

function sentTo(app: ReturnType<typeof createFakeApp>) {
  return app.to('/component_server').map(({ body }) => JSON.parse(body))
}

test.each(URLS)('lists a folder at %s, in a session of the relay’s own', async (url) => {
  const app = createExplorerApp()
  const { post } = createTestBed({}, app)
  const response = await post(url, { ...LETTERS, more: 'of it' }, { cookie: 'a=b', authorization: 'Bearer client' })
  expect([response.status, await response.json()]).toEqual([200, ENTRIES])
  await post(url, LETTERS)
  const [first, second] = sentTo(app)
  expect(first).toEqual({ data: ['letters'], fn_name: 'ls', component_id: 9, session_hash: expect.stringMatching(/^[\da-f]{32}$/) })
  expect(second.session_hash).toBe(first.session_hash)
  const [request] = app.to('/component_server')
  expect([request?.headers.get('cookie'), request?.headers.get('authorization')]).toEqual([null, null])
})

test('asks with the headers the relay has for the app', async () => {
  const app = createExplorerApp()
  const { post } = createTestBed({ apps: { demo: { url: 'http://app.test:7860', headers: { authorization: 'Bearer relay' } } } }, app)
  await post(`${DEMO}/component_server`, LETTERS)
  expect(app.to('/component_server')[0]?.headers.get('authorization')).toBe('Bearer relay')
})

test.each<[string, object, number]>([
  ['another function', { fn_name: 'postprocess' }, 403],
  ['no function', { fn_name: undefined }, 403],
  ['a function that only begins alike', { fn_name: 'ls ' }, 403],
  ['a component that is no file explorer', { component_id: 1 }, 404],
  ['a component the app does not have', { component_id: 77 }, 404],
  ['a component named by a text', { component_id: '9' }, 404],
  ['no session', { session_hash: undefined }, 400],
  ['a session that is none', { session_hash: 'a b' }, 400],
  ['a folder above the root', { data: ['..'] }, 400],
  ['a path in one piece', { data: ['letters/../..'] }, 400],
  ['a path of Windows', { data: ['..\\..'] }, 400],
  ['a folder without a name', { data: [''] }, 400],
  ['the folder itself', { data: ['.'] }, 400],
  ['a name with a zero', { data: ['a\0b'] }, 400],
  ['a number', { data: [1] }, 400],
  ['a text', { data: 'letters' }, 400],
  ['a path without end', { data: Array.from({ length: 201 }, () => 'a') }, 400],
])('passes nothing on for %s', async (_name, change, status) => {
  const app = createExplorerApp()
  const { post } = createTestBed({}, app)
  expect((await post(`${DEMO}/component_server`, { ...LETTERS, ...change })).status).toBe(status)
  expect(sentTo(app)).toEqual([])
})

test('lists the root when no folder is named', async () => {
  const app = createExplorerApp()
  const { post } = createTestBed({}, app)
  await post(`${DEMO}/component_server`, { ...LETTERS, data: null })
  expect(sentTo(app)[0].data).toEqual([])
})

test('takes no body that is too long, is no JSON, or could have come from any page', async () => {
  const app = createExplorerApp()
  const { post } = createTestBed({}, app)
  const url = `${DEMO}/component_server`
  expect((await post(url, { ...LETTERS, data: ['a'.repeat(70_000)] })).status).toBe(413)
  expect((await post(url, 'ls')).status).toBe(422)
  expect((await post(url, LETTERS, { 'content-type': 'text/plain' })).status).toBe(415)
  expect((await post(url, LETTERS, { origin: 'https://other.test', 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect(app.requests).toEqual([])
})

test('answers only whom the relay lets in, for an app it knows', async () => {
  const app = createExplorerApp()
  const closed = createTestBed({ authorize: () => false }, app)
  expect((await closed.post(`${DEMO}/component_server`, LETTERS)).status).toBe(401)
  const open = createTestBed({}, app)
  expect((await open.post(`${BASE}/apps/other/component_server`, LETTERS)).status).toBe(403)
  expect((await open.get(`${DEMO}/component_server`)).status).toBe(404)
  expect(app.requests).toEqual([])
})

test('opens no session where each that the relay holds is in use', async () => {
  const app = createExplorerApp()
  const { join, post } = createTestBed({ limits: { maxSessions: 1 } }, app)
  await join('busy', { fn_index: 1 })
  const refused = await post(`${DEMO}/component_server`, LETTERS)
  expect([refused.status, refused.headers.get('retry-after'), (await refused.json()).code]).toEqual([503, '5', 'queue-full'])
})

test.each<[string, () => Response | Promise<Response>, number]>([
  ['a traceback', () => new Response('Traceback (most recent call last): /srv/secret', { status: 500 }), 502],
  ['no such route', () => Response.json({ detail: 'Not Found: /srv/secret' }, { status: 404 }), 404],
  ['a page', () => new Response('<p>/srv/secret</p>'), 502],
  ['an object', () => Response.json({ detail: '/srv/secret' }), 502],
  ['a login', () => Response.json({ detail: '/srv/secret' }, { status: 401 }), 401],
  ['a redirect', () => Response.redirect('http://inside.test/secret'), 502],
  ['a broken line', () => Promise.reject(new TypeError('connect ECONNREFUSED app.test /srv/secret')), 502],
  ['more than anybody lists', () => new Response(new Uint8Array(17 * 1024 * 1024).fill(32)), 502],
])('gives no text of the app out where it answers with %s', async (_name, answer, status) => {
  const app = createExplorerApp()
  app.answer('/component_server', answer)
  const onError = vi.fn()
  const { post } = createTestBed({ onError }, app)
  const response = await post(`${DEMO}/component_server`, LETTERS)
  expect(response.status).toBe(status)
  expect(await response.text()).not.toMatch(/secret|app\.test/)
  expect(onError).not.toHaveBeenCalled()
})
