import { expect, test } from 'vitest'
import { featuresOf } from '../../../src/client/protocol/describe/app-features.ts'
import { errorWords, unquoteError, isBefore } from '../../../src/client/protocol/legacy.ts'

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
  ['', 'sse_v3', ''],
  ['None', 'sse_v2', null],
  ['None', 'sse_v3', 'None'],
  [{ why: 1 }, 'sse_v3', '{"why":1}'],
])('takes %j over %s for the words %j', (error, protocol, expected) => {
  expect(errorWords(error, { version: '4.44.1', protocol })).toBe(expected)
})

test.each([
  ['4.19.1', false, false],
  ['4.19.2', true, false],
  ['4.21.0', true, false],
  ['4.23.0', true, false],
  ['4.24.0', false, false],
  ['4.30.0', false, false],
  ['4.31.0', false, true],
  ['5.0.0-beta.1', false, true],
  ['6.31.0', false, true],
  ['3.50.2', false, false],
])('knows of Gradio %s whether it hides drops (%s) and can be asked to cancel (%s)', (version, hides, cancels) => {
  const { seesDrops, cancelRoute } = featuresOf(version)
  expect([!seesDrops, cancelRoute]).toEqual([hides, cancels])
})

test.each<[string, number[], boolean]>([
  ['4.22', [4, 22], false],
  ['4.9.1', [4, 22], true],
  ['4.22.0b1', [4, 22, 1], true],
  ['nonsense', [3], true],
])('compares the version %s with %j', (version, [major = 0, minor, patch], expected) => {
  expect(isBefore(version, major, minor, patch)).toBe(expected)
})

test.each([
  ['3.50.2', { takesFileData: false, directCalls: 'none', undoesRatings: false }],
  ['4.44.1', { takesFileData: true, directCalls: 'none', undoesRatings: false }],
  ['5.50.0', { takesFileData: true, directCalls: 'without-json', undoesRatings: true }],
  ['6.31.0', { takesFileData: true, directCalls: 'all', undoesRatings: true }],
])('knows what Gradio %s does', (version, features) => {
  expect(featuresOf(version)).toMatchObject(features)
})
