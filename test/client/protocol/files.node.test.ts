import { expect, test } from 'vitest'
import { fileName } from '../../../src/client/protocol/values/file-name.ts'
import { isFile } from '../../../src/client/protocol/values/input-files.ts'
import type { GivenStream } from '../../../src/client/protocol/values/input-files.ts'
import { takeFiles } from '../../../src/client/protocol/values/given-files.ts'
import { replaceFiles, toWireFile } from '../../../src/client/protocol/values/wire-files.ts'
import { endpointOf } from './endpoint-of.ts'

const a = new File(['a'], 'a.png', { type: 'image/png' })
const b = new File(['b'], 'b.mp4', { type: 'video/mp4' })
const named = (file: Blob | GivenStream) => `<${isFile(file) ? fileName(file) : file.name}>`
const app = { apiUrl: 'http://app.test/gradio_api', rootUrl: 'http://app.test', address: 'http://app.test', version: '6.31.0' }
const findFiles = (endpoint: ReturnType<typeof endpointOf>, values: readonly unknown[]) => takeFiles(endpoint, values, app).files

test.each<[string, string, Record<string, unknown>, unknown, unknown]>([
  ['a file', 'file', {}, a, '<a.png>'],
  ['one file where several are taken', 'file', { type: 'array' }, a, ['<a.png>']],
  ['several files', 'file', { type: 'array' }, [a, b], ['<a.png>', '<b.mp4>']],
  ['a picture', 'image', {}, a, '<a.png>'],
  ['a sound', 'audio', {}, a, '<a.png>'],
  ['a video of Gradio 6', 'video', {}, b, '<b.mp4>'],
  ['a video of Gradio 4 and 5', 'video', { properties: { video: {} } }, b, { video: '<b.mp4>', subtitles: null }],
  [
    'gallery items',
    'gallery',
    {},
    [{ image: a, caption: 'A' }, b],
    [
      { image: '<a.png>', caption: 'A' },
      { video: '<b.mp4>', caption: null },
    ],
  ],
  ['a text with files', 'multimodaltextbox', {}, { text: 'hi', files: [a, b] }, { text: 'hi', files: ['<a.png>', '<b.mp4>'] }],
  ['files without their text', 'multimodaltextbox', {}, [a], { text: '', files: ['<a.png>'] }],
  ['a picture to be painted on', 'imageeditor', {}, a, { background: '<a.png>', layers: [], composite: '<a.png>' }],
  ['a file deep inside', 'json', {}, { x: [[{ y: a }]], z: 1 }, { x: [[{ y: '<a.png>' }]], z: 1 }],
])('replaces %s', (_name, component, schema, value, expected) => {
  const endpoint = endpointOf(component, schema)
  expect(replaceFiles(endpoint, [value], named)).toEqual([expected])
})

test('passes on what holds no file, as it is', () => {
  const value = { when: new Date(0), list: [1, { x: null }] }
  const endpoint = endpointOf('json')
  expect(replaceFiles(endpoint, [value, 'text'], named)[0]).toBe(value)
  expect(findFiles(endpoint, [value])).toEqual([])
})

test('finds each file once, in order, also one of another realm', () => {
  const foreign = { [Symbol.toStringTag]: 'File', size: 1, name: 'c', type: '' }
  expect(isFile(foreign)).toBe(true)
  expect(findFiles(endpointOf('json'), [[b, { x: a }, b, foreign]])).toEqual([b, a, foreign])
})

test('refuses a value that holds itself', () => {
  const value: Record<string, unknown> = {}
  value.again = [value]
  expect(() => findFiles(endpointOf('json'), [value])).toThrow(/"value" of \/x holds lists or objects more than 500 deep/)
})

test('reaches no prototype by a member of that name', () => {
  const value = JSON.parse('{"__proto__": {"x": 1}, "constructor": {"prototype": {"x": 1}}}')
  value.file = a
  const [replaced] = replaceFiles(endpointOf('json'), [value], named) as [Record<string, unknown>]
  expect(Object.getPrototypeOf(replaced)).toBe(Object.prototype)
  expect(({} as { x?: unknown }).x).toBeUndefined()
})

test("writes a file in Gradio 6's shape", () => {
  const expected = { path: '/p', orig_name: 'a.png', size: 1, mime_type: 'image/png', meta: { _type: 'gradio.FileData' } }
  expect(toWireFile(a, '/p')).toEqual(expected)
})

test.each([
  [new Blob(['x'], { type: 'audio/wav' }), 'file.wav'],
  [new Blob(['x'], { type: 'text/plain;charset=utf-8' }), 'file.txt'],
  [new Blob(['x']), 'file'],
  [new File(['x'], ''), 'file'],
])('names a blob that has no name for its type', (blob, name) => {
  expect(fileName(blob)).toBe(name)
})
