import { expect, test } from 'vitest'
import { findEndpoint, nearestName } from '../../../src/client/protocol/endpoint-name.ts'
import { describeFixture } from './captures.ts'

const app = describeFixture('6')

test.each(['/stream_text', 'stream_text', ' /stream_text ', '//stream_text', 'http://app.test/gradio_api/call/stream_text'])(
  'finds an endpoint as "%s"',
  (name) => {
    expect(findEndpoint(app, name).name).toBe('/stream_text')
  },
)

test.each([
  ['/streamtext', '/stream_text'],
  ['/Stream_Text', '/stream_text'],
  ['ech', '/echo'],
  ['/progres', '/progress'],
  ['/qwertyuiopas', undefined],
])('names the nearest for "%s"', (name, nearest) => {
  expect(() => findEndpoint(app, name)).toThrow(
    expect.objectContaining({
      code: 'endpoint-unknown',
      message: expect.stringContaining(nearest === undefined ? 'Choose one' : `Did you mean ${nearest}?`),
      details: expect.objectContaining({ nearest, available: expect.arrayContaining(['/echo']) }),
    }),
  )
})

test('says so when an app has no named endpoint', () => {
  expect(() => findEndpoint({ address: 'http://app.test', endpoints: [] }, 'a')).toThrow('it has no named endpoint')
})

test('compares names of any length in bounded time', () => {
  expect(nearestName('/'.padEnd(1_000_000, 'a'), ['/'.padEnd(1_000_000, 'b'), '/aaa'])).toBeUndefined()
})
