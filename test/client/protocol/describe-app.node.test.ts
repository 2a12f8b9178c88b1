import { expect, test } from 'vitest'
import { parseApiInfo } from '../../../src/client/protocol/describe/api-info.ts'
import { DIRECT_CAPABILITIES } from '../../../src/client/protocol/describe/app-description.ts'
import { parseConfig } from '../../../src/client/protocol/describe/config.ts'
import { describeApp } from '../../../src/client/protocol/describe/describe-app.ts'
import { findEndpoint } from '../../../src/client/protocol/endpoint-name.ts'
import { describeFixture, readFixture, VERSIONS } from './captures.ts'

const versions = VERSIONS.map((version) => ({ version }))
const NAMES =
  '/echo /progress /progress_tqdm /stream_text /stream_json /stream_table /stream_updates /fail /fail_midway /crash /logs /slow /files /chat /media /table /plot /many_inputs /unqueued /validated /stateful /stream_in /runs'.split(
    ' ',
  )

interface ConfigParts {
  components?: unknown[]
  dependencies?: unknown[]
  [key: string]: unknown
}

function describeConfig(parts: ConfigParts, info: unknown = null) {
  return describeApp({
    address: 'https://app.test/',
    route: 'direct',
    rootUrl: 'https://app.test/',
    config: { version: '6.31.0', protocol: 'sse_v3', components: [], dependencies: [], ...parts },
    info,
    supportsSSE: true,
    capabilities: DIRECT_CAPABILITIES,
  })
}

function dependency(more: object) {
  return { inputs: [], outputs: [], api_name: 'run', ...more }
}

test.each(versions)('accepts config and info of Gradio $version', ({ version }) => {
  expect(parseConfig(readFixture(version, 'config.json')).dependencies).toHaveLength(25)
  expect(Object.keys(parseApiInfo(readFixture(version, 'info.json')).named_endpoints)).toEqual(NAMES)
})

test.each([
  ['3', 'ws', '3.50.2', 'http://app.test'],
  ['4.8', 'sse', '4.8.0', 'http://app.test'],
  ['4.16', 'sse_v1', '4.16.0', 'http://app.test'],
  ['4.19', 'sse_v2', '4.19.2', 'http://app.test'],
  ['4.21', 'sse_v2.1', '4.21.0', 'http://app.test'],
  ['4', 'sse_v3', '4.44.1', 'http://app.test'],
  ['5', 'sse_v3', '5.50.0', 'http://app.test/gradio_api'],
  ['6', 'sse_v3', '6.31.0', 'http://app.test/gradio_api'],
])('describes Gradio %s', (fixture, protocol, version, apiUrl) => {
  const app = describeFixture(fixture)
  expect(app).toMatchObject({ protocol, version, apiUrl, rootUrl: 'http://app.test', title: 'Fixture', maxFileSizeBytes: null })
  expect(app.endpoints.map((endpoint) => endpoint.name)).toEqual(NAMES)
  expect(findEndpoint(app, '/stream_text')).toMatchObject({
    fnIndex: 3,
    isGenerator: true,
    isStateful: false,
    url: `${apiUrl}/call/stream_text`,
  })
  expect(findEndpoint(app, '/files')).toMatchObject({ fnIndex: 14, isGenerator: false })
  expect(JSON.parse(JSON.stringify(app))).toEqual(app)
})

test.each(versions)('describes the inputs of Gradio $version from config and info together', ({ version }) => {
  const { parameters, returns } = findEndpoint(describeFixture(version), '/many_inputs')
  expect(parameters.map((parameter) => parameter.name)).toEqual('text number slider check checks radio dropdown multi data'.split(' '))
  expect(parameters.map((parameter) => parameter.component)).toEqual(
    'textbox number slider checkbox checkboxgroup radio dropdown dropdown json'.split(' '),
  )
  const [text, number, slider, , checks, radio, dropdown, multi, data] = parameters
  expect(text).toMatchObject({ label: 'text', hasDefault: true, defaultValue: 'hello', pythonType: 'str', schema: { type: 'string' } })
  expect(number).toMatchObject({ defaultValue: 3, props: { precision: 0 } })
  expect(slider).toMatchObject({ defaultValue: 0.5, props: { minimum: 0, maximum: 1, step: 0.1 } })
  expect(checks?.props.choices).toEqual([
    ['a', 'a'],
    ['b', 'b'],
    ['c', 'c'],
  ])
  expect(radio?.props.choices).toEqual([
    ['one', 'one'],
    ['two', 'two'],
  ])
  expect(dropdown?.props.choices).toEqual([
    ['red', 'red'],
    ['green', 'green'],
  ])
  expect(multi).toMatchObject({ defaultValue: ['x'], props: { multiselect: true } })
  expect(data).toMatchObject({ defaultValue: { k: [1, 2] }, schema: { type: {} } })
  expect(returns).toMatchObject([{ label: 'out', component: 'json' }])
})

