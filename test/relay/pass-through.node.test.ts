import { expect, test, vi } from 'vitest'
import { APP_URL, CONFIG, createFakeApp, INFO } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO } from './relay-client.ts'

const ROOT = `${BASE}/apps/demo`

test.each([`${ROOT}/config`, `${DEMO}/config`, `${ROOT}/config/`])('shows a config of its own at %s', async (url) => {
  const { get } = createTestBed()
  const response = await get(url)
  const text = await response.text()
  const config = JSON.parse(text)
  expect(config).toMatchObject({
    root: '',
    api_prefix: '/gradio_api',
    protocol: 'sse_v3',
    username: null,
    space_id: null,
    version: '6.31.0',
  })
  expect(config.dependencies.map(({ queue }: { queue: unknown }) => queue)).toEqual([true, true])
  expect(config.components[1].props.value.url).toBe(`${DEMO}/file=/cache/a.txt`)
  expect(text).not.toContain('app.test')
  expect(text).not.toContain('ann')
})

test('shows an app without a prefix under the prefix, with ids for its functions', async () => {
  const app = createFakeApp('')
  const dependencies = CONFIG.dependencies.map(({ id: _id, ...rest }) => rest)
  app.answer('/config', () => Response.json({ ...CONFIG, api_prefix: undefined, dependencies, version: '4.44.1' }))
  const { get, join } = createTestBed({}, app)
  const config = await (await get(`${ROOT}/config`)).json()
  expect(config.api_prefix).toBe('/gradio_api')
  expect(config.dependencies.map(({ id }: { id: unknown }) => id)).toEqual([0, 1])
  await join('s')
  expect(app.requests.at(-1)?.path.startsWith('/queue/')).toBe(true)
})

test('says its public address where it knows it', async () => {
  const { get } = createTestBed({ publicUrl: 'https://public.test/relay/' })
  expect((await (await get(`${ROOT}/config`)).json()).root).toBe('https://public.test/relay/apps/demo')
})

test('keeps numbers of config and app_id as they were written', async () => {
  const app = createFakeApp()
  app.answer('/config', () => new Response(JSON.stringify(CONFIG).replace('"app_id":1', '"app_id":12345678901234567890')))
  app.answer('/app_id', () => new Response('{"app_id":12345678901234567890}'))
  const { get } = createTestBed({}, app)
  expect(await (await get(`${ROOT}/config`)).text()).toContain('"app_id":12345678901234567890')
  expect(await (await get(`${DEMO}/app_id`)).text()).toBe('{"app_id":12345678901234567890}')
})

test('passes the info on as text, without the address of the app', async () => {
  const app = createFakeApp()
  app.answer('/info', () => new Response(`{"named_endpoints":{},"x":1.0,"code_snippets":"Client(\\"${APP_URL}/\\")"}`))
  const { get } = createTestBed({}, app)
  const response = await get(`${DEMO}/info?serialize=False&evil=1`)
  expect(await response.text()).toBe(`{"named_endpoints":{},"x":1.0,"code_snippets":"Client(\\"${ROOT}/\\")"}`)
  expect(app.to('/info')[0]?.path).toBe('/gradio_api/info?serialize=False')
})

test('answers the login of an app and its absence in words', async () => {
  const app = createFakeApp()
  app.answer('/config', () => Response.json({ detail: 'Not authenticated' }, { status: 401 }))
  const { get, post } = createTestBed({}, app)
  expect((await get(`${ROOT}/config`)).status).toBe(401)
  expect(await (await post(`${DEMO}/queue/join`, { data: [], fn_index: 0, session_hash: 's' })).json()).toMatchObject({
    code: 'login-required',
  })
  app.answer('/config', () => Promise.reject(new TypeError(`connect ECONNREFUSED ${APP_URL}`)))
  const gone = await get(`${ROOT}/config`)
  const text = await gone.text()
  expect([gone.status, JSON.parse(text).code]).toEqual([502, 'app-unreachable'])
  expect(text).not.toContain('app.test')
})

test.each(['/tmp/a%20b%23c%25.txt', '/tmp/%C3%A4.txt', 'C:%5Ctmp/x.txt', '/tmp/a//b.txt'])(
  'asks for the file %s as it came',
  async (path) => {
    const app = createFakeApp()
    app.answer(`/file=${path}`, () => new Response('content', { headers: { 'content-type': 'text/plain' } }))
    const { get } = createTestBed({}, app)
    for (const base of [DEMO, ROOT]) expect(await (await get(`${base}/file=${path}?x=1`)).text()).toBe('content')
  },
)

