/** Folders of a scenario: listed as Gradio 6 lists them, to the client directly and through the real relay. */
import { afterEach, describe, expect, it } from 'vitest'
import { GradioClient } from '../../src/client/client.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelay } from '../../src/relay/index.ts'
import { createScenarioServer } from '../../src/testing/index.ts'
import type { Scenario } from '../../src/testing/index.ts'

const APP = 'https://app.test'
const text = { name: 'text', component: 'textbox' }
const explorer = { name: 'files', component: 'fileexplorer', folders: { '': ['letters/', 'readme.txt'], letters: ['one.txt'] } }
const scenarios: Scenario[] = [
  { name: 'first', parameters: [text], returns: [text], steps: [] },
  { name: 'read', parameters: [text, explorer], returns: [{ name: 'empty', component: 'fileexplorer' }], steps: [] },
]

let relay: GradioRelay | undefined
afterEach(() => relay?.close())

describe.each(['direct', 'relay'] as const)('%s', (route) => {
  async function open() {
    const server = createScenarioServer({ scenarios })
    const fetchApp: typeof fetch = (input, init) => server.fetch(new Request(input, init))
    relay = createGradioRelay({ apps: { demo: APP }, sse: true, fetch: fetchApp })
    const { fetch: fetchRelay } = relay
    const options =
      route === 'direct'
        ? { backendUrl: null, fetch: fetchApp }
        : {
            backendUrl: 'https://relay.test/api/experimental/sse',
            fetch: (async (input, init) => fetchRelay(new Request(input, init))) as typeof fetch,
          }
    const client = new GradioClient(options)
    const app = await client.discover(route === 'direct' ? APP : 'demo')
    const endpoint = app.endpoints.find(({ name }) => name === '/read')
    const [input, output] = [endpoint?.parameters[1]?.componentId ?? -1, endpoint?.returns[0]?.componentId ?? -1]
    return { client, app, input, output, other: endpoint?.parameters[0]?.componentId ?? -1 }
  }

  it('lists the folders of its file explorers', async () => {
    const { client, app, input, output } = await open()
    expect(app.route).toBe(route)
    expect(await client.listFolder(app, { componentId: input, path: [] })).toEqual([
      { name: 'letters', isFolder: true, isChoosable: true },
      { name: 'readme.txt', isFolder: false, isChoosable: true },
    ])
    expect(await client.listFolder(app, { componentId: input, path: ['letters'] })).toHaveLength(1)
    expect(await client.listFolder(app, { componentId: output, path: [] })).toEqual([])
  })

  it.each<[string, (ids: { input: number; other: number }) => { componentId: number; path: string[] }, number[]]>([
    ['a folder that is not there', ({ input }) => ({ componentId: input, path: ['nowhere'] }), [500, 502]],
    ['a member of every object', ({ input }) => ({ componentId: input, path: ['constructor'] }), [500, 502]],
    ['another component', ({ other }) => ({ componentId: other, path: [] }), [404, 404]],
    ['no component', () => ({ componentId: 99, path: [] }), [500, 404]],
  ])('refuses %s', async (_name, request, statuses) => {
    const { client, app, ...ids } = await open()
    const status = statuses[route === 'direct' ? 0 : 1]
    await expect(client.listFolder(app, request(ids))).rejects.toMatchObject({ code: 'connection-refused', details: { status } })
  })
})
