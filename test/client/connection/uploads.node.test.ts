import '../loaded.ts'
import { expect, test, vi } from 'vitest'
import type { GradioClient } from '../../../src/client/client.ts'
import type { Upload } from '../../../src/client/connection/files/send-file.ts'
import type { GradioClientOptions } from '../../../src/client/client-options.ts'
import type { AppDescription } from '../../../src/client/protocol/describe/app-description.ts'
import type { RunEvent } from '../../../src/client/run/run-event.ts'
import type { Run } from '../../../src/client/run/run.ts'
import { createFakeApp, fixtureApp, json, message } from './fake-app.ts'
import type { FakeApp } from './fake-app.ts'
import { createClient, describeEnd, watch } from './runs.ts'
import { serveUploads } from './upload-server.ts'

const file = (text: string, name = 'a.txt') => new File([text], name, { type: 'text/plain' })

interface Scene {
  readonly fake: FakeApp
  readonly client: GradioClient
  readonly app: AppDescription
  readonly uploads: ReturnType<typeof serveUploads>
}

function scene(
  given: Parameters<typeof serveUploads>[1] & {
    app?: Partial<AppDescription>
    options?: GradioClientOptions
    route?: 'direct' | 'relay'
  } = {},
): Scene {
  const fake = createFakeApp()
  const uploads = serveUploads(fake, given)
  const client = createClient(fake, { fetch: uploads.fetch, ...given.options })
  return { fake, uploads, client, app: fixtureApp(given.route ?? 'direct', given.app) }
}

const joinedData = (fake: FakeApp): unknown => (fake.asked('/queue/join').at(-1)?.body as { data: unknown } | undefined)?.data
const fileData = (path: string, name: string, size: number, type: string | null = 'text/plain') => ({
  path,
  orig_name: name,
  size,
  mime_type: type,
  meta: { _type: 'gradio.FileData' },
})

for (const route of ['direct', 'relay'] as const) {
  test(`sends files before the join and puts what Gradio takes in their place, ${route}`, async () => {
    const { fake, uploads, client, app } = scene({ route })
    const run = client.submit(app, '/files', { file: file('hello', 'a "b"\n ü%20.txt'), image: null })
    await vi.waitFor(() => expect(fake.asked('/queue/join')).toHaveLength(1))
    expect(uploads.sent[0]).toMatchObject({ text: 'hello', type: 'text/plain' })
    const { name = '', path = '' } = uploads.sent[0] ?? {}
    expect(name).toBe('a "b"\n ü%20.txt')
    expect(joinedData(fake)).toContainEqual(fileData(path, 'a "b"\n ü%20.txt', 5))
    run.detach()
  })
}

test('says how far it is, in bytes of the files, and goes back to submitting', async () => {
  const { fake, client, app } = scene()
  const run = client.submit(app, '/files', [file('x'.repeat(200_000)), file('y'.repeat(1000), 'b.txt')])
  const events: RunEvent[] = []
  const statuses: string[] = []
  run.observe((event, state) => {
    events.push(event)
    if (statuses.at(-1) !== state.status) statuses.push(state.status)
  })
  await vi.waitFor(() => expect(fake.streams).toHaveLength(1))
  expect(statuses).toEqual(['uploading', 'submitting', 'queued'])
  const steps = events.flatMap((event) => (event.type === 'uploading' ? [event] : []))
  expect(steps[0]).toMatchObject({
    sentBytes: 0,
    totalBytes: 201_000,
    files: [
      { name: 'a.txt', totalBytes: 200_000 },
      { name: 'b.txt', totalBytes: 1000 },
    ],
  })
  expect(steps.at(-1)).toMatchObject({ sentBytes: 201_000 })
  for (const [index, step] of steps.entries()) expect(step.sentBytes).toBeGreaterThanOrEqual(steps[index - 1]?.sentBytes ?? 0)
  fake.stream().send(message.done('e1', 'ok'))
  expect((await run.settled).status).toBe('succeeded')
  expect(JSON.stringify(run.getTrace())).not.toContain('b.txt')
})

