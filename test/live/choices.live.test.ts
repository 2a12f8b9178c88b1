/**
 * Lists and limits that other functions of an app fill count for the calls that follow, directly and through the relay,
 * as for the official client.
 */
import type { ChildProcess } from 'node:child_process'
import { Client } from '@gradio/client'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { GradioClient } from '../../src/client/index.ts'
import type { AppDescription, AppEvent } from '../../src/client/index.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelay } from '../../src/relay/index.ts'
import { startOwnApp } from './start-own-app.ts'

const versions = Object.keys(inject('gradio')) as GradioVersion[]
/** Up to here nothing is held against lists and limits, so that nothing shows whether they were kept. */
const UNCHECKED: readonly GradioVersion[] = ['3', '4', '4.8', '4.16', '4.19', '4.21']

describe.each(versions)('Gradio %s', (version) => {
  let app: ChildProcess
  let relay: GradioRelay
  let own = ''
  const clients: Record<string, () => { client: GradioClient; address: string }> = {}

  beforeAll(async () => {
    const started = await startOwnApp('choices.py', version)
    app = started.app
    own = started.address
    relay = createGradioRelay({ apps: { demo: own }, sse: true, basePath: '/relay' })
    const fetchRelay: typeof fetch = async (input, init) => relay.fetch(new Request(input, init))
    clients.direct = () => ({ client: new GradioClient({ backendUrl: null }), address: own })
    clients.relay = () => ({ client: new GradioClient({ backendUrl: 'http://relay.test/relay', fetch: fetchRelay }), address: 'demo' })
  })
  afterAll(async () => {
    await relay?.close()
    app?.kill('SIGKILL')
  })

  describe.each(['direct', 'relay'])('%s', (route) => {
    let client: GradioClient
    let described: AppDescription
    beforeAll(async () => {
      const made = clients[route]?.() ?? expect.unreachable()
      client = made.client
      described = await client.discover(made.address)
    })
    afterAll(() => client.close())
    const answer = async (endpoint: string, inputs: unknown[]): Promise<unknown> => {
      const state = await client.submit(described, endpoint, inputs).settled
      return state.status === 'succeeded' ? state.data[0] : state
    }

    test('takes what the load of the app has put into lists, one after another, and loads once', async () => {
      const before = Number(await answer('/loads', []))
      expect(await answer('/use', ['alpha', 'v2'])).toBe("used ('alpha', 'v2')")
      expect(await answer('/use', ['beta', 'v1'])).toBe("used ('beta', 'v1')")
      const loaded: unknown[] = []
      await client.loadApp(described, (run) => loaded.push(run.getSnapshot().state))
      expect(loaded).toMatchObject([
        {
          updates: [
            {
              choices: [
                ['alpha', 'alpha'],
                ['beta', 'beta'],
              ],
            },
          ],
        },
        {
          updates: [
            {
              choices: [
                ['v1', 'v1'],
                ['v2', 'v2'],
              ],
            },
          ],
        },
      ])
      expect(Number(await answer('/loads', []))).toBe(before + 1)
    })

    test('takes what another endpoint has put into a list', async () => {
      const filled = client.submit(described, '/fill', ['x'])
      // Not waited for: it has its turn after the one that fills.
      const taken = client.submit(described, '/take', ['x-2'])
      expect(await filled.settled).toMatchObject({ data: ['x-1'] })
      expect(await taken.settled).toMatchObject({ status: 'succeeded', data: ['took x-2'] })
    })

    test("takes what a field's change has put into another's list", async () => {
      const event = eventOf(described, 'change')
      expect(event.endpoint.parameters[0]?.label).toBe('Country')
      expect(await client.runAppEvent(described, event, ['Japan']).settled).toMatchObject({
        status: 'succeeded',
        data: ['Tokyo'],
        updates: [
          {
            choices: [
              ['Tokyo', 'Tokyo'],
              ['Osaka', 'Osaka'],
            ],
          },
        ],
      })
      expect(await answer('/travel', ['Japan', 'Osaka'])).toBe('Osaka in Japan')
    })

    test('takes a number within the limits another endpoint has set', async () => {
      await answer('/open_video', [500])
      expect(await answer('/show_frame', [300])).toBe('frame 300')
    })

    test('goes on with the next when one that holds the list is cancelled', async () => {
      await answer('/set_modes', [])
      const first = client.submit(described, '/count', ['slower'])
      const next = client.submit(described, '/count', ['slow'])
      await untilOutput(first)
      expect(next.getSnapshot().state.status).toBe('submitting')
      await first.cancel()
      await untilOutput(next)
      expect(await next.cancel()).toBe('confirmed')
    })

    test('leaves calls side by side that only write a seed back', () => {
      const tied = described.endpoints.filter(({ isTied }) => isTied).map(({ name }) => name)
      expect(tied).toEqual(['/use', '/fill', '/take', '/travel', '/open_video', '/show_frame', '/set_modes', '/count'])
    })

    test.skipIf(UNCHECKED.includes(version))('refuses what is in no list, as the app says it', async () => {
      expect(await answer('/take', ['nothing'])).toMatchObject({
        status: 'failed',
        error: { code: 'run-failed', message: expect.stringContaining('not in the list of choices') },
      })
    })
  })

  test.skipIf(UNCHECKED.includes(version))(
    '@gradio/client takes what another endpoint has put into a list, and nothing of the load',
    async () => {
      const official = await Client.connect(own)
      await official.predict('/fill', ['x'])
      expect((await official.predict('/take', ['x-2'])).data).toEqual(['took x-2'])
      await expect(official.predict('/use', ['alpha', 'v2'])).rejects.toMatchObject({ message: expect.stringContaining('not in the list') })
      official.close()
    },
  )
})

function eventOf({ events }: AppDescription, name: string): AppEvent {
  const event = events?.find(({ triggers }) => triggers.some((trigger) => trigger.kind === 'field' && trigger.name === name))
  return event ?? expect.unreachable()
}

function untilOutput(run: ReturnType<GradioClient['submit']>): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const { state } = run.getSnapshot()
      if ('data' in state && state.data !== null) resolve()
      else if (state.status === 'failed') reject(state.error)
    }
    run.observe(look)
    look()
  })
}
