/**
 * Folders of a file explorer, listed by the client directly and through the relay, on every Gradio that was started;
 * and what its function is given.
 */
import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { GradioClient } from '../../src/client/index.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelay } from '../../src/relay/index.ts'
import { startOwnApp } from './start-own-app.ts'

const versions = Object.keys(inject('gradio')) as GradioVersion[]
/** Up to here `ls` answers with the whole tree. */
const WHOLE_TREE: readonly GradioVersion[] = ['3', '4.8', '4.16']

describe.each(versions)('Gradio %s', (version) => {
  let app: ChildProcess
  let relay: GradioRelay
  const clients: Record<string, () => { client: GradioClient; address: string }> = {}

  beforeAll(async () => {
    const started = await startOwnApp('faces.py', version)
    app = started.app
    relay = createGradioRelay({ apps: { demo: started.address }, sse: true, basePath: '/relay' })
    const fetchRelay: typeof fetch = async (input, init) => relay.fetch(new Request(input, init))
    clients.direct = () => ({ client: new GradioClient({ backendUrl: null }), address: started.address })
    clients.relay = () => ({ client: new GradioClient({ backendUrl: 'http://relay.test/relay', fetch: fetchRelay }), address: 'demo' })
  })
  afterAll(async () => {
    await relay?.close()
    app?.kill('SIGKILL')
  })

  test.each(['direct', 'relay'])('%s', async (route) => {
    const { client, address } = clients[route]?.() ?? expect.unreachable()
    const described = await client.discover(address)
    const componentId = described.endpoints.find(({ name }) => name === '/chosen')?.parameters[0]?.componentId ?? -1
    const root = await client.listFolder(described, { componentId, path: [] })
    expect(root.map(({ name, isFolder }) => [name, isFolder])).toEqual([
      ['letters', true],
      ['hills.png', false],
      ['readme.txt', false],
    ])
    const isWhole = WHOLE_TREE.includes(version)
    const letters = isWhole ? root[0]?.entries : await client.listFolder(described, { componentId, path: ['letters'] })
    expect([letters?.map(({ name }) => name), root[0]?.entries !== undefined]).toEqual([['old', 'one.txt', 'two.txt'], isWhole])
    if (!isWhole) {
      expect(await client.listFolder(described, { componentId, path: ['nowhere'] })).toEqual([])
      await expect(client.listFolder(described, { componentId, path: ['readme.txt'] })).rejects.toMatchObject({
        code: 'connection-refused',
      })
    }
    // A folder is named by its path; Gradio's own page puts a dot at its end, and the function is given the same.
    for (const folder of [['letters'], ['letters', '.']]) {
      const run = client.submit(described, '/chosen', [[folder, ['letters', 'one.txt']]])
      expect(await run.settled).toMatchObject({ status: 'succeeded', data: ['["letters", "letters/one.txt"]'] })
    }
    for (const nothing of [null, []]) {
      expect(await client.submit(described, '/chosen', [nothing]).settled).toMatchObject({ status: 'succeeded', data: ['[]'] })
    }
    expect(await client.submit(described, '/chosen_one', [null]).settled).toMatchObject({ status: 'succeeded', data: ['null'] })
    client.close()
  })
})

if (versions.length === 0) test.skip('no real Gradio was started; the reason is printed above', () => {})
