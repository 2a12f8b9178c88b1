/**
 * Calls that were captured on Gradio 3.50 to 4.21, played again through the client: directly, and through the relay.
 */
import '../loaded.ts'
import { expect, test } from 'vitest'
import { GradioClient } from '../../../src/client/client.ts'
import { connectWithParser } from '../../../src/client/connection/stream/parser-connector.ts'
import type { RunState } from '../../../src/client/run/run-state.ts'
import { createGradioRelay } from '../../../src/relay/index.ts'
import { capturedCall, createCaptureApp, gotTheSame } from './capture-app.ts'
import type { CaptureApp } from './capture-app.ts'

const VERSIONS = ['3', '4.8', '4.16', '4.19', '4.21'] as const
const CAPTURES = [
  'echo',
  'progress',
  'progress_tqdm',
  'stream_text',
  'stream_json',
  'stream_table',
  'stream_table.nested_delete',
  'stream_updates',
  'fail',
  'fail_midway',
  'crash',
  'logs',
  'slow',
  'files',
  'chat',
  'media',
  'table',
  'plot',
  'many_inputs',
  'unqueued',
]
const BACKEND = 'http://relay.test/api/experimental/sse'

interface Way {
  readonly client: GradioClient
  close(): Promise<void>
}

function directly({ fetch, WebSocket }: CaptureApp): Way {
  const client = new GradioClient({ fetch, WebSocket, backendUrl: null, transport: connectWithParser })
  return { client, close: async () => client.close() }
}

function throughRelay({ fetch, WebSocket }: CaptureApp, sse = true): Way {
  const relay = createGradioRelay({ apps: { demo: 'http://app.test' }, sse, fetch, WebSocket })
  const client = new GradioClient({
    fetch: (input, init) => relay.fetch(new Request(input, init)),
    backendUrl: BACKEND,
    transport: connectWithParser,
  })
  return {
    client,
    async close() {
      client.close()
      await relay.close()
    },
  }
}

/** The call's end, and every output on the way to it. */
async function replay(app: CaptureApp, way: Way) {
  const { client } = way
  const description = await client.discover('http://app.test')
  const endpoint = description.endpoints.find(({ fnIndex }) => fnIndex === app.call.fnIndex)
  if (!endpoint) throw new Error('no such endpoint')
  const values = endpoint.inputSlots.flatMap((slot, position) => (slot.kind === 'value' ? [app.call.data[position]] : []))
  const run = client.submit(description, endpoint.name, values)
  const outputs: (readonly unknown[])[] = []
  run.observe((event) => {
    if (event.type === 'output') outputs.push(event.data)
  })
  const state = await run.settled
  await way.close()
  return { state, outputs, transport: run.getSnapshot().connection.transport, description }
}

const cases = VERSIONS.flatMap((version) => CAPTURES.map((capture) => ({ version, capture })))

test.each(cases)('plays $capture of Gradio $version to its end, the same directly and through the relay', async ({ version, capture }) => {
  const [app, relayed, polled] = [
    createCaptureApp(version, capture),
    createCaptureApp(version, capture),
    createCaptureApp(version, capture),
  ]
  const direct = await replay(app, directly(app))
  const relay = await replay(relayed, throughRelay(relayed))
  const polling = await replay(polled, throughRelay(polled, false))
  const last = capturedCall(version, capture).messages.at(-1) as { msg?: string; success?: boolean } | undefined
  expect(last?.msg).toBe('process_completed')
  expect(direct.state).toMatchObject({ status: last?.success ? 'succeeded' : 'failed', invalidMessageCount: 0 })
  expect([gotTheSame(app), gotTheSame(relayed)]).toEqual([true, true])
  for (const way of [relay, polling]) {
    expect(comparable(way.state)).toEqual(comparable(direct.state))
    expect(comparable(way.outputs)).toEqual(comparable(direct.outputs))
  }
  expect(relay.description).toMatchObject({ version: direct.description.version, protocol: 'sse_v3' })
})

test.each(VERSIONS)('gives the files of Gradio %s as Gradio 6 would', async (version) => {
  const app = createCaptureApp(version, 'files')
  const { state } = await replay(app, directly(app))
  const file = (name: string) =>
    expect.objectContaining({
      path: expect.stringContaining(name),
      url: expect.stringMatching(/^http:\/\/app\.test\/file=.*cache/),
      meta: { _type: 'gradio.FileData' },
    })
  const image = version === '3' ? expect.objectContaining({ path: '', url: expect.stringMatching(/^data:image\/png/) }) : file('image.png')
  const gallery = ['as sent', 'turned'].map((caption) => ({ image: file('image.png'), caption }))
  expect(state).toMatchObject({ data: [image, file('note.txt'), gallery] })
})

test.each(VERSIONS)('gives the chat of Gradio %s as messages, step by step', async (version) => {
  const app = createCaptureApp(version, 'chat')
  const { state, outputs } = await replay(app, directly(app))
  const chat = (reply: string) => [
    { role: 'user', content: [{ type: 'text', text: 'hi there' }], metadata: null, options: null },
    { role: 'assistant', content: [{ type: 'text', text: reply }], metadata: null, options: null },
  ]
  expect(outputs.map(([value]) => value)).toEqual(['You', 'You said:', 'You said: hi', 'You said: hi there'].map(chat))
  expect(state).toMatchObject({ data: [chat('You said: hi there')] })
})

test.each(VERSIONS)('says how the messages of Gradio %s come', async (version) => {
  const app = createCaptureApp(version, 'echo')
  const { transport } = await replay(app, directly(app))
  expect(transport).toBe(version === '3' ? 'websocket' : 'sse')
})

/** Without what differs from run to run: times, ids, and the address under which files are reached. */
function comparable(value: RunState | readonly unknown[]): unknown {
  const text = JSON.stringify(value, (key, member: unknown) =>
    ['at', 'startedAt', 'endedAt', 'eventId', 'sequence'].includes(key) ? 0 : member,
  )
  return JSON.parse(text.replaceAll(/http:\/\/(?:relay\.test\/api\/experimental\/sse\/apps\/\w+\/gradio_api|app\.test)/g, 'http://files'))
}
