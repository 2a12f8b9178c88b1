import { expect, test } from 'vitest'
import { errorWords, unquoteError } from '../../../src/core/protocol/legacy.ts'

test.each([
  ["'no good'", '4.44.1', 'no good'],
  ["'no good'", '3.50.2', 'no good'],
  ["'no good'", '5.50.0', "'no good'"],
  ['"it\'s"', '4.44.1', "it's"],
  ["'both \\' and \"'", '4.44.1', 'both \' and "'],
  ["'two\\nlines \\xe9 \\u2713 \\U0001f600 \\\\n'", '4.44.1', 'two\nlines é ✓ 😀 \\n'],
  ['boom', '4.44.1', 'boom'],
  ["'open", '4.44.1', "'open"],
  ["'", '4.44.1', "'"],
  ["''", '4.44.1', ''],
  ["'x' is not 'y", '4.44.1', "'x' is not 'y"],
])('reads the error text %s of Gradio %s', (text, version, expected) => {
  expect(unquoteError(text, version)).toBe(expected)
})

test.each<[unknown, 'sse_v2' | 'sse_v3', string | null]>([
  [null, 'sse_v3', null],
  [undefined, 'sse_v3', null],
  ['', 'sse_v3', null],
  ['None', 'sse_v2', null],
  ['None', 'sse_v3', 'None'],
  [{ why: 1 }, 'sse_v3', '{"why":1}'],
])('takes %j over %s for the words %j', (error, protocol, expected) => {
  expect(errorWords(error, { version: '4.44.1', protocol })).toBe(expected)
})
