import { expect, test } from 'vitest'
import { createRebase, ownFileUrl } from '../../../src/client/protocol/values/file-urls.ts'
import { createLeveller } from '../../../src/client/protocol/values/level-values.ts'

const API = 'https://site.test/demo/gradio_api'
const INNER = 'http://127.0.0.1:7860/gradio_api'
const meta = { _type: 'gradio.FileData' }
const file = (url: string | null, path = '/tmp/gradio/2f/a.png') => ({
  path,
  url,
  size: 1,
  orig_name: 'a.png',
  mime_type: null,
  is_stream: false,
  meta,
})

test.each<[string, string, string, string]>([
  ['the inner address', `${INNER}/file=/tmp/a.png`, '/tmp/a.png', `${API}/file=/tmp/a.png`],
  ['one without a prefix, as Gradio 4 has it', 'http://127.0.0.1:7860/file=/tmp/a.png', '/tmp/a.png', `${API}/file=/tmp/a.png`],
  ['a mount the proxy made up', 'http://app/x/y/gradio_api/file=/tmp/a.png', '/tmp/a.png', `${API}/file=/tmp/a.png`],
  [
    'a path whose signs mean something in an address',
    `${INNER}/file=/tmp/größe 100% #1?.png`,
    '/tmp/größe 100% #1?.png',
    `${API}/file=/tmp/gr%C3%B6%C3%9Fe%20100%25%20%231%3F.png`,
  ],
  [
    'the same, encoded',
    `${INNER}/file=/tmp/gr%C3%B6%C3%9Fe%20100%25%20%231%3F.png`,
    '/tmp/größe 100% #1?.png',
    `${API}/file=/tmp/gr%C3%B6%C3%9Fe%20100%25%20%231%3F.png`,
  ],
  ['a path of Windows', `${INNER}/file=C:\\Temp\\a.png`, 'C:\\Temp\\a.png', `${API}/file=C%3A%5CTemp%5Ca.png`],
  ['a path with a route in it', `${INNER}/file=/tmp/x/file=/a.png`, '/tmp/x/file=/a.png', `${API}/file%3D`],
  ['a film that is still written', `${INNER}/stream/s/r/1/playlist.m3u8`, 's/r/1/playlist.m3u8', `${API}/stream/s/r/1/playlist.m3u8`],
  [
    'a file of an app behind the app',
    `${INNER}/proxy=https://o-s.hf.space/file=/tmp/a.png`,
    '/tmp/a.png',
    `${API}/proxy=https://o-s.hf.space/file=/tmp/a.png`,
  ],
])('puts below the address the app was reached at: %s', (name, url, path, expected) => {
  expect(ownFileUrl(url, path, API)).toBe(name.includes('with a route') ? `${API}/file=/tmp/x/file%3D/a.png` : expected)
})

test.each([
  ['a CDN', 'https://cdn.test/a.png', '/tmp/a.png'],
  ['a bucket that has such a name', 'https://s3.test/file=/other.png', '/tmp/a.png'],
  ['a file that lies elsewhere', 'https://cdn.test/a.png', 'https://cdn.test/a.png'],
  ['the file in its value', 'data:image/png;base64,AQID', '/tmp/a.png'],
  ['its own already', `${API}/file=/tmp/a.png`, '/tmp/a.png'],
])('leaves %s as it is', (_name, url, path) => {
  expect(ownFileUrl(url, path, API)).toBe(url)
})

test.each(['file', 'image', 'gallery', 'chatbot', 'json', 'multimodaltextbox', 'api', 'whatever'])(
  'finds files anywhere in a %s',
  (component) => {
    const level = createLeveller(component, { version: '6.31.0', apiUrl: API })
    const given = [
      { role: 'user', content: [{ type: 'file', file: file(`${INNER}/file=/tmp/gradio/2f/a.png`), alt_text: null }] },
      'http://127.0.0.1:7860/gradio_api/file=/tmp/a',
    ]
    expect(level?.(given)).toEqual([
      { role: 'user', content: [{ type: 'file', file: file(`${API}/file=/tmp/gradio/2f/a.png`), alt_text: null }] },
      'http://127.0.0.1:7860/gradio_api/file=/tmp/a',
    ])
  },
)

test('gives the very same value where nothing changes, and the same answer for the same value', () => {
  const rebase = createRebase('json', API)
  const whole = { a: [file(null), file(`${API}/file=/tmp/gradio/2f/a.png`), { path: '/x', url: `${INNER}/file=/x` }] }
  expect(rebase?.(whole)).toBe(whole)
  const inner = [file(`${INNER}/file=/tmp/gradio/2f/a.png`)]
  expect(rebase?.(inner)).toBe(rebase?.(inner))
  expect(createRebase('textbox', API)).toBeNull()
})

test('follows no value into the depth', () => {
  let deep: unknown = 1
  for (let level = 0; level < 50_000; level++) deep = [deep]
  expect(createRebase('json', API)?.(deep)).toBe(deep)
})
