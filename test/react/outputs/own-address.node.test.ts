import { expect, test } from 'vitest'
import { linkAddress, pictureAddress } from '../../../src/react/outputs/markdown/safe-address.ts'
import { addressAtApp, ownFileAddress } from '../../../src/react/kit/own-address.ts'

const app = { apiUrl: 'https://site.test/demo/gradio_api', rootUrl: 'https://site.test/demo', innerUrl: 'http://127.0.0.1:7860' }
const shown = 'https://site.test/demo/gradio_api/file=/tmp/a%20b.png?x=1'

test.each([
  '/gradio_api/file=/tmp/a%20b.png?x=1',
  '/file=/tmp/a b.png?x=1',
  'file=/tmp/a%20b.png?x=1',
  './file=/tmp/a%20b.png?x=1',
  './gradio_api/file=/tmp/a%20b.png?x=1',
  '/demo/gradio_api/file=/tmp/a%20b.png?x=1',
  'http://127.0.0.1:7860/gradio_api/file=/tmp/a%20b.png?x=1',
  'https://site.test/demo/gradio_api/file=/tmp/a%20b.png?x=1',
])('finds a file of the app in %s', (written) => {
  expect(ownFileAddress(written, app)).toBe(shown)
  expect(pictureAddress(written, app)).toBe(shown)
  expect(linkAddress(written, app)).toBe(shown)
  expect(addressAtApp(written, app)).toBe(shown)
})

test.each([
  'https://cdn.test/a.png',
  'https://other.hf.space/gradio_api/file=/tmp/a.png',
  '//evil.test/file=/tmp/a.png',
  'http://127.0.0.1:7861/gradio_api/file=/tmp/a.png',
  'http://127.0.0.1:7860/admin',
  'http://127.0.0.1:7860.evil.test/gradio_api/file=/tmp/a.png',
  '/gradio_api/file=/../../../admin',
  'javascript:file=1',
  'docs/file/manual.html',
  '/static/stream/film.mp4',
])('takes %s for no file of the app', (written) => {
  expect(ownFileAddress(written, app)).toBeNull()
})

test.each([
  ['cat.png', 'https://site.test/demo/cat.png'],
  ['/static/cat.png', 'https://site.test/static/cat.png'],
  ['#part', '#part'],
  ['mailto:a@b.test', 'mailto:a@b.test'],
  ['data:image/png;base64,AQID', 'data:image/png;base64,AQID'],
  ['https://cdn.test/a.png', 'https://cdn.test/a.png'],
])('resolves %s as the page of the app does', (written, expected) => {
  expect(addressAtApp(written, app)).toBe(expected)
})

test('leaves everything where no app is known', () => {
  expect(ownFileAddress('/file=/tmp/a', null)).toBeNull()
  expect(addressAtApp('cat.png', null)).toBe('cat.png')
})