test.each([
  ['3', false, null],
  ['4', false, null],
  ['5', true, 'red'],
  ['6', true, 'red'],
])('says on Gradio %s whether a dropdown without a value has a default', (version, hasDefault, defaultValue) => {
  const dropdown = findEndpoint(describeFixture(version), '/many_inputs').parameters[6]
  expect(dropdown).toMatchObject({ hasDefault, defaultValue })
})

test.each(versions)('places gr.State of Gradio $version on the wire and leaves it out of the values', ({ version }) => {
  const stateful = findEndpoint(describeFixture(version), '/stateful')
  expect(stateful.isStateful).toBe(true)
  expect(stateful.parameters.map((parameter) => parameter.name)).toEqual(['text'])
  expect(stateful.inputSlots).toEqual([{ kind: 'value', index: 0 }, { kind: 'state' }])
  expect(stateful.outputSlots).toEqual([{ kind: 'state' }, { kind: 'value', index: 0 }])
  expect(stateful.returns).toHaveLength(1)
})

test.each(versions)('finds the same endpoints and names in the config of Gradio $version alone', ({ version }) => {
  const app = describeFixture(version, { withInfo: false })
  expect(app.endpoints.map((endpoint) => endpoint.name)).toEqual(NAMES)
  const [text, number] = findEndpoint(app, 'many_inputs').parameters
  expect(text).toMatchObject({ name: 'text', label: 'text', component: 'textbox', hasDefault: true, defaultValue: 'hello', schema: {} })
  expect(number).toMatchObject({ name: 'number', defaultValue: 3 })
})

test('falls back to the config when the info has no shape it knows', () => {
  const app = describeConfig({ dependencies: [dependency({})] }, { detail: 'Not Found' })
  expect(app.endpoints.map((endpoint) => endpoint.name)).toEqual(['/run'])
})

test.each([
  ['show_api false', { show_api: false }],
  ['api_visibility private', { api_visibility: 'private' }],
  ['no function behind it', { backend_fn: false }],
  ['no name', { api_name: false }],
  ['null for a name', { api_name: null }],
  ['a name that leaves the app', { api_name: '../../login' }],
])('hides an endpoint with %s', (_name, more) => {
  expect(describeConfig({ dependencies: [dependency(more)] }).endpoints).toEqual([])
})

test('takes the place in the list where a dependency has no id', () => {
  const app = describeConfig({ dependencies: [dependency({ api_name: false }), dependency({}), dependency({ api_name: 'other', id: 7 })] })
  expect(app.endpoints.map((endpoint) => endpoint.fnIndex)).toEqual([1, 7])
})

test('makes parameter names unique and never a way to a prototype', () => {
  const labels = ['a', 'a', '', '__proto__', 'a_1', { __type__: 'translation_metadata' }]
  const components = labels.map((label, id) => ({ id, type: 'textbox', props: { label } }))
  const app = describeConfig({ components, dependencies: [dependency({ inputs: components.map(({ id }) => id) })] })
  expect(app.endpoints[0]?.parameters.map((parameter) => parameter.name)).toEqual(['a', 'a_1', 'param_2', 'param_3', 'a_1_1', 'param_5'])
})

