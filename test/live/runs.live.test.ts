/** Every way a run can go, on real Gradio, direct and through the relay, from Node. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { discoverSSE, GradioClient, type RunEvent, SSEClient } from '../../src/core/index.ts'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { type ServedRelay, serveRelay } from './serve.ts'

const apps = inject('gradio')
/** `sse_v3`, the protocol of this release; older ones are found and refused with a reason. */
const runnable = (Object.keys(apps) as GradioVersion[]).filter((version) => ['4', '5', '6'].includes(version))

for (const version of runnable) {
  for (const way of ['direct', 'relay', 'relay, polling'] as const) {
    describe(`Gradio ${version}, ${way}`, () => {
      const address = apps[version] ?? ''
      let relay: ServedRelay | null = null
      let client: GradioClient

      beforeAll(async () => {
        if (way !== 'direct') relay = await serveRelay({ apps: { fixture: address }, sse: true })
        client = new GradioClient({ backendUrl: relay?.backendUrl ?? null, sse: way !== 'relay, polling' })
      })
      afterAll(async () => {
        client.close()
        await relay?.close()
      })

      async function run(endpoint: string, inputs?: Record<string, unknown>) {
        const run = client.submit(await client.discover(address), endpoint, inputs)
        const events: RunEvent[] = []
        run.observe((event) => events.push(event))
        return { run, events }
      }

      test('describes the app', async () => {
        const app = await client.discover(address)
        expect(app.version.split('.')[0]).toBe(version)
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
        const { run: text, events } = await run('/stream_text', { tokens: 10, delay: 0.05 })
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
        expect(levels).toEqual(version === '4' ? ['info', 'warning'] : ['info', 'warning', 'success'])
      })

      test('/slow is cancelled and says what is known', async () => {
        const { run: slow } = await run('/slow', { seconds: 2 })
        await new Promise<void>((resolve) => slow.observe((event) => event.type === 'started' && resolve()))
        expect(await slow.cancel()).toBe('requested')
        expect(await slow.settled).toMatchObject({ status: 'cancelled', outcome: 'requested' })
      })

      test('a generator that is cancelled stops', async () => {
        const { run: text } = await run('/stream_text', { tokens: 100, delay: 0.1 })
        await new Promise<void>((resolve) => text.observe((event) => event.type === 'output' && resolve()))
        expect(await text.cancel()).toBe('confirmed')
        const state = await text.settled
        expect(state.status).toBe('cancelled')
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
