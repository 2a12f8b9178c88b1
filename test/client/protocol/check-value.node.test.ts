/**
 * Inputs of typed functions, by the schemas a real Gradio 6.31 gives for every kind of type hint
 * (`test/live/gradio/typed.py`).
 */
import { expect, test } from 'vitest'
import { isGradioStreamError } from '../../../src/client/errors.ts'
import { DIRECT_CAPABILITIES } from '../../../src/client/protocol/describe/app-description.ts'
import type { EndpointDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { findFault } from '../../../src/client/protocol/values/check-value.ts'
import { describeApp } from '../../../src/client/protocol/describe/describe-app.ts'
import { findEndpoint } from '../../../src/client/protocol/endpoint-name.ts'
import { toParameterValues } from '../../../src/client/protocol/values/inputs.ts'
import { replaceFiles } from '../../../src/client/protocol/values/wire-files.ts'
import captured from '../../fixtures/typed/gradio-6.json' with { type: 'json' }

function describe(info: unknown) {
  const { config } = captured
  const at = { address: 'http://app.test', rootUrl: 'http://app.test', route: 'direct', supportsSSE: true } as const
  return describeApp({ ...at, config, info, capabilities: DIRECT_CAPABILITIES })
}
const app = describe(captured.info)
const endpoint = (name: string): EndpointDescription => findEndpoint(app, name)
const schemaOf = (name: string, parameter: string) => endpoint(name).parameters.find((one) => one.name === parameter)?.schema ?? {}

function refusal(name: string, inputs: Record<string, unknown>): Record<string, string> {
  try {
    toParameterValues(endpoint(name), inputs)
    return {}
  } catch (error) {
    if (!isGradioStreamError(error, 'input-invalid')) throw error
    return Object.fromEntries(error.details.issues.map((issue) => [issue.parameter, issue.message]))
  }
}

test('parameters are labelled by their names, results by nothing', () => {
  expect(
    endpoint('/scalars')
      .parameters.map(({ label }) => label)
      .slice(0, 4),
  ).toEqual(['Text', 'Max tokens', 'Temperature', 'Is fast'])
  expect(endpoint('/returns').returns.map(({ label }) => label)).toEqual(Array.from({ length: 10 }, () => ''))
})

test('the schema comes from the config where there is no info', () => {
  const { parameters } = findEndpoint(describe(null), '/scalars')
  expect(parameters[1]).toMatchObject({ name: '2nd', schema: { type: 'integer' } })
})

test('a missing value is named, and what it takes', () => {
  expect(refusal('/scalars', { text: 'a', is_fast: true, colour: 'red', level: 1, only: 'this', nothing: null, seed: 1 })).toEqual({
    max_tokens: 'is required: it takes a whole number and has no default',
    temperature: 'is required: it takes a number and has no default',
    mode: 'is required: it takes "draft", "final" or "review" and has no default',
  })
})

test.each<[string, string, unknown, string]>([
  ['/scalars', 'text', 5, 'needs a text, 5 was given'],
  ['/scalars', 'text', null, 'needs a text, null was given'],
  ['/scalars', 'max_tokens', '12', 'needs a whole number, the text "12" was given'],
  ['/scalars', 'max_tokens', 1.5, 'needs a whole number, 1.5 was given'],
  ['/scalars', 'temperature', Number.NaN, 'needs a number, no finite number was given'],
  ['/scalars', 'is_fast', 'yes', 'needs true or false, the text "yes" was given'],
  ['/scalars', 'mode', 'fast', 'needs "draft", "final" or "review", the text "fast" was given'],
  ['/scalars', 'level', '1', 'needs 1 or 2, the text "1" was given'],
  ['/optionals', 'limit', 'x', 'needs a whole number, the text "x" was given'],
  ['/optionals', 'either', true, 'needs a whole number or a text, true was given'],
  ['/lists', 'numbers', [1, 'two'], 'needs a whole number at [1], the text "two" was given'],
  ['/lists', 'numbers', 1, 'needs a list, 1 was given'],
  ['/lists', 'grid', [[1], [2, null]], 'needs a number at [1][1], null was given'],
  ['/lists', 'pair', ['a'], 'needs 2 values, 1 were given'],
  ['/objects', 'prices', { tea: 'two' }, 'needs a number at tea, the text "two" was given'],
  ['/objects', 'article', { author: { name: 5 } }, 'needs a text at author.name, 5 was given'],
  ['/objects', 'rows', [{ score: 'high' }], 'needs a number at [0].score, the text "high" was given'],
  ['/files', 'document', 5, 'needs a file, 5 was given'],
])('%s: %s is refused as %o', (name, parameter, value, message) => {
  expect(findFault(schemaOf(name, parameter), value)?.message).toBe(message)
})

test.each<[string, string, unknown]>([
  ['/scalars', 'max_tokens', 12],
  ['/scalars', 'max_tokens', 12n],
  ['/scalars', 'temperature', 1],
  ['/scalars', 'text', new Date(0)],
  ['/optionals', 'limit', null],
  ['/optionals', 'any_of', 1.5],
  ['/optionals', 'unlike', { a: 1 }],
  ['/lists', 'words', []],
  // Gradio marks members of a model as required that are not.
  ['/objects', 'article', { title: 'x' }],
  ['/objects', 'point', { x: 1, y: 2, z: 'more than it says' }],
  ['/objects', 'by_number', { 1: 'a' }],
  ['/files', 'document', new Blob(['a'])],
  ['/files', 'document', { path: '/tmp/gradio/a.txt', meta: { _type: 'gradio.FileData' } }],
  ['/files', 'pictures', [new Blob(['a'])]],
  ['/files', 'pictures', new Blob(['a'])],
  ['/files', 'cover', null],
  ['/others', 'anything', [{ of: 'any' }]],
  ['/others', 'where', '/tmp/x'],
  ['/others', 'day', '2026-03-01'],
])('%s: %s takes %o', (name, parameter, value) => {
  expect(findFault(schemaOf(name, parameter), value)).toBeNull()
})

test('a bare file goes out in a list where a list of files is wanted', () => {
  const file = new Blob(['a'])
  const endpointOf = endpoint('/files')
  const sent = replaceFiles(
    endpointOf,
    toParameterValues(endpointOf, { document: file, pictures: file, attached: { document: file } }),
    () => 'sent',
  )
  expect(sent).toEqual(['sent', ['sent'], { document: 'sent' }, null])
})

test('null is taken where it is the default, whatever the type', () => {
  expect(refusal('/defaults', { nobody: null })).toEqual({})
})

test.each<[string, Record<string, unknown>, unknown]>([
  ['refers to itself', { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } }, 1],
  [
    'is endless in width and depth',
    { $ref: '#/$defs/a', $defs: { a: { type: 'array', items: { anyOf: Array.from({ length: 50 }, () => ({ $ref: '#/$defs/a' })) } } } },
    nest(200),
  ],
  ['is none', { type: { a: 1 }, anyOf: 'x', enum: 5, properties: [], items: 7, required: {} }, [1, { a: 2 }]],
  // Pydantic writes so; Gradio's own reader has failed on it (gradio #10798, #11084).
  ['says true for a schema', { type: 'object', properties: { a: true }, additionalProperties: true }, { a: 1, b: [2] }],
  ['says true for items', { type: 'array', items: true }, [1, 'a']],
  ['refers to a prototype', { $ref: '#/$defs/__proto__' }, 1],
])('a schema that %s refuses nothing and ends', (_name, schema, value) => {
  expect(findFault(schema, value)).toBeNull()
})

function nest(depth: number): unknown {
  let value: unknown = []
  for (let level = 0; level < depth; level++) value = [value]
  return value
}
