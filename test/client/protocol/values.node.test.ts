/** One shape for every Gradio version, in both directions, and no work where nothing differs. */
import { expect, test } from 'vitest'
import type { EndpointDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { createLeveller, pictureToInline, toAppValues } from '../../../src/client/protocol/values/level-values.ts'

const app = (version: string) => ({ version, apiUrl: 'http://app.test' })
const meta = { _type: 'gradio.FileData' }
const old = (name: string) => ({ name: `/tmp/${name}`, data: null, is_file: true, orig_name: name, size: 3 })
const file = (name: string, more: object = {}) => ({
  path: `/tmp/${name}`,
  url: `http://app.test/file=/tmp/${name}`,
  size: 3,
  orig_name: name,
  mime_type: null,
  is_stream: false,
  meta,
  ...more,
})
const text = (role: string, words: string) => ({ role, content: [{ type: 'text', text: words }], metadata: null, options: null })

function level(component: string, version: string, value: unknown): unknown {
  const leveller = createLeveller(component, app(version))
  return leveller ? leveller(value) : value
}

test.each<[component: string, version: string, value: unknown, expected: unknown]>([
  ['file', '3.50.2', old('a.txt'), file('a.txt')],
  ['file', '3.50.2', [old('a.txt')], [file('a.txt')]],
  [
    'file',
    '4.8.0',
    { path: '/tmp/a b.txt', url: null, size: 3, orig_name: 'a b.txt', mime_type: null },
    file('a b.txt', { url: 'http://app.test/file=/tmp/a%20b.txt' }),
  ],
  ['file', '4.21.0', file('a.txt', { url: 'http://site.exam/file=/tmp/a.txt' }), file('a.txt')],
  ['file', '4.44.1', file('a.txt', { url: 'http://elsewhere/a.txt' }), file('a.txt', { url: 'http://elsewhere/a.txt' })],
  [
    'image',
    '3.50.2',
    'data:image/png;base64,AQ==',
    { path: '', url: 'data:image/png;base64,AQ==', size: null, orig_name: null, mime_type: 'image/png', is_stream: false, meta },
  ],
  ['image', '3.50.2', null, null],
  [
    'gallery',
    '3.50.2',
    [[old('a.png'), 'one'], old('b.png')],
    [
      { image: file('a.png'), caption: 'one' },
      { image: file('b.png'), caption: null },
    ],
  ],
  ['gallery', '4.16.0', [{ image: file('a.png', { url: null }), caption: 'one' }], [{ image: file('a.png'), caption: 'one' }]],
  ['video', '3.50.2', old('a.mp4'), { video: file('a.mp4'), subtitles: null }],
  ['video', '3.50.2', [old('a.mp4'), null], { video: file('a.mp4'), subtitles: null }],
  ['video', '3.50.2', null, null],
  [
    'annotatedimage',
    '3.50.2',
    [old('a.png'), [[old('b.png'), 'cat']]],
    { image: file('a.png'), annotations: [{ image: file('b.png'), label: 'cat' }] },
  ],
  [
    'highlightedtext',
    '3.50.2',
    [
      ['a', 'X'],
      ['b', null],
    ],
    [
      { token: 'a', class_or_confidence: 'X' },
      { token: 'b', class_or_confidence: null },
    ],
  ],
  ['lineplot', '4.8.0', { type: 'altair', plot: '{}' }, { type: 'altair', plot: '{}' }],
  ['chatbot', '3.50.2', [['hi', null]], [text('user', 'hi')]],
  [
    'chatbot',
    '4.21.0',
    [
      ['hi', 'ho'],
      [null, 'again'],
    ],
    [text('user', 'hi'), text('assistant', 'ho'), text('assistant', 'again')],
  ],
  [
    'chatbot',
    '3.50.2',
    [[{ ...old('a.png'), alt_text: 'A' }, null]],
    [{ role: 'user', content: [{ type: 'file', file: file('a.png'), alt_text: 'A' }], metadata: null, options: null }],
  ],
  [
    'chatbot',
    '4.44.1',
    [{ role: 'user', content: 'hi', metadata: { title: null } }],
    [{ ...text('user', 'hi'), metadata: { title: null } }],
  ],
  [
    'chatbot',
    '5.50.0',
    [{ role: 'user', content: { file: file('a.png'), alt_text: null }, metadata: null, options: null }],
    [{ role: 'user', content: [{ type: 'file', file: file('a.png'), alt_text: null }], metadata: null, options: null }],
  ],
  [
    'chatbot',
    '5.50.0',
    [{ role: 'assistant', content: { component: 'plot', value: 1 }, metadata: null, options: null }],
    [{ role: 'assistant', content: [{ type: 'component', component: 'plot', value: 1 }], metadata: null, options: null }],
  ],
  ['chatbot', '6.31.0', [text('user', 'hi')], [text('user', 'hi')]],
])('levels a %s of Gradio %s', (component, version, value, expected) => {
  const before = structuredClone(value)
  expect(level(component, version, value)).toEqual(expected)
  expect(value).toEqual(before)
})

test.each(['textbox', 'dataframe', 'number', 'label', 'lineplot'])('has nothing to do for a %s on any version', (component) => {
  for (const version of ['3.50.2', '4.8.0', '4.44.1', '6.31.0']) expect(createLeveller(component, app(version))).toBeNull()
})

test('makes only those messages of a growing chat anew that have changed', () => {
  const leveller = createLeveller('chatbot', app('5.50.0')) ?? (() => null)
  // A chat is a list.
  const levelled = (reply: string) => leveller([first, { role: 'assistant', content: reply }]) as unknown[]
  const first = { role: 'user', content: 'hi' }
  const [before] = levelled('h')
  const [after, reply] = levelled('ho')
  expect(after).toBe(before)
  expect(reply).toMatchObject({ content: [{ text: 'ho' }] })
})

test('gives the value itself where it has the shape already', () => {
  const value = [{ image: file('a.png'), caption: null }]
  const again = level('gallery', '4.16.0', value)
  expect(again).toEqual(value)
  expect(level('file', '4.44.1', value)).toBe(value)
})

function endpoint(component: string, props: Record<string, unknown> = {}): Pick<EndpointDescription, 'parameters'> {
  const parameter = {
    name: 'x',
    label: 'x',
    component,
    schema: {},
    pythonType: '',
    hasDefault: false,
    defaultValue: null,
    exampleValue: null,
    props,
  }
  return { parameters: [parameter] }
}

const given = { path: '/tmp/a.txt', orig_name: 'a.txt', size: 3, meta }
const chat = [text('user', 'hi'), text('assistant', 'ho'), text('assistant', 'again')]

test.each<[component: string, version: string, value: unknown, expected: unknown, props?: Record<string, unknown>]>([
  ['file', '3.50.2', given, old('a.txt')],
  ['file', '3.50.2', [given], [old('a.txt')]],
  ['file', '3.50.2', old('a.txt'), old('a.txt')],
  [
    'file',
    '3.50.2',
    { url: 'data:text/plain,hi', orig_name: 'a.txt', meta },
    { name: 'a.txt', orig_name: 'a.txt', data: 'data:text/plain,hi', is_file: false },
  ],
  ['file', '4.8.0', given, given],
  ['image', '3.50.2', { url: 'data:image/png;base64,AQ==', path: null, meta }, 'data:image/png;base64,AQ=='],
  ['image', '3.50.2', 'data:image/png;base64,AQ==', 'data:image/png;base64,AQ=='],
  ['gallery', '3.50.2', [{ image: given, caption: 'one' }], [[old('a.txt'), 'one']]],
  ['video', '3.50.2', { video: given, subtitles: null }, old('a.txt')],
  ['json', '3.50.2', { path: 'x' }, { path: 'x' }],
  [
    'chatbot',
    '3.50.2',
    chat,
    [
      ['hi', 'ho'],
      [null, 'again'],
    ],
  ],
  [
    'chatbot',
    '4.21.0',
    chat,
    [
      ['hi', 'ho'],
      [null, 'again'],
    ],
  ],
  ['chatbot', '4.21.0', [['hi', 'ho']], [['hi', 'ho']]],
  ['chatbot', '4.44.1', [text('user', 'hi')], [{ ...text('user', 'hi'), content: 'hi' }], { type: 'messages' }],
  ['chatbot', '5.50.0', [text('user', 'hi')], [['hi', null]], { type: 'tuples' }],
  ['chatbot', '6.31.0', chat, chat],
  ['chatbot', '3.50.2', [{ role: 'user', content: [{ type: 'file', file: given }] }], [[old('a.txt'), null]]],
  ['chatbot', '3.50.2', null, null],
])('writes a %s for Gradio %s', (component, version, value, expected, props) => {
  const before = structuredClone(value)
  expect(toAppValues(endpoint(component, props), [value], app(version))).toEqual([expected])
  expect(value).toEqual(before)
})

test.each<[component: string, value: unknown, expected: unknown]>([
  ['image', given, { path: '/tmp/a.txt' }],
  ['image', old('a.png'), { path: '/tmp/a.png' }],
  ['image', 'data:image/png;base64,AQ==', null],
  ['image', null, null],
  ['file', given, null],
])('knows whether a %s has to be fetched to be written inline: %j', (component, value, expected) => {
  expect(pictureToInline(component, value)).toEqual(expected)
})

test('gives Gradio 3 the pieces of a marked text as pairs, and later ones as they are', () => {
  const pieces = [
    { token: 'good', class_or_confidence: 0.5 },
    { token: ' in Rome', class_or_confidence: null },
  ]
  const pairs = [
    ['good', 0.5],
    [' in Rome', null],
  ]
  const give = (value: unknown, version: string) => toAppValues(endpoint('highlightedtext'), [value], app(version))[0]
  expect(give(pieces, '3.50.2')).toEqual(pairs)
  expect(give(pairs, '3.50.2')).toEqual(pairs)
  expect(give(null, '3.50.2')).toBeNull()
  expect(give(pieces, '4.8.0')).toEqual(pieces)
})
