import { createReadStream } from 'node:fs'
import { expect, test } from 'vitest'
import { GivenStream } from '../../../src/client/protocol/values/input-files.ts'
import { takeFiles } from '../../../src/client/protocol/values/given-files.ts'
import { replaceFiles } from '../../../src/client/protocol/values/wire-files.ts'
import { endpointOf } from './endpoint-of.ts'

const app = { apiUrl: 'http://app.test/gradio_api', rootUrl: 'http://app.test', address: 'http://app.test', version: '6.31.0' }
const meta = { _type: 'gradio.FileData' }
const own = { path: '/tmp/gradio/2f/a.png', url: 'http://app.test/gradio_api/file=/tmp/gradio/2f/a.png', orig_name: 'a.png', meta }
const fileSchema = { type: 'object', properties: { path: { type: 'string' }, meta: {}, orig_name: {} } }

const take = (component: string, value: unknown, schema?: Record<string, unknown>, version = app.version) =>
  takeFiles(endpointOf(component, schema), [value], { ...app, version })
const refused = (words: string) =>
  expect.objectContaining({
    code: 'input-invalid',
    message: expect.stringContaining(words),
    details: expect.objectContaining({ issues: [expect.objectContaining({ parameter: 'value' })] }),
  })

const bytes = Uint8Array.from([1, 2, 3, 250])
test.each<[string, unknown]>([
  ['an ArrayBuffer', bytes.buffer],
  ['a typed array', bytes],
  ['a part of one', new Uint8Array([9, 1, 2, 3, 250, 9]).subarray(1, 5)],
  ['a Node Buffer out of the pool', Buffer.from([1, 2, 3, 250])],
  ['a DataView', new DataView(bytes.buffer)],
  ['words of two bytes', new Uint16Array(bytes.buffer)],
  [
    'shared memory',
    (() => {
      const shared = new SharedArrayBuffer(4)
      new Uint8Array(shared).set(bytes)
      return shared
    })(),
  ],
  ['a data: URI', 'data:application/octet-stream;base64,AQID+g=='],
  ['a data: URI as { url }', { url: 'data:application/octet-stream;base64,AQID%2Bg==' }],
  ['a data: URI as a URL', new URL('data:application/octet-stream;base64,AQID+g==')],
])('takes %s for a file, byte by byte', async (_name, value) => {
  const { values, files } = take('image', value)
  expect(files).toEqual(values)
  expect(files[0]).toBeInstanceOf(Blob)
  expect([...new Uint8Array(await (files[0] as Blob).arrayBuffer())]).toEqual([1, 2, 3, 250])
})

test('sends bytes as they were when they were given', async () => {
  const changing = new Uint8Array([1])
  const { files } = take('file', changing)
  changing[0] = 9
  expect([...new Uint8Array(await (files[0] as Blob).arrayBuffer())]).toEqual([1])
})

test.each([
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 13, 10]],
  ['audio/wav', [...Buffer.from('RIFF\0\0\0\0WAVEfmt ')]],
  ['video/mp4', [0, 0, 0, 24, ...Buffer.from('ftypisom')]],
  ['', [1, 2]],
])('tells by their beginning that bytes are "%s"', (type, given) => {
  expect(take('file', Uint8Array.from(given)).files[0]).toMatchObject({ type })
})

test('keeps the name and type that go with a data: URI', () => {
  const [file] = take('file', { url: 'data:text/plain,hello%20%C3%BC', orig_name: 'note.txt' }).files
  expect(file).toMatchObject({ name: 'note.txt', type: 'text/plain', size: 8 })
})

const wired = (url: string, orig_name: string | null) => ({ path: url, url, orig_name, size: null, mime_type: null, meta })
test.each<[string, unknown, unknown]>([
  ['an address', 'https://cdn.test/a%20b.png?x=1', wired('https://cdn.test/a%20b.png?x=1', 'a b.png')],
  ['a URL', new URL('https://cdn.test/a.png'), wired('https://cdn.test/a.png', 'a.png')],
  ['{ url }', { url: 'https://cdn.test/' }, wired('https://cdn.test/', null)],
  ['{ url } with a URL in it', { url: new URL('https://cdn.test/a') }, wired('https://cdn.test/a', 'a')],
  [
    '{ url } with a name',
    { url: 'https://cdn.test/1', orig_name: 'cat.png', mime_type: 'image/png' },
    { ...wired('https://cdn.test/1', 'cat.png'), mime_type: 'image/png' },
  ],
  ['a file of an earlier output', own, own],
  ['its path alone', { path: own.path }, { path: own.path, meta }],
  [
    'an earlier output that lies elsewhere',
    { ...own, path: 'https://cdn.test/a.png', url: 'https://cdn.test/a.png' },
    { ...wired('https://cdn.test/a.png', 'a.png') },
  ],
])('takes %s, which is not sent', (_name, value, expected) => {
  const { values, files } = take('image', value)
  expect(values).toEqual([expected])
  expect(files).toEqual([expected])
})

