/**
 * What a description says of live inputs: which parameter the frames are of, how often they are wanted and for how
 * long.
 */
import { expect, test } from 'vitest'
import { DIRECT_CAPABILITIES } from '../../../src/client/protocol/describe/app-description.ts'
import { describeApp } from '../../../src/client/protocol/describe/describe-app.ts'

const rootUrl = 'http://app.test'

function describe(dependency: Record<string, unknown>, version = '6.31.0') {
  const config = {
    version,
    protocol: 'sse_v3',
    api_prefix: '/gradio_api',
    components: [
      { id: 1, type: 'audio', props: { streaming: true, sources: ['microphone'] } },
      { id: 2, type: 'image', props: {} },
      { id: 3, type: 'slider', props: { value: 1 } },
    ],
    dependencies: [{ id: 0, inputs: [1, 2, 3], outputs: [], api_name: 'live', ...dependency }],
  }
  const app = describeApp({
    address: rootUrl,
    rootUrl,
    route: 'direct',
    config,
    info: null,
    supportsSSE: true,
    capabilities: DIRECT_CAPABILITIES,
  })
  const [endpoint] = app.endpoints
  return { live: endpoint?.parameters.map(({ live }) => live ?? null), stream: endpoint?.inputStream ?? null }
}

test('marks the component that streams, not those beside it', () => {
  expect(describe({ connection: 'stream', targets: [[1, 'stream']], stream_every: 0.4, time_limit: 8 })).toEqual({
    live: ['frames', null, null],
    stream: { everyMs: 400, timeLimitMs: 8000 },
  })
})

test('tells apart what Gradio 4 makes a call of each', () => {
  expect(describe({ targets: [[1, 'stream']] }, '4.44.1')).toEqual({ live: ['calls', null, null], stream: null })
})

test('a function that is called otherwise streams nothing', () => {
  expect(describe({ targets: [[1, 'change']] })).toEqual({ live: [null, null, null], stream: null })
})

test.each([
  [{}, 500, null],
  [{ stream_every: 0, time_limit: 0 }, 500, null],
  [{ stream_every: 1e-9, time_limit: -1 }, 20, null],
  [{ stream_every: '0.2', time_limit: '8' }, 500, null],
  [{ stream_every: Number.MAX_VALUE, time_limit: Number.MAX_VALUE }, 500, null],
])('takes %j as every %s ms, for %s', (given, everyMs, timeLimitMs) => {
  expect(describe({ connection: 'stream', targets: [[2, 'stream'], 'nonsense', null], ...given })).toEqual({
    live: [null, 'frames', null],
    stream: { everyMs, timeLimitMs },
  })
})
