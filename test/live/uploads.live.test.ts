/**
 * Files on real Gradio, direct and through the relay: there and back with the right bytes, and none that is too large.
 */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { GradioClient, type RunEvent } from '../../src/client/index.ts'
import { fileAddress, readFiles } from '../../src/react/kit/file-address.ts'
import { type GradioApp, type GradioVersion, startGradioApp } from '../../scripts/gradio-app.ts'
import { type ServedRelay, serveRelay } from './serve.ts'

const versions = (Object.keys(inject('gradio')) as GradioVersion[]).filter((version) => ['4', '5', '6'].includes(version))
const LIMIT_BYTES = 3_000_000

const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
)

/** Bytes that no text survives as. */
function noise(size: number, name: string): File {
  const bytes = new Uint8Array(size)
  for (let index = 0; index < size; index += 1) bytes[index] = (index * 31 + (index >> 8)) & 255
  return new File([bytes], name, { type: 'application/octet-stream' })
}

const digest = (bytes: ArrayBuffer): string => createHash('sha256').update(new Uint8Array(bytes)).digest('hex')

describe.each(versions)('Gradio %s', (version) => {
  let app: GradioApp
  beforeAll(async () => {
    app = await startGradioApp(version, { args: ['--max-file-size', `${LIMIT_BYTES}b`] })
  })
  afterAll(() => app.stop())

  describe.each(['direct', 'relay'] as const)('%s', (way) => {
    let relay: ServedRelay | null = null
    let client: GradioClient
    const requests: string[] = []

    beforeAll(async () => {
      if (way === 'relay') relay = await serveRelay({ apps: { fixture: app.url }, sse: true })
      const counted: typeof fetch = (input, init) => {
        requests.push(new URL(input instanceof Request ? input.url : input).pathname)
        return fetch(input, init)
      }
      client = new GradioClient({ backendUrl: relay?.backendUrl ?? null, fetch: counted })
    })
    afterAll(async () => {
      client.close()
      await relay?.close()
    })

    const uploads = (): number => requests.filter((path) => path.endsWith('/upload')).length

    test('takes a file with an odd name there and back, byte by byte, and tells how far it is', async () => {
      const description = await client.discover(app.url)
      expect(description.maxFileSizeBytes).toBe(LIMIT_BYTES)
      const file = noise(2_000_000, 'Größe 100% & mehr, #2 (ü).bin')
      const picture = new File([png], 'one.png', { type: 'image/png' })
      const run = client.submit(description, '/files', [file, picture])
      const events: RunEvent[] = []
      run.observe((event) => events.push(event))
      const end = await run.settled
      expect(end).toMatchObject({ status: 'succeeded' })
      const [back] = readFiles(end.data?.[1]) ?? []
      expect(back).toMatchObject({ sizeBytes: file.size })
      const address = back && fileAddress(back, description)
      const answer = await fetch(address ?? 'missing:')
      expect(answer.status).toBe(200)
      expect(digest(await answer.arrayBuffer())).toBe(digest(await file.arrayBuffer()))
      const steps = events.flatMap((event) => (event.type === 'uploading' ? [event.sentBytes] : []))
      expect(steps.at(0)).toBe(0)
      expect(steps.at(-1)).toBe(file.size + picture.size)
      expect(steps.length).toBeGreaterThan(2)

      const before = uploads()
      expect(await client.submit(description, '/files', { image: picture, file }).settled).toMatchObject({ status: 'succeeded' })
      expect(uploads()).toBe(before)
    })

    test('refuses a file over the limit before a byte is sent', async () => {
      const description = await client.discover(app.url)
      const before = requests.length
      const end = await client.submit(description, '/files', [noise(LIMIT_BYTES + 1, 'big.bin'), null]).settled
      expect(end).toMatchObject({
        status: 'failed',
        error: { code: 'file-too-large', details: { file: 'big.bin', limitBytes: LIMIT_BYTES } },
      })
      expect(requests).toHaveLength(before)
    })

    test('says so when only the app knows that a file is too large', async () => {
      const description = { ...(await client.discover(app.url)), maxFileSizeBytes: null }
      const end = await client.submit(description, '/files', [noise(LIMIT_BYTES + 1, 'big.bin'), null]).settled
      expect(end).toMatchObject({ status: 'failed', error: { code: 'file-too-large', details: { status: 413 } } })
    })
  })
})

if (versions.length === 0) test.skip('no real Gradio was started; the reason is printed above', () => {})
