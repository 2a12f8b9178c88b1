import { expect, test } from 'vitest'
import { translateMessage } from '../../src/relay/engine/translate-message.ts'
import { hideAddresses, urlRewriter } from '../../src/relay/upstream/rewrite-urls.ts'

const APP = 'http://app.test:7860'
const RELAY = 'https://site.test/relay/apps/demo/gradio_api'
const rewriteUrls = urlRewriter([APP], `${APP}/gradio_api`, RELAY)
const translation = { runId: 'ours', upstreamEventId: 'theirs', rewriteUrls }

test('replaces the event id and leaves every other character as it was', () => {
  const text =
    '{"msg":"progress","event_id":"theirs","progress_data":[{"index":1.0,"length":12345678901234567890,"desc":"\\u00e4 \\"theirs\\""}]}'
  expect(translateMessage(text, translation)).toEqual({
    kind: 'message',
    text: text.replace('"event_id":"theirs"', '"event_id":"ours"'),
    starts: false,
    ends: false,
  })
})

test.each([
  ['a heartbeat', '{"msg":"heartbeat","event_id":null}', 'ignored'],
  ['close_stream', '{"msg":"close_stream","event_id":null}', 'closed'],
  ['a message of another run', '{"msg":"log","event_id":"other","log":"x","level":"info"}', 'ignored'],
])('does not log %s', (_name, text, kind) => {
  expect(translateMessage(text, translation).kind).toBe(kind)
})

test.each([
  ['process_starts', '{"msg":"process_starts","event_id":"theirs","eta":null}', true, false],
  ['a failure', '{"msg":"process_completed","event_id":"theirs","output":{"error":null},"success":false}', false, true],
  ['a message of a newer server', '{"msg":"sparkle","event_id":"theirs"}', false, false],
])('knows what %s means for the run', (_name, text, starts, ends) => {
  expect(translateMessage(text, translation)).toMatchObject({ kind: 'message', starts, ends })
})

test.each(['not json', '[1]', '{"msg":"log"', '"text"', ''])('keeps %j as a JSON text and goes on', (text) => {
  const message = translateMessage(text, translation)
  expect(message).toEqual({ kind: 'message', text: JSON.stringify(text), starts: false, ends: false })
})

test('writes null for the numbers Python has and JSON does not, as Gradio does', () => {
  const text = '{"msg":"process_completed","event_id":"theirs","output":{"data":[NaN,"NaN",-Infinity,1.0,9007199254740993]},"success":true}'
  expect(translateMessage(text, translation)).toMatchObject({
    text: '{"msg":"process_completed","event_id":"ours","output":{"data":[null,"NaN",null,1.0,9007199254740993]},"success":true}',
    ends: true,
  })
})

test('puts a message of several lines on one', () => {
  const message = translateMessage('{"msg":"log",\n"event_id":"theirs",\r\n"nested":{\n"a":1},"log":"a\\nb"}', translation)
  expect(message).toMatchObject({ kind: 'message', text: '{"msg":"log","event_id":"ours","nested":{ "a":1},"log":"a\\nb"}' })
})

test.each([
  ['a file with its prefix', `{"url":"${APP}/gradio_api/file=/tmp/a b%20c.txt"}`, `{"url":"${RELAY}/file=/tmp/a b%20c.txt"}`],
  ['a file without it', `[{"x":1, "url" : "${APP}/file=/tmp/a"}]`, `[{"x":1, "url" : "${RELAY}/file=/tmp/a"}]`],
  [
    'a host nobody has heard of, by the path',
    '{"path":"/tmp/ä \\"b.png","url":"http://inner:9/m/gradio_api/file=/tmp/ä \\"b.png","size":1}',
    `{"path":"/tmp/ä \\"b.png","url":"${RELAY}/file=/tmp/ä \\"b.png","size":1}`,
  ],
  [
    'a mount below a known address',
    `{"path":"/tmp/a","url":"${APP}/m/gradio_api/file=/tmp/a"}`,
    `{"path":"/tmp/a","url":"${RELAY}/file=/tmp/a"}`,
  ],
  ['the same, encoded', '{"path":"/tmp/a b","url":"http://inner/file=/tmp/a%20b"}', `{"path":"/tmp/a b","url":"${RELAY}/file=/tmp/a%20b"}`],
  ['a CDN', '{"path":"/tmp/a","url":"https://cdn.test/a"}', '{"path":"/tmp/a","url":"https://cdn.test/a"}'],
  ['a bucket with such a name', '{"path":"/tmp/a","url":"https://s3.test/file=/b"}', '{"path":"/tmp/a","url":"https://s3.test/file=/b"}'],
  ['another host', '{"url":"http://app.test:78601/file=a"}', '{"url":"http://app.test:78601/file=a"}'],
  ['another key', `{"text":"${APP}/file=a"}`, `{"text":"${APP}/file=a"}`],
  ['a text that looks like it', String.raw`{"text":"{\"url\":\"${APP}/file=a\"}"}`, String.raw`{"text":"{\"url\":\"${APP}/file=a\"}"}`],
  ['a key that ends like it', String.raw`{"a\"url":"${APP}/file=a"}`, String.raw`{"a\"url":"${APP}/file=a"}`],
  ['a value that is null', '{"url":null}', '{"url":null}'],
])('rewrites addresses of files: %s', (_name, text, expected) => {
  expect(rewriteUrls(text)).toBe(expected)
})

test('rewrites what the app believes its address to be, without a prefix of its own', () => {
  const rewrite = urlRewriter(['http://10.0.0.1', 'https://public.test/apps/x'], 'http://10.0.0.1', RELAY)
  expect(rewrite('{"url":"https://public.test/apps/x/file=a"}')).toBe(`{"url":"${RELAY}/file=a"}`)
})

test.each([
  [`"${APP}"`, '"R"'],
  [`Client("${APP}/")`, 'Client("R/")'],
  [`see ${APP}.`, 'see R.'],
  [`${APP}0/x`, `${APP}0/x`],
])('hides the address in %s', (text, expected) => {
  expect(hideAddresses(text, [APP], 'R')).toBe(expected)
})
