/** `onRunStart`, `onRefusal`, `onReconnect`, `onError`: what a relay's owner is told. No hook harms a run. */
import { expect, test, vi } from 'vitest'
import type { GradioRelayOptions, RelayReconnect, RelayRefusal, RunStart } from '../../src/relay/index.ts'
import { completed } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO, readFrames } from './relay-client.ts'
import type { TestBed } from './relay-client.ts'

interface Told {
  readonly starts: RunStart[]
  readonly refusals: RelayRefusal[]
  readonly reconnects: RelayReconnect[]
  readonly errors: unknown[]
}

function createBed(options: GradioRelayOptions = {}): TestBed & Told {
  const told: Told = { starts: [], refusals: [], reconnects: [], errors: [] }
  const bed = createTestBed({
    onRunStart: (start) => void told.starts.push(start),
    onRefusal: (refusal) => void told.refusals.push(refusal),
    onReconnect: (reconnect) => void told.reconnects.push(reconnect),
    onError: (error) => void told.errors.push(error),
    ...options,
  })
  return { ...bed, ...told }
}

test('tells of each run that is taken, once, and of none that the app refuses', async () => {
  const { app, clock, join, post, starts, refusals } = createBed({ authorize: () => ({ owner: 'ann' }) })
  const startedAt = clock.now()
  const run = await join('s')
  const stream = await app.stream(0)
  stream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
  await clock.settle()
  expect(starts).toEqual([{ app: 'demo', endpoint: '/echo', run, owner: 'ann', startedAt }])
  app.answer('/queue/join', () => Response.json({ detail: 'Queue is full.' }, { status: 503 }))
  await post(`${DEMO}/queue/join`, { data: ['x'], fn_index: 0, session_hash: 's' })
  expect(starts).toHaveLength(1)
  expect(refusals).toEqual([{ action: 'join', app: 'demo', owner: 'ann', status: 503, code: 'queue-full' }])
})

test.each<[string, GradioRelayOptions, (bed: TestBed) => Promise<unknown>, Partial<RelayRefusal>]>([
  [
    'by authorize',
    { authorize: () => ({ status: 402, message: 'Your credits are used up.' }) },
    ({ post }) => post(`${DEMO}/queue/join`, { data: ['x'], fn_index: 0, session_hash: 's' }),
    { action: 'join', app: 'demo', owner: null, status: 402, code: 'access-denied' },
  ],
  [
    'by a limit',
    { authorize: () => ({ owner: 'ann' }), limits: { perClient: { maxStreams: 1 } } },
    async ({ get, join }) => {
      await join('s')
      await get(`${DEMO}/queue/data?session_hash=s`)
      await get(`${DEMO}/queue/data?session_hash=s`)
    },
    { action: 'read', app: 'demo', owner: 'ann', status: 429, code: 'rate-limited' },
  ],
  [
    'of an app that is not there',
    {},
    ({ get }) => get(`${BASE}/apps/other/gradio_api/config`),
    { action: null, app: null, owner: null, status: 403, code: 'app-not-allowed' },
  ],
  [
    'of a page of another site',
    { cors: ['https://friend.test'] },
    ({ get }) => get(`${DEMO}/config`, { headers: { origin: 'https://evil.test' } }),
    { action: null, status: 403, code: 'app-not-allowed' },
  ],
  [
    'of a body that is none',
    {},
    ({ post }) => post(`${DEMO}/queue/join`, { data: ['x'], session_hash: 's' }),
    { action: null, app: null, status: 400, code: null },
  ],
  [
    'of an app that does not answer',
    {},
    ({ app, get }) => {
      app.answer('/config', () => new Response('', { status: 404 }))
      return get(`${DEMO}/config`)
    },
    { action: 'describe', app: 'demo', code: 'app-not-gradio' },
  ],
])('tells of a refusal %s', async (_name, options, ask, facts) => {
  const bed = createBed(options)
  await ask(bed)
  expect(bed.refusals).toEqual([expect.objectContaining(facts)])
})

test('tells of a page whose stream broke and that is back, with the runs it reads on', async () => {
  const { app, clock, join, get, reconnects } = createBed({ authorize: () => ({ owner: 'ann' }) })
  const run = await join('s')
  const upstream = await app.stream(0)
  upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
  await clock.settle()
  const first = readFrames(await get(`${DEMO}/queue/data?session_hash=s&last_event_id=`))
  const { id } = (await first.next()) ?? {}
  await first.close()
  expect(reconnects).toEqual([])
  await get(`${DEMO}/queue/data?session_hash=s&last_event_id=${id}&again=1`)
  await get(`${DEMO}/queue/data?session_hash=forgotten&last_event_id=${id}&again=1`)
  expect(reconnects).toEqual([
    { app: 'demo', owner: 'ann', runs: [run], isResumed: true },
    { app: 'demo', owner: 'ann', runs: [], isResumed: false },
  ])
})

test('tells nothing that a client said: no session, no input, no header', async () => {
  const { app, clock, join, get, post, starts, refusals, reconnects } = createBed()
  const run = await join('secret-session', { data: ['secret input'] })
  await app.stream(0)
  await get(`${DEMO}/queue/data?session_hash=secret-session&last_event_id=x&again=1&q=secret`, { headers: { cookie: 'a=secret' } })
  await post(`${DEMO}/queue/join`, { data: ['secret input'], session_hash: 'secret-session' }, { authorization: 'Bearer secret' })
  await clock.settle()
  expect([starts, reconnects, refusals].map(({ length }) => length)).toEqual([1, 1, 1])
  expect(JSON.stringify([starts, reconnects, refusals])).not.toContain('secret')
  expect(reconnects[0]?.runs).toEqual([run])
})

const FAILING: ReadonlyArray<readonly [string, () => never | Promise<never>]> = [
  [
    'throws',
    () => {
      throw new Error('of the hook')
    },
  ],
  ['rejects', () => Promise.reject(new Error('of the hook'))],
]

test.each(FAILING)('a hook that %s is told to onError once each time, and no run is harmed', async (_name, fail) => {
  const { app, clock, join, get, post, errors } = createBed({ onRunStart: fail, onRunEnd: fail, onRefusal: fail, onReconnect: fail })
  await join('s')
  const stream = await app.stream(0)
  await get(`${DEMO}/queue/data?session_hash=s&last_event_id=x&again=1`)
  await post(`${DEMO}/queue/join`, { data: ['x'], session_hash: 's' })
  stream.send(completed('up1', ['HELLO']))
  await clock.settle()
  expect(errors).toEqual(Array.from({ length: 4 }, () => expect.objectContaining({ message: 'of the hook' })))
  expect(await (await get(`${DEMO}/queue/poll?session_hash=s`)).json()).toMatchObject({ done: true, messages: [{}] })
})

test.each(FAILING)('an onError that %s is shown by the process once, and no run is harmed', async (_name, fail) => {
  const shown = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const authorize = (): never => fail() as never
  const { app, clock, join, get } = createBed({ onError: fail, onRunEnd: fail })
  await join('s')
  const stream = await app.stream(0)
  stream.send(completed('up1', ['HELLO']))
  await clock.settle()
  expect(shown).toHaveBeenCalledTimes(1)
  expect(await (await get(`${DEMO}/queue/poll?session_hash=s`)).json()).toMatchObject({ done: true })
  const answer = await createBed({ authorize, onError: fail }).get(`${DEMO}/config`)
  expect(answer.status).toBe(500)
  shown.mockRestore()
})