test('keeps hostile properties out of a description', () => {
  const config = JSON.parse(
    '{"components":[{"id":1,"type":"Textbox","props":{"__proto__":{"lines":9},"constructor":1,"label":"a"}}],"dependencies":[{"inputs":[1],"outputs":[2],"api_name":"run"}]}',
  ) as ConfigParts
  const [endpoint] = describeConfig(config).endpoints
  expect(endpoint?.parameters[0]?.props).toEqual({ label: 'a' })
  expect(Object.keys(endpoint?.parameters[0]?.props ?? {})).toEqual(['label'])
  expect(endpoint?.returns[0]).toEqual({ label: '', component: 'unknown', schema: {}, props: {} })
})

test.each<[string, unknown, unknown, unknown]>([
  [
    'pairs',
    [
      ['Red', 'r'],
      ['Green', 2],
    ],
    undefined,
    [
      ['Red', 'r'],
      ['Green', 2],
    ],
  ],
  [
    'plain values',
    ['r', 2, true],
    undefined,
    [
      ['r', 'r'],
      ['2', 2],
      ['true', true],
    ],
  ],
  ['the enum of the schema', undefined, { enum: ['a'] }, [['a', 'a']]],
  ["the enum of the schema's items", undefined, { type: 'array', items: { enum: ['a'] } }, [['a', 'a']]],
  ['what can be used of nonsense', [null, {}, [], ['ok', 1], [{}, 2]], undefined, [['ok', 1]]],
  ['nothing of something else', 'abc', undefined, undefined],
])('reads choices from %s', (_name, choices, type, expected) => {
  const info = type === undefined ? null : { named_endpoints: { '/run': { parameters: [{ label: 'a', type }], returns: [] } } }
  const components = [{ id: 1, type: 'dropdown', props: { choices } }]
  const [endpoint] = describeConfig({ components, dependencies: [dependency({ inputs: [1] })] }, info).endpoints
  expect(endpoint?.parameters[0]?.props.choices).toEqual(expected)
})

test('follows the config where the info lists another number of parameters', () => {
  const info = { named_endpoints: { '/run': { parameters: [{ label: 'x' }, { label: 'y' }], returns: [] } } }
  const components = [{ id: 1, type: 'number', props: { label: 'n', value: 1 } }]
  const [endpoint] = describeConfig({ components, dependencies: [dependency({ inputs: [1] })] }, info).endpoints
  expect(endpoint?.parameters.map((parameter) => parameter.name)).toEqual(['n'])
})

test('writes names that need it into URLs safely', () => {
  const [endpoint] = describeConfig({ dependencies: [dependency({ api_name: 'what is/this?' })] }).endpoints
  expect(endpoint?.url).toBe('https://app.test/call/what%20is/this%3F')
})

test('never follows the root an app gives itself', () => {
  const app = describeConfig({ root: 'https://elsewhere.test', api_prefix: '/gradio_api/' })
  expect(app).toMatchObject({ address: 'https://app.test', rootUrl: 'https://app.test', apiUrl: 'https://app.test/gradio_api' })
})

test.each(['@evil.test', '//evil.test', '/../..', '/a/..', '/./a', 'gradio_api', '/a?b', '/a#b', '/a\\b', '/%2e%2e'])(
  'refuses "%s" as the prefix of an app',
  (api_prefix) => {
    expect(() => describeConfig({ api_prefix })).toThrow(expect.objectContaining({ code: 'app-not-gradio' }))
  },
)

test('refuses a protocol nobody knows and says which', () => {
  expect(() => describeConfig({ protocol: 'sse_v9' })).toThrow(
    expect.objectContaining({ code: 'protocol-unsupported', details: expect.objectContaining({ protocol: 'sse_v9', version: '6.31.0' }) }),
  )
})

test.each<[string, unknown]>([
  ['HTML', '<!doctype html>'],
  ['null', null],
  ['a list', []],
  ['an object of another kind', { detail: 'Not Found' }],
  ['dependencies of another kind', { version: '6.0.0', components: [], dependencies: { 0: {} } }],
])('refuses %s as a config and says what it saw', (_name, value) => {
  expect(() => parseConfig(value)).toThrow(
    expect.objectContaining({
      code: 'app-not-gradio',
      details: expect.objectContaining({ seen: expect.any(String), hint: expect.any(String) }),
    }),
  )
})