test('refuses a file over the limit before a byte is sent', async () => {
  const { fake, uploads, client, app } = scene({ app: { maxFileSizeBytes: 4 } })
  const { end, run } = watch(client.submit(app, '/files', [null, file('hello', 'big.txt')]))
  await run.settled
  expect(describeEnd(end())).toBe('failed file-too-large')
  expect(end()).toMatchObject({
    error: {
      isRetryable: false,
      message: expect.stringMatching(/"big\.txt" has 5 bytes, the app takes 4/),
      details: { file: 'big.txt', sizeBytes: 5, limitBytes: 4 },
    },
  })
  expect([uploads.sent.length, fake.requests.length]).toEqual([0, 0])
})

test('sends the same file once, for several runs at once and for the next', async () => {
  const { fake, uploads, client, app } = scene()
  const same = file('hello')
  const runs = [client.submit(app, '/files', [same, same]), client.submit(app, '/files', [null, same])]
  await vi.waitFor(() => expect(fake.asked('/queue/join')).toHaveLength(2))
  const later = watch(client.submit(app, '/files', [null, same]))
  const statuses = new Set<string>()
  later.run.observe((_event, state) => statuses.add(state.status))
  await vi.waitFor(() => expect(fake.asked('/queue/join')).toHaveLength(3))
  expect(uploads.sent).toHaveLength(1)
  expect(statuses).not.toContain('uploading')
  for (const run of [...runs, later.run]) run.detach()
})

test.each<[string, (scene: Scene, run: Run) => Promise<unknown>]>([
  ['the app was started again', async ({ fake }) => fake.on.set('/app_id', () => json({ app_id: 2 }))],
  [
    'the run that had it failed',
    ({ fake }, run) => {
      fake.stream().send({ msg: 'process_completed', event_id: 'e1', output: { error: 'not uploaded' }, success: false })
      return run.settled
    },
  ],
])('sends a file again after %s', async (_name, happens) => {
  const it = scene()
  const { fake, uploads, client, app } = it
  const same = file('hello')
  const first = client.submit(app, '/files', [null, same])
  await vi.waitFor(() => expect(fake.streams).toHaveLength(1))
  await happens(it, first)
  const second = client.submit(app, '/files', [null, same])
  await vi.waitFor(() => expect(fake.asked('/queue/join')).toHaveLength(2))
  expect(uploads.sent).toHaveLength(2)
  for (const run of [first, second]) run.detach()
})

test('sends two at a time', async () => {
  const { fake, uploads, client, app } = scene({ holds: true })
  const gallery = Array.from({ length: 5 }, (_, index) => file(`${index}`, `${index}.png`))
  const run = client.submit(app, '/files', [gallery, null])
  for (let sent = 0; sent < 5; sent += 2) {
    await vi.waitFor(() => expect(uploads.open()).toBe(Math.min(2, 5 - sent)))
    uploads.release()
    await vi.waitFor(() => expect(uploads.sent).toHaveLength(Math.min(5, sent + 2)))
  }
  await vi.waitFor(() => expect(fake.asked('/queue/join')).toHaveLength(1))
  run.detach()
})

test('stops sending when the run is cancelled, and joins nothing', async () => {
  const { fake, app } = scene()
  let signal: AbortSignal | undefined
  const upload: Upload = (request) => {
    signal = request.signal
    return new Promise(() => {})
  }
  const run = createClient(fake, { upload }).submit(app, '/files', [null, file('hello')])
  await vi.waitFor(() => expect(signal?.aborted).toBe(false))
  expect(await run.cancel()).toBe('confirmed')
  expect((await run.settled).status).toBe('cancelled')
  await vi.waitFor(() => expect(signal?.aborted).toBe(true))
  expect(fake.asked('/queue/join')).toEqual([])
})