test.each([
  ['/stream/s_1/7/2/playlist.m3u8', 'content'],
  ['/stream/s-1/7/2/a1b2.aac', 'content'],
  ['/stream/s1/7/15', 'content'],
  ['/stream/s1/7/2/..%2F..%2Fconfig', '{"detail":"File not found."}'],
  ['/stream/s1/7/%2e%2e/playlist.m3u8', '{"detail":"Not Found"}'],
])('a stream the app writes at %s answers %s', async (path, expected) => {
  const app = createFakeApp()
  app.answer(path, () => new Response('content', { headers: { 'content-type': 'application/vnd.apple.mpegurl' } }))
  const { get } = createTestBed({}, app)
  expect(await (await get(`${DEMO}${path}`)).text()).toBe(expected)
})

test('passes ranges on, safe headers back and no cookies', async () => {
  const app = createFakeApp()
  app.answer('/file=/a.wav', ({ headers }) => {
    const range = headers.get('range')
    return new Response('RIFF', {
      status: 206,
      headers: {
        'content-type': 'audio/wav',
        'content-range': `seen ${range}`,
        'set-cookie': 'a=b',
        server: 'uvicorn',
        'accept-ranges': 'bytes',
      },
    })
  })
  const { get } = createTestBed({}, app)
  const response = await get(`${DEMO}/file=/a.wav`, { headers: { range: 'bytes=0-3', cookie: 'x=y' } })
  expect(response.status).toBe(206)
  expect(Object.fromEntries(response.headers)).toEqual({
    'accept-ranges': 'bytes',
    'content-range': 'seen bytes=0-3',
    'content-security-policy': "sandbox; default-src 'none'",
    'content-type': 'audio/wav',
    'x-content-type-options': 'nosniff',
  })
  expect(app.to('/file=/a.wav')[0]?.headers.get('cookie')).toBeNull()
})

test.each([
  ['text/html; charset=utf-8', 'inline; filename="a.html"', 'attachment; filename="a.html"'],
  ['image/svg+xml', null, 'attachment'],
  ['application/xhtml+xml', 'inline', 'attachment'],
  ['image/png', 'inline; filename="a.png"', 'inline; filename="a.png"'],
])('lets no page of the app run at its own origin: %s', async (type, disposition, expected) => {
  const app = createFakeApp()
  const headers: Record<string, string> =
    disposition === null ? { 'content-type': type } : { 'content-type': type, 'content-disposition': disposition }
  app.answer('/file=/a', () => new Response('x', { headers }))
  const { get } = createTestBed({}, app)
  expect((await get(`${DEMO}/file=/a`)).headers.get('content-disposition')).toBe(expected)
})

test.each([
  ['403', new Response('Traceback', { status: 403 }), 403],
  ['500', new Response('Traceback', { status: 500 }), 502],
  ['a redirect to another host', Response.redirect('http://inside.test/secret'), 502],
])('gives no text of the app out where it answers a file with %s', async (_name, answer, status) => {
  const app = createFakeApp()
  app.answer('/file=/a', () => answer.clone())
  const { get } = createTestBed({}, app)
  const response = await get(`${DEMO}/file=/a`)
  expect(response.status).toBe(status)
  expect(await response.text()).not.toMatch(/Traceback|inside/)
})

test('passes an upload on with its boundary, and answers the paths', async () => {
  const app = createFakeApp()
  app.answer('/upload', () => Response.json(['/tmp/gradio/a.txt']))
  const { relay } = createTestBed({}, app)
  const form = new FormData()
  form.append('files', new Blob(['hello']), 'a.txt')
  const response = await relay.fetch(new Request(`${DEMO}/upload?upload_id=abc`, { method: 'POST', body: form }))
  expect(await response.json()).toEqual(['/tmp/gradio/a.txt'])
  const sent = app.to('/upload')[0]
  expect(sent?.path).toBe('/gradio_api/upload?upload_id=abc')
  expect(sent?.headers.get('content-type')).toMatch(/^multipart\/form-data; ?boundary=/)
  expect(sent?.body).toContain('hello')
})

test('breaks an upload over the limit off', async () => {
  const { relay } = createTestBed({ limits: { maxUploadBytes: 1_000 } })
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  const response = await relay.fetch(new Request(`${DEMO}/upload`, { method: 'POST', headers, body: 'x'.repeat(2_000) }))
  expect([response.status, (await response.json()).code]).toEqual([413, 'file-too-large'])
})

test('passes an upload on while it is still coming', async () => {
  const app = createFakeApp()
  let seen: ReadableStreamDefaultReader<Uint8Array> | undefined
  const fetchApp: typeof fetch = async (input, init) => {
    if (!new Request(input).url.endsWith('/upload')) return app.fetch(input, init)
    seen = new Response(init?.body).body?.getReader()
    return new Promise(() => {})
  }
  const { relay } = createTestBed({ fetch: fetchApp }, app)
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  const client = new AbortController()
  void relay.fetch(
    new Request(`${DEMO}/upload`, { method: 'POST', headers, body: readable, duplex: 'half', signal: client.signal } as RequestInit),
  )
  void writable.getWriter().write(new TextEncoder().encode('first piece'))
  await vi.waitFor(() => expect(seen).toBeDefined())
  expect(new TextDecoder().decode((await seen?.read())?.value)).toBe('first piece')
  client.abort()
})