test.each<[string, string, unknown, unknown, Record<string, unknown>?]>([
  [
    'a gallery of anything',
    'gallery',
    ['https://c.test/a.png', ['https://c.test/b.png', 'B'], { image: own, caption: 'C' }],
    [
      { image: wired('https://c.test/a.png', 'a.png'), caption: null },
      { image: wired('https://c.test/b.png', 'b.png'), caption: 'B' },
      { image: own, caption: 'C' },
    ],
  ],
  ['one picture for a gallery', 'gallery', own, [{ image: own, caption: null }]],
  ['one file where several are taken', 'file', own, [own], { type: 'array' }],
  ['a film of Gradio 4 and 5', 'video', own, { video: own, subtitles: null }, { properties: { video: {} } }],
  ['a picture to be painted on', 'imageeditor', own, { background: own, layers: [], composite: own }],
  [
    'a message',
    'multimodaltextbox',
    { text: 'https://c.test is no file', files: ['https://c.test/a.png'] },
    { text: 'https://c.test is no file', files: [wired('https://c.test/a.png', 'a.png')] },
  ],
  ['a message that is a text', 'multimodaltextbox', 'hi', { text: 'hi', files: [] }],
  [
    'a nested model',
    'api',
    { title: 'https://c.test', file: 'https://c.test/a.png', more: [own] },
    { title: 'https://c.test', file: wired('https://c.test/a.png', 'a.png'), more: [own] },
    {
      type: 'object',
      properties: {
        title: { type: 'string' },
        file: { oneOf: [{ type: 'null' }, fileSchema] },
        more: { type: 'array', items: { $ref: '#/$defs/F' } },
      },
      $defs: { F: fileSchema },
    },
  ],
  [
    'a text beside a file, which may be either',
    'api',
    'https://c.test/a.png',
    'https://c.test/a.png',
    { anyOf: [{ type: 'string' }, fileSchema] },
  ],
  ['a text that is an address', 'textbox', 'https://c.test/a.png', 'https://c.test/a.png'],
  ['{ url } in JSON', 'json', { url: 'https://c.test/a.png', path: 'x' }, { url: 'https://c.test/a.png', path: 'x' }],
  [
    'a drawing that is empty',
    'imageeditor',
    { background: null, layers: [], composite: null },
    { background: null, layers: [], composite: null },
  ],
  ['nothing', 'image', null, null],
])('puts files where the component has them: %s', (_name, component, value, expected, schema = {}) => {
  const endpoint = endpointOf(component, schema)
  const { values, files } = takeFiles(endpoint, [value], app)
  const sent = files.length === 0 ? values : replaceFiles(endpoint, values, () => 'sent')
  expect(sent).toEqual([expected])
})

test.each<[string, string, unknown, string, string?]>([
  ['a path of this machine', 'image', '/home/ann/cat.png', 'was given a text ("/home/ann/cat.png"); it takes a File, Blob,'],
  ['a file: URL', 'file', new URL('file:///home/ann/cat.png'), 'a text ("file:///home/ann/cat.png")'],
  ['a blob: URL', 'image', 'blob:http://page.test/1', 'a text ("blob:'],
  ['a Promise', 'file', Promise.resolve(), 'a Promise: await it first'],
  ['an answer', 'file', new Response('x'), 'a Response'],
  ['a date', 'file', new Date(0), 'a Date'],
  ['a number', 'audio', 5, 'a number'],
  ['yes', 'image', true, 'a boolean'],
  ['an object of something else', 'image', { name: 'cat.png' }, 'an object without url or path'],
  ['a text among files', 'gallery', [own, 'cat.png'], 'a text ("cat.png")'],
  ['a data: URI that is none', 'image', 'data:image/png;base64,%', 'a data: URI that cannot be read'],
  [
    'a file of another app',
    'image',
    { ...own, url: 'http://other.test/gradio_api/file=/tmp/gradio/2f/a.png' },
    'a file of another app, other.test',
  ],
  ['an address, by Gradio 3', 'image', 'https://cdn.test/a.png', 'an address, which Gradio 3 does not fetch', '3.50.2'],
  [
    'numbers where no file is wanted',
    'json',
    new Float32Array([1]),
    'a Float32Array, where no file is wanted; pass Array.from(it)'.replace(', where', '; where'),
  ],
  ['no number', 'json', { a: [Number.NaN] }, 'holds NaN, for which JSON has no number'],
])('refuses %s', (_name, component, value, words, version) => {
  expect(() => take(component, value, {}, version)).toThrow(refused(words))
})

test('takes streams of every kind, each as one file however often it is given', () => {
  const web = new Blob(['x']).stream()
  const node = createReadStream(import.meta.filename)
  const { files } = takeFiles(
    { name: '/x', parameters: [...endpointOf('file').parameters, ...endpointOf('image').parameters] },
    [[web, node], web],
    app,
  )
  expect(files).toEqual([expect.any(GivenStream), expect.objectContaining({ name: 'given-files.node.test.ts' })])
  node.destroy()
})

test('takes the default of the app at its word', () => {
  const [parameter] = endpointOf('image').parameters
  if (!parameter) throw new Error('none')
  const value = { ...own, url: 'http://127.0.0.1:7860/gradio_api/file=/tmp/gradio/2f/a.png' }
  expect(takeFiles({ name: '/x', parameters: [{ ...parameter, defaultValue: value }] }, [value], app)).toEqual({
    values: [value],
    files: [],
  })
})

test('a picture and its mask stay the texts that Gradio 3 takes', () => {
  const drawn = { image: 'data:image/png;base64,AA==', mask: 'data:image/png;base64,BB==' }
  expect(take('image', drawn, {}, '3.50.2').values).toEqual([drawn])
})
