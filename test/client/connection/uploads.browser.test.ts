/** In a real page: which way a file goes, and that its bytes are counted while they go. */
import { expect, test } from 'vitest'
import { chooseUpload } from '../../../src/client/connection/files/default-upload.ts'
import type { UploadRequest } from '../../../src/client/connection/files/send-file.ts'
import { uploadWithXhr } from '../../../src/client/connection/files/upload-xhr.ts'
import { systemClock } from '../../../src/client/kit/clock.ts'

const file = new File([new Uint8Array(8_000_000)], 'large.bin')

function request(given: Partial<UploadRequest> = {}, fetch: typeof globalThis.fetch = globalThis.fetch) {
  const steps: number[] = []
  const http = { fetch, credentials: 'same-origin', headers: () => ({}), requestTimeoutMs: 1000, clock: systemClock } as const
  const url = new URL('/upload-test', location.href).href
  const whole: UploadRequest = {
    url,
    progressUrl: url,
    route: 'relay',
    file,
    name: file.name,
    headers: {},
    http,
    signal: new AbortController().signal,
    onProgress: (sentBytes) => steps.push(sentBytes),
    ...given,
  }
  return { whole, steps }
}

test('counts the bytes of a file while they are sent', async () => {
  const { whole, steps } = request()
  const answer = await chooseUpload(false)(whole)
  expect(answer.status).toBeGreaterThan(0)
  expect(steps[0]).toBe(0)
  expect(steps.at(-1)).toBe(file.size)
  for (const [index, step] of steps.entries()) expect(step).toBeGreaterThanOrEqual(steps[index - 1] ?? 0)
})

test('stops sending when it is told to', async () => {
  const controller = new AbortController()
  const reason = new Error('enough')
  const { whole } = request({ signal: controller.signal, onProgress: () => controller.abort(reason) })
  await expect(uploadWithXhr(whole)).rejects.toBe(reason)
})

test.each([
  ['headers of the caller', { headers: { 'x-token': 'a' } }, false],
  ['a fetch of the caller', {}, true],
])('goes by fetch with %s, as a form that follows no redirect', async (_name, given, hasOwnFetch) => {
  const seen: RequestInit[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (init?.method === 'POST') seen.push(init)
    return new Response(new Request(input).url.includes('upload') ? '["/tmp/large.bin"]' : '')
  }
  const { whole } = request(given, fetch)
  expect(await chooseUpload(hasOwnFetch)(whole)).toMatchObject({ status: 200, text: '["/tmp/large.bin"]', isRedirect: false })
  expect(seen).toMatchObject([{ redirect: 'manual', body: expect.any(FormData) }])
})