test("says that a file is too large in the library's words when the app does", async () => {
  const app = createFakeApp()
  app.answer('/upload', () => Response.json({ detail: 'File size exceeds maximum allowed size of 10 bytes' }, { status: 413 }))
  const { relay } = createTestBed({}, app)
  const form = new FormData()
  form.append('files', new Blob(['hello']), 'a.txt')
  const response = await relay.fetch(new Request(`${DEMO}/upload`, { method: 'POST', body: form }))
  expect([response.status, (await response.json()).code]).toEqual([413, 'file-too-large'])
})

test.each([
  [undefined, 1_000_000, 995_904],
  [500, 1_000_000, 500],
  [5_000_000, 1_000_000, 995_904],
  ['huge', 1_000_000, 995_904],
])('tells clients the smaller limit for files: the app says %s, the relay %s', async (own, maxUploadBytes, expected) => {
  const app = createFakeApp()
  app.answer('/config', () => Response.json({ ...CONFIG, max_file_size: own }))
  const { get } = createTestBed({ limits: { maxUploadBytes } }, app)
  expect((await (await get(`${ROOT}/config`)).json()).max_file_size).toBe(expected)
})

test('passes on what the app has received of an upload, and nothing that is no event stream', async () => {
  const app = createFakeApp()
  const text = 'data: {"msg":"update","orig_name":"a.txt","chunk_size":5}\n\ndata: {"msg":"done"}\n\n'
  app.answer('/upload_progress', ({ path }) =>
    path.endsWith('?upload_id=abc')
      ? new Response(text, { headers: { 'content-type': 'text/event-stream' } })
      : new Response('<p>secret', { status: 200 }),
  )
  const { get } = createTestBed({}, app)
  const known = await get(`${DEMO}/upload_progress?upload_id=abc`)
  expect([known.headers.get('content-type'), await known.text()]).toEqual([expect.stringMatching(/^text\/event-stream/), text])
  const unknown = await get(`${DEMO}/upload_progress?upload_id=def`)
  expect([unknown.status, await unknown.text()]).toEqual([404, '{"detail":"Nothing is known of this upload."}'])
  expect((await get(`${DEMO}/upload_progress?upload_id=${encodeURIComponent('../x')}`)).status).toBe(422)
})

test('runs a function around the queue with a session of its own at the app', async () => {
  const app = createFakeApp()
  app.answer('/run/echo', () => new Response(`{"data":[1.0,{"path":"/a","url":"${APP_URL}/gradio_api/file=/a"}]}`))
  const { post } = createTestBed({}, app)
  const response = await post(`${DEMO}/run/echo`, '{"data":[1.0],"session_hash":"mine"}')
  expect(await response.text()).toBe(`{"data":[1.0,{"path":"/a","url":"${DEMO}/file=/a"}]}`)
  expect(app.to('/run/echo')[0]?.body).toMatch(/^\{"data":\[1\.0\],"session_hash":"[0-9a-f]{32}"\}$/)
})

test('passes the words of a function that failed on, but no traceback', async () => {
  const app = createFakeApp()
  app.answer('/run/echo', () => Response.json({ error: 'no good' }, { status: 500 }))
  const { post } = createTestBed({}, app)
  const failed = await post(`${DEMO}/run/echo`, { data: [] })
  expect([failed.status, await failed.json()]).toEqual([500, { error: 'no good' }])
  app.answer('/run/echo', () => new Response('Traceback (most recent call last): secret', { status: 500 }))
  const crashed = await post(`${DEMO}/run/echo`, { data: [] })
  expect(await crashed.text()).not.toContain('secret')
})

test('answers the heartbeat every 15 s until the client goes', async () => {
  const { get, clock } = createTestBed()
  const reader = (await get(`${DEMO}/heartbeat/abc`)).body?.getReader()
  const decoder = new TextDecoder()
  expect(decoder.decode((await reader?.read())?.value)).toBe('data: ALIVE\n\n')
  const second = reader?.read()
  await clock.advance(15_000)
  expect(decoder.decode((await second)?.value)).toBe('data: ALIVE\n\n')
  await reader?.cancel()
  await clock.settle()
  expect(clock.pendingCount).toBe(0)
})

test('reads the config of an app again after a minute, not for every join', async () => {
  const bed = createTestBed()
  await bed.join('s')
  await bed.join('s')
  expect(bed.app.to('/config')).toHaveLength(1)
  await bed.clock.advance(61_000)
  await bed.join('t')
  expect(bed.app.to('/config')).toHaveLength(2)
  expect(Object.keys(INFO.named_endpoints)).toContain('/echo')
})