test('goes on sending for one run when another that wants the file is cancelled', async () => {
  const { fake, uploads, client, app } = scene({ holds: true })
  const same = file('hello')
  const [left, kept] = [client.submit(app, '/files', [null, same]), client.submit(app, '/files', [null, same])]
  await vi.waitFor(() => expect(uploads.open()).toBe(1))
  await left.cancel()
  uploads.release()
  await vi.waitFor(() => expect(fake.asked('/queue/join')).toHaveLength(1))
  expect(uploads.sent).toHaveLength(1)
  kept.detach()
})

test.each<[string, () => Response | Promise<Response>, string, object]>([
  [
    '413',
    () => json({ detail: 'File size exceeds maximum allowed size of 10 bytes' }, 413),
    'file-too-large',
    { status: 413, file: 'a.txt', sizeBytes: 5 },
  ],
  [
    '401',
    () => json({ detail: { error: 'Not authenticated', auth_message: 'Members only' } }, 401),
    'login-required',
    { authMessage: 'Members only' },
  ],
  ['500', () => new Response('Internal Server Error', { status: 500 }), 'upload-failed', { status: 500, file: 'a.txt' }],
  ['no path', () => json([]), 'upload-failed', { status: 200 }],
  ['HTML', () => new Response('<p>hi'), 'upload-failed', { status: 200 }],
  ['a path that is none', () => json([{ path: 'x' }]), 'upload-failed', { status: 200 }],
  [
    'an error of the relay',
    () => json({ detail: 'x', code: 'app-not-allowed', message: 'The relay does not allow this app.' }, 403),
    'app-not-allowed',
    { status: 403 },
  ],
  ['a redirect', () => new Response(null, { status: 307, headers: { location: 'http://evil.test/' } }), 'upload-failed', { status: 307 }],
  ['nobody', () => Promise.reject(new TypeError('fetch failed')), 'upload-failed', { file: 'a.txt' }],
])('fails with a typed error when an upload is answered with %s', async (_name, answer, code, details) => {
  const fake = createFakeApp()
  const client = createClient(fake, {
    fetch: async (input, init) => (new Request(input).url.includes('/upload?') ? answer() : fake.fetch(input, init)),
  })
  const end = await client.submit(fixtureApp('direct'), '/files', [null, file('hello')]).settled
  expect(end).toMatchObject({ status: 'failed', eventId: null, error: { code, details } })
  expect(fake.asked('/queue/join')).toEqual([])
})

test('ends an upload of which nothing is taken any more', async () => {
  const { fake, app } = scene()
  let isBegun = false
  const client = createClient(fake, {
    upload: ({ onProgress, signal }) => {
      onProgress(1)
      isBegun = true
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    },
  })
  const { end } = watch(client.submit(app, '/files', [null, file('hello')]))
  await vi.waitFor(() => expect(isBegun).toBe(true))
  await fake.clock.advance(39_000)
  expect(end()).toBeNull()
  await fake.clock.advance(2_000)
  expect(end()).toMatchObject({ error: { code: 'upload-failed', message: expect.stringContaining('nothing of it was taken for 40 s') } })
})

test('asks for headers for the upload itself, and sends them there', async () => {
  const asked: string[] = []
  const { fake, uploads, client, app } = scene({
    options: {
      headers: ({ url }) => {
        asked.push(new URL(url).pathname)
        return { 'x-token': new URL(url).pathname }
      },
    },
  })
  const run = client.submit(app, '/files', [null, file('hello')])
  await vi.waitFor(() => expect(fake.asked('/queue/join')).toHaveLength(1))
  expect(asked).toContain('/gradio_api/upload')
  expect(uploads.sent[0]?.headers.get('x-token')).toBe('/gradio_api/upload')
  expect(Number(uploads.sent[0]?.headers.get('content-length'))).toBeGreaterThan(5)
  run.detach()
})
