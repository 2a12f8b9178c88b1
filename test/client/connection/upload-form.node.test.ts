import { expect, test } from 'vitest'
import { uploadForm } from '../../../src/client/connection/files/upload-form.ts'
import { createManualClock } from '../../../src/testing/manual-clock.ts'

const file = new File(['x'.repeat(100)], 'a.txt')
const sse = (...messages: object[]) =>
  new Response(messages.map((message) => `data: ${JSON.stringify(message)}\n\n`).join(''), {
    headers: { 'content-type': 'text/event-stream' },
  })
const update = (size: unknown) => ({ msg: 'update', orig_name: 'a.txt', chunk_size: size })

/** An upload that is answered when the test says so, while the server tells of its progress. */
function uploading(answers: (() => Response)[]) {
  const clock = createManualClock()
  const steps: number[] = []
  let answer: (response: Response) => void = () => {}
  let asked = 0
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (init?.method === 'POST') return new Promise((resolve) => (answer = resolve))
    asked += 1
    return Promise.resolve((answers.shift() ?? (() => new Response('', { status: 404 })))())
  }
  const http = { fetch, credentials: 'omit', headers: () => ({}), requestTimeoutMs: 1000, clock } as const
  const urls = { url: 'http://a.test/upload', progressUrl: 'http://a.test/upload_progress' }
  const { signal } = new AbortController()
  const sent = uploadForm({
    ...urls,
    route: 'direct',
    file,
    name: 'a.txt',
    headers: {},
    http,
    signal,
    onProgress: (bytes) => steps.push(bytes),
  })
  return { clock, steps, sent, asked: () => asked, answer: () => answer(Response.json(['/tmp/a.txt'])) }
}

test('tells what the server says has arrived', async () => {
  const { clock, steps, sent, answer } = uploading([() => sse(update(40), update(60), update(1000), { msg: 'done' })])
  await clock.advance(600)
  answer()
  expect(await sent).toEqual({ status: 200, text: '["/tmp/a.txt"]', isRedirect: false, contentType: 'application/json' })
  expect(steps.slice(0, 3)).toEqual([40, 100, 100])
})

test('asks again while the server does not know the upload yet, and ends with the upload', async () => {
  const { clock, steps, sent, asked, answer } = uploading([() => sse(), () => new Response('', { status: 404 }), () => sse(update(40))])
  await clock.advance(1600)
  expect([asked(), steps]).toEqual([3, [40]])
  answer()
  await sent
  await clock.advance(10_000)
  expect([asked(), clock.pendingCount]).toEqual([3, 0])
})

test.each(['x', -5, null, {}, Number.MAX_VALUE])('takes %j for no progress', async (size) => {
  const { clock, steps, sent, answer } = uploading([() => sse(update(size))])
  await clock.advance(600)
  answer()
  await sent
  expect(steps.every((bytes) => bytes >= 0 && bytes <= 100)).toBe(true)
})
