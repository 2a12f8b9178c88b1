/** Every way a run can go, on real Gradio, direct and through the relay, from Node. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { discoverSSE, GradioClient, type RunEvent, SSEClient } from '../../src/client/index.ts'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { type ServedRelay, serveRelay } from './serve.ts'

const apps = inject('gradio')
const runnable = Object.keys(apps) as GradioVersion[]

/** A picture of 4 by 4 pixels. */
const PIXELS =
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAKUlEQVR4nA3HMQEAAAzCMJSgBCVVU+lbviSxcZGY1NZV+pmdm+yDxSF4N9MNoaXx9FkAAAAASUVORK5CYII='

for (const version of runnable) {
  for (const way of ['direct', 'relay', 'relay, polling'] as const) {
    describe(`Gradio ${version}, ${way}`, () => {
      const address = apps[version] ?? ''
      let relay: ServedRelay | null = null
      let client: GradioClient

      beforeAll(async () => {
        if (way !== 'direct') relay = await serveRelay({ apps: { fixture: address }, sse: true })
        client = new GradioClient({ backendUrl: relay?.backendUrl ?? null, transport: way === 'relay, polling' ? 'polling' : 'sse' })
      })
      afterAll(async () => {
        client.close()
        await relay?.close()
      })

      async function run(endpoint: string, inputs?: readonly unknown[] | Record<string, unknown>) {
        const run = client.submit(await client.discover(address), endpoint, inputs)
        const events: RunEvent[] = []
        run.observe((event) => events.push(event))
        return { run, events }
      }

      test('describes the app', async () => {
        const app = await client.discover(address)
        expect(`${app.version}.`).toMatch(new RegExp(`^${version.replaceAll('.', String.raw`\.`)}\\.`))
        expect(app.route).toBe(way === 'direct' ? 'direct' : 'relay')
        expect(app.endpoints.map((endpoint) => endpoint.name)).toEqual(expect.arrayContaining(['/progress', '/stream_text', '/slow']))
        expect(app.endpoints.find((endpoint) => endpoint.name === '/progress')?.parameters.map((parameter) => parameter.name)).toEqual([
          'steps',
          'delay',
        ])
      })

      test('/progress moves and ends', async () => {
        const { run: progress, events } = await run('/progress', { steps: 3, delay: 0.15 })
        const state = await progress.settled
        expect(state).toMatchObject({ status: 'succeeded', data: ['done 3'] })
        const units = events.flatMap((event) => (event.type === 'progress' ? [event.units] : []))
        expect(units.some((levels) => levels.length === 2)).toBe(true)
        expect(units.flat().map((unit) => unit.description)).toEqual(expect.arrayContaining(['explicit', 'outer', 'inner']))
      })

      test('/stream_text grows word by word', async () => {
        const { run: text, events } = await run('/stream_text', [10, 0.05])
        const state = await text.settled
        expect(state).toMatchObject({ status: 'succeeded', data: ['the quick brown fox jumps over the lazy dog and'] })
        const values = events.flatMap((event) => (event.type === 'output' ? [String(event.data[0])] : []))
        expect(values).toHaveLength(10)
        for (const [index, value] of values.entries()) expect(value.startsWith(values[index - 1] ?? '')).toBe(true)
      })

      test('/fail fails with the words of the app', async () => {
        const { run: failing } = await run('/fail', { message: 'no good' })
        const state = await failing.settled
        expect(state.status).toBe('failed')
        expect(state).toMatchObject({ error: { code: 'run-failed', message: expect.stringContaining('no good') } })
        expect(JSON.stringify(state)).not.toContain("'no good'")
      })

      test('/logs arrive by level', async () => {
        const { run: logging } = await run('/logs')
        const state = await logging.settled
        expect(state).toMatchObject({ status: 'succeeded', data: ['logged'] })
        const levels = state.logs.map((entry) => entry.level)
        expect(levels).toEqual(Number.parseInt(version, 10) < 5 ? ['info', 'warning'] : ['info', 'warning', 'success'])
      })

      test('/slow is cancelled and says what is known', async () => {
        const { run: slow } = await run('/slow', { seconds: 2 })
        await new Promise<void>((resolve) => slow.observe((event) => event.type === 'started' && resolve()))
        expect(await slow.cancel()).toBe('requested')
        expect(await slow.settled).toMatchObject({ status: 'cancelled', outcome: 'requested' })
      })

      test('a generator that is cancelled stops', async () => {
        const { run: text } = await run('/stream_text', [100, 0.1])
        await new Promise<void>((resolve) => text.observe((event) => event.type === 'output' && resolve()))
        expect(await text.cancel()).toBe('confirmed')
        const state = await text.settled
        expect(state.status).toBe('cancelled')
      })

      test.runIf(['5', '6'].includes(version))('/stream_in takes frame after frame and ends when told so', async () => {
        const frame = { path: null, url: `data:image/png;base64,${PIXELS}`, orig_name: 'frame.png', meta: { _type: 'gradio.FileData' } }
        const { run: stream, events } = await run('/stream_in', [frame])
        const outputs = (): unknown[] => events.flatMap((event) => (event.type === 'output' ? [event.data[0]] : []))
        for (const count of [1, 2, 3]) {
          await expect.poll(() => outputs().at(-1), { timeout: 10_000 }).toBe(`frame ${count} (4, 4, 3)`)
          if (count < 3) await stream.send([frame])
        }
        await stream.closeInput()
        expect(await stream.settled).toMatchObject({ status: 'succeeded', data: [expect.stringMatching(/^frame \d \(4, 4, 3\)$/)] })
      })

      test.runIf(Number.parseInt(version, 10) < 5)('/stream_in says that each frame is a run of its own', async () => {
        const { run: stream } = await run('/stream_in', [null])
        await expect(stream.send([null])).rejects.toMatchObject({ code: 'protocol-unsupported' })
        expect(await stream.settled).toMatchObject({ status: 'succeeded', data: ['frame 1 None'] })
      })

      test('/files and /chat answer in one shape', async () => {
        const { run: chat } = await run('/chat', ['hi there', []])
        const said = await chat.settled
        expect(said).toMatchObject({
          data: [[{ role: 'user' }, { role: 'assistant', content: [{ type: 'text', text: 'You said: hi there' }] }]],
        })
        const { run: files } = await run('/files', [null, null])
        const made = await files.settled
        const file = { path: expect.any(String), url: expect.stringMatching(/^(?:http|data:)/), meta: { _type: 'gradio.FileData' } }
        expect(made).toMatchObject({
          data: [
            file,
            null,
            [
              { image: file, caption: 'as sent' },
              { image: file, caption: 'turned' },
            ],
          ],
        })
        const [, , gallery] = 'data' in made && made.data ? (made.data as [unknown, unknown, { image: { url: string } }[]]) : []
        const response = await fetch(gallery?.[0]?.image.url ?? '')
        expect([response.status, response.headers.get('content-type')?.startsWith('image/')]).toEqual([200, true])
      })

      test('names the nearest endpoint', async () => {
        const app = await client.discover(address)
        expect(() => client.submit(app, '/progres')).toThrow(/\/progress/)
      })

      if (way === 'direct') {
        test('the first example prints the updates of a run', async () => {
          const discovery = await discoverSSE(address, { backendUrl: null })
          expect(discovery).toMatchObject({ success: true, supportsSSE: true })
          const endpoint = discovery.endpoints.find((url) => url.endsWith('/call/stream_text')) ?? ''
          const stream = new SSEClient(endpoint)
          const updates: unknown[] = []
          stream.onMessage((data) => updates.push(data))
          const source = await stream.connect()
          await expect
            .poll(() => updates.some((update) => (update as { msg?: string }).msg === 'process_completed'), { timeout: 20_000 })
            .toBe(true)
          source.close()
        })
      }
    })
  }
}

if (runnable.length === 0) test.skip('no real Gradio was started; the reason is printed above', () => {})
