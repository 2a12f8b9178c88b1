import { expect, test } from 'vitest'
import { completed, INFO } from './fake-upstream-app.ts'
import { createTestBed, DEMO } from './relay-client.ts'

type Bed = ReturnType<typeof createTestBed>

async function begin({ post }: Bed, path: string, body: unknown): Promise<string> {
  const answer = await post(`${DEMO}/${path}`, body)
  expect(answer.status).toBe(200)
  const { event_id: eventId } = (await answer.json()) as { event_id: string }
  return eventId
}

const step = (...data: unknown[]) => ({ msg: 'process_generating', event_id: 'up1', success: true, output: { data, is_generating: true } })

test('a call is a run: it goes on while nobody reads, and is read whole as often as one likes', async () => {
  const bed = createTestBed()
  const { app, clock, get } = bed
  const eventId = await begin(bed, 'call/echo', { data: ['hi'] })
  expect(JSON.parse(app.to('/queue/join')[0]?.body ?? '')).toMatchObject({ data: ['hi'], fn_index: 0 })
  const upstream = await app.stream(0)
  for (const message of [
    { msg: 'process_starts', event_id: 'up1', eta: null },
    step('a'),
    step([['append', [], 'b']]),
    completed('up1', ['ab']),
  ])
    upstream.send(message)
  upstream.end()
  await clock.settle()
  for (let time = 0; time < 2; time += 1) {
    const answer = await get(`${DEMO}/call/echo/${eventId}`)
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(await answer.text()).toBe(
      'event: generating\ndata: ["a"]\n\nevent: generating\ndata: ["ab"]\n\nevent: complete\ndata: ["ab"]\n\n',
    )
  }
})

test('numbers keep their digits; states need not be given and are null, as at Gradio', async () => {
  const bed = createTestBed()
  const { app, get, post } = bed
  const answer = await post(`${DEMO}/call/stateful`, '{"data": [12345678901234567890]}')
  const { event_id: eventId } = (await answer.json()) as { event_id: string }
  expect(app.to('/queue/join')[0]?.body).toContain('"data":[12345678901234567890,null]')
  const upstream = await app.stream(0)
  upstream.send('{"msg":"process_completed","event_id":"up1","success":true,"output":{"data":[null,1.0]}}')
  expect(await (await get(`${DEMO}/call/stateful/${eventId}`)).text()).toBe('event: complete\ndata: [null,1.0]\n\n')
})

test('version 2 takes arguments by name, with defaults, and refuses others by name', async () => {
  const bed = createTestBed()
  const { app, post } = bed
  await begin(bed, 'call/v2/echo', {})
  await begin(bed, 'call/v2/echo', { text: 'mine' })
  expect(app.to('/queue/join').map(({ body }) => (JSON.parse(body) as { data: unknown }).data)).toEqual([['hello'], ['mine']])
  const refused = await post(`${DEMO}/call/v2/echo`, { txt: 'a' })
  expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'input-invalid', message: '/echo has no parameter "txt".' }])
  expect(app.to('/queue/join')).toHaveLength(2)
})

test('a failure of the app is an error event, and a call in a session of the caller is found by it', async () => {
  const bed = createTestBed()
  const { app, get } = bed
  const eventId = await begin(bed, 'call/echo', { data: ['hi'], session_hash: 'mine' })
  const upstream = await app.stream(0)
  upstream.send({ msg: 'process_completed', event_id: 'up1', success: false, output: { error: 'no good' } })
  expect((await get(`${DEMO}/call/echo/${eventId}`)).status).toBe(404)
  const events = await (await get(`${DEMO}/call/echo/${eventId}?session_hash=mine`)).text()
  expect(events).toBe('event: error\ndata: {"error":"no good"}\n\n')
})

test('a heartbeat comes while the app is silent', async () => {
  const bed = createTestBed()
  const eventId = await begin(bed, 'call/echo', { data: ['hi'] })
  await bed.app.stream(0)
  const reader = (await bed.get(`${DEMO}/call/echo/${eventId}`)).body?.getReader()
  const first = reader?.read()
  await bed.clock.advance(15_000)
  expect(new TextDecoder().decode((await first)?.value)).toBe('event: heartbeat\ndata: null\n\n')
  await reader?.cancel()
})

test('a call of somebody else does not exist', async () => {
  const bed = createTestBed({ authorize: (request) => ({ owner: request.headers.get('x-user') ?? 'nobody' }) })
  const answer = await bed.post(`${DEMO}/call/echo`, { data: ['hi'] }, { 'x-user': 'ann' })
  const { event_id: eventId } = (await answer.json()) as { event_id: string }
  const read = (user: string) => bed.get(`${DEMO}/call/echo/${eventId}`, { headers: { 'x-user': user } })
  expect((await read('bob')).status).toBe(404)
  const own = await read('ann')
  expect(own.status).toBe(200)
  await own.body?.cancel()
})

test.each([
  ['call/nothing', { data: [] }, 404, 'endpoint-unknown'],
  ['call/echo', { inputs: [] }, 422, undefined],
])('refuses %s', async (path, body, status, code) => {
  const answer = await createTestBed().post(`${DEMO}/${path}`, body)
  expect(answer.status).toBe(status)
  const text = await answer.text()
  expect((JSON.parse(text) as { code?: string }).code).toBe(code)
  // Nothing tells where the app is.
  expect(text).not.toContain('app.test')
})

test('api/{name} is run/{name}', async () => {
  const { app, post } = createTestBed()
  app.answer('/run/echo', () => Response.json({ data: ['hi'] }))
  expect(await (await post(`${DEMO}/api/echo`, { data: ['hi'] })).json()).toEqual({ data: ['hi'] })
})

test('a token goes only with a call that asks for one, and never over plain http', async () => {
  const { app, post } = createTestBed()
  const echo = { ...INFO.named_endpoints['/echo'], oauth_token: 'required' }
  app.answer('/info', () => Response.json({ ...INFO, named_endpoints: { ...INFO.named_endpoints, '/echo': echo } }))
  const refused = await post(`${DEMO}/call/v2/echo`, { text: 'hi', oauth_token: 'hf_secret' })
  expect([refused.status, await refused.json()]).toMatchObject([400, { code: 'address-invalid' }])
  expect((await post(`${DEMO}/call/v2/stateful`, { text: 'hi', oauth_token: 'hf_secret' })).status).toBe(200)
  expect(app.to('/queue/join').map(({ body }) => body.includes('hf_secret'))).toEqual([false])
})

test('the headers of a visitor of a Space go with a call to that Space, as with every join', async () => {
  const bed = createTestBed({ apps: { demo: 'https://ann-demo.hf.space' } })
  await bed.post(`${DEMO}/call/echo`, { data: ['hi'] }, { 'x-zerogpu-token': 'ours' })
  expect(bed.app.to('/queue/join')[0]?.headers.get('x-zerogpu-token')).toBe('ours')
})
