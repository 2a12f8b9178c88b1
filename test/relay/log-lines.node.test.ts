/** Lines of the option `logger`, written by a real pino: what is in them, and above all what is not. */
import pino from 'pino'
import { expect, test } from 'vitest'
import type { GradioRelayOptions } from '../../src/relay/index.ts'
import { completed, createFakeApp } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO } from './relay-client.ts'
import type { TestBed } from './relay-client.ts'

type Line = Record<string, unknown>

function createBed(options: GradioRelayOptions = {}): TestBed & { lines: () => Line[]; text: () => string } {
  let text = ''
  const logger = pino({ base: null, timestamp: false }, { write: (line: string) => void (text += line) })
  const lines = (): Line[] => text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
  return { ...createTestBed({ logger, ...options }), lines, text: () => text }
}

test('writes one line for each start and end of a run, refusal, reconnect and failure', async () => {
  const { app, clock, join, get, post, lines } = createBed({
    authorize: (_request, { action }) => (action === 'upload' ? (JSON.parse('{') as boolean) : { owner: 'ann' }),
  })
  const run = await join('s')
  const stream = await app.stream(0)
  await clock.advance(2_000)
  await get(`${DEMO}/queue/data?session_hash=s&last_event_id=&again=1`)
  stream.send({ ...completed('up1', []), success: false, output: { error: 'no' } })
  await clock.settle()
  await post(`${DEMO}/queue/join`, { data: ['x'], session_hash: 's' })
  await get(`${DEMO}/upload_progress?upload_id=1`)
  const [info, warn, error] = [30, 40, 50]
  const facts = { run, app: 'demo', endpoint: '/echo', owner: 'ann' }
  expect(lines()).toEqual([
    { level: info, ...facts, msg: 'run started' },
    { level: info, app: 'demo', owner: 'ann', runs: [run], isResumed: true, msg: 'page reconnected' },
    { level: warn, ...facts, status: 'failed', code: 'run-failed', tookMs: 2_000, msg: 'run ended' },
    { level: warn, action: null, app: null, owner: null, status: 400, code: null, msg: 'request refused' },
    {
      level: error,
      type: 'SyntaxError',
      code: null,
      at: expect.arrayContaining([expect.stringMatching(/^at /)]),
      msg: 'relay failed at something',
    },
    { level: warn, action: 'upload', app: 'demo', owner: null, status: 500, code: null, msg: 'request refused' },
  ])
})

test('has no secret of a request in any line: inputs, headers, cookies, addresses, tokens, sessions', async () => {
  const app = createFakeApp()
  const bed = createBed({
    apps: { demo: { url: 'https://inside.secret.test', headers: { authorization: 'Bearer secret' } } },
    allow: ['https://chosen.test'],
    tokens: { secret: 'a secret of the tests, 32 letters' },
    fetch: app.fetch,
    authorize: (request) => {
      if (request.url.includes('fail')) throw new Error(`secret ${request.url}`)
      return true
    },
  })
  const headers = { authorization: 'Bearer secret', cookie: 'session=secret', 'x-gradio-secret': 'secret', 'user-agent': 'secret' }
  await bed.post(`${DEMO}/queue/join?__sign=secret`, { data: ['secret'], fn_index: 0, session_hash: 'secret-session', secret: 1 }, headers)
  const stream = await app.stream(0)
  await bed.get(`${DEMO}/queue/data?session_hash=secret-session&last_event_id=secret&again=1&secret=1`, { headers })
  stream.send({ ...completed('up1', ['secret']), output: { error: 'secret' }, success: false, title: 'secret', code: 'secret' })
  await bed.clock.settle()
  await bed.get(`${DEMO}/queue/data?session_hash=secret-session&fail=secret`, { headers })
  await bed.post(`${DEMO}/queue/join`, { data: ['secret'], session_hash: 'secret-session' }, headers)
  await bed.post(`${DEMO}/login`, { username: 'secret', password: 'secret' }, headers)
  await bed.get(`${BASE}/follow`, { headers: { ...headers, 'x-gradio-run-token': 'secret' } })
  await bed.get(`${BASE}/apps/${btoa('https://other.test/?token=secret')}/gradio_api/config`, { headers })
  await bed.post(`${BASE}/discover`, { baseUrl: 'https://ann:secret@chosen.test/?token=secret' }, headers)
  app.answer('/queue/join', () => {
    throw Object.assign(new Error('connect ECONNREFUSED 10.1.2.3 secret'), { code: 'ECONNREFUSED' })
  })
  await bed.post(`${DEMO}/queue/join`, { data: ['secret'], fn_index: 0, session_hash: 'secret-session' }, headers)
  await bed.relay.submit({ app: 'demo', endpoint: '/echo', inputs: ['secret'] }).catch(() => undefined)
  await bed.clock.settle()
  expect(bed.lines().length).toBeGreaterThanOrEqual(8)
  for (const said of ['secret', 'inside', '10.1.2.3', '?']) expect(bed.text()).not.toContain(said)
})

test('a logger that fails harms no run', async () => {
  const shown: unknown[] = []
  const fail = (): never => {
    throw new Error('disk full')
  }
  const bed = createTestBed({ logger: { info: fail, warn: fail, error: () => undefined }, onError: (error) => shown.push(error) })
  await bed.join('s')
  const stream = await bed.app.stream(0)
  stream.send(completed('up1', ['HELLO']))
  await bed.clock.settle()
  expect(shown).toHaveLength(2)
  expect(await (await bed.get(`${DEMO}/queue/poll?session_hash=s`)).json()).toMatchObject({ done: true })
})

test('refuses what is no logger', () => {
  // @ts-expect-error It has one method of three.
  expect(() => createTestBed({ logger: { info: () => undefined } })).toThrow(
    expect.objectContaining({ code: 'options-invalid', message: expect.stringContaining('logger') }),
  )
})
