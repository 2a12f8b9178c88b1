/**
 * A real queue that takes one call at a time: the others wait, say so and are asked again, can be cancelled meanwhile,
 * or say that it stayed full.
 */
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { startGradioApp } from '../../scripts/gradio-app.ts'
import type { GradioApp, GradioVersion } from '../../scripts/gradio-app.ts'
import { GradioClient } from '../../src/client/index.ts'
import type { AppDescription, Run } from '../../src/client/index.ts'
import { serveRelay } from './serve.ts'
import type { ServedRelay } from './serve.ts'

const versions = Object.keys(inject('gradio')) as GradioVersion[]
/** Enough for what runs at once, what waits in the queue, and some that find it full. */
const RUNS = 9

describe.each(versions)('Gradio %s', (version) => {
  let fixture: GradioApp
  let relay: ServedRelay

  beforeAll(async () => {
    fixture = await startGradioApp(version, { args: ['--max-size', '1'] })
    relay = await serveRelay({ apps: { fixture: fixture.url }, sse: true })
  })
  afterAll(async () => {
    await relay.close()
    await fixture.stop()
  })

  describe.each(['direct', 'relay'] as const)('%s', (way) => {
    let client: GradioClient
    let app: AppDescription

    async function begin(queueFullRetries: number): Promise<Run[]> {
      client = new GradioClient({ backendUrl: way === 'relay' ? relay.backendUrl : null, queueFullRetries, maxDirectStreams: RUNS })
      app = await client.discover(way === 'relay' ? 'fixture' : fixture.url)
      return Array.from({ length: RUNS }, () => client.submit(app, '/slow', [0.5]))
    }

    /**
     * Through the relay, which asks Gradio 3 and 4.0 to 4.8 again itself, such a run is in its hands, and so queued.
     */
    function isWaiting(run: Run): boolean {
      const { state } = run.getSnapshot()
      if (way === 'relay' && ['3', '4.8'].includes(version)) return state.status === 'queued'
      return state.status === 'submitting' && state.waiting?.reason === 'queue-full'
    }

    async function countStarted(): Promise<number> {
      const counter = new GradioClient({ backendUrl: null })
      const state = await counter.submit(await counter.discover(fixture.url), '/runs').settled
      const said = state.status === 'succeeded' ? (state.data[0] as Record<string, { started: number }>) : {}
      return said.slow?.started ?? 0
    }

    test('runs that find the queue full are asked again, and none runs twice', async () => {
      const before = await countStarted()
      const runs = await begin(8)
      const waited = new Set<Run>()
      for (const run of runs) run.subscribe(() => isWaiting(run) && waited.add(run))
      const states = await Promise.all(runs.map((run) => run.settled))
      for (const state of states) {
        if (state.status === 'failed') expect(state.error).toMatchObject({ code: 'queue-full' })
        else expect(state).toMatchObject({ status: 'succeeded', data: ['slept 0.5'] })
      }
      const succeeded = states.filter(({ status }) => status === 'succeeded').length
      expect(succeeded).toBeGreaterThan(2)
      expect(waited.size).toBeGreaterThan(0)
      expect((await countStarted()) - before).toBe(succeeded)
      client.close()
    })

    test('a run that waits for a full queue is cancelled at once, and never begins', async () => {
      const before = await countStarted()
      const runs = await begin(8)
      await vi.waitFor(() => expect(runs.some((run) => isWaiting(run))).toBe(true), { timeout: 10_000 })
      const waiting = runs.filter((run) => isWaiting(run))
      await Promise.all(waiting.map((run) => run.cancel()))
      for (const run of waiting) expect(await run.settled).toMatchObject({ status: 'cancelled', outcome: 'confirmed' })
      const states = await Promise.all(runs.map((run) => run.settled))
      const succeeded = states.filter(({ status }) => status === 'succeeded').length
      expect((await countStarted()) - before).toBe(succeeded)
      client.close()
    })
  })
})
