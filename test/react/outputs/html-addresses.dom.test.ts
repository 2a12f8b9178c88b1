import { expect, test } from 'vitest'
import { htmlDocument } from '../../../src/react/outputs/html/html-document.ts'

const app = { apiUrl: 'https://site.test/demo/gradio_api', rootUrl: 'https://site.test/demo', innerUrl: 'http://127.0.0.1:7860' }
const look = { text: 'red', muted: 'red', accent: 'red', line: 'red', font: 'serif', fontSize: '16px' }
const FILE = 'https://site.test/demo/gradio_api/file=/tmp/a.png'

function draw(html: string): Document {
  return new DOMParser().parseFromString(htmlDocument(html, app, look, 'Out'), 'text/html')
}

test.each([
  ['a picture', '<img src="/gradio_api/file=/tmp/a.png">', 'img', 'src', FILE],
  ['a picture by the inner address', '<img src="http://127.0.0.1:7860/gradio_api/file=/tmp/a.png">', 'img', 'src', FILE],
  ['a picture beside the page', '<img src="cat.png">', 'img', 'src', 'https://site.test/demo/cat.png'],
  ['a picture elsewhere', '<img src="https://cdn.test/a.png">', 'img', 'src', 'https://cdn.test/a.png'],
  ['a picture in the text', '<img src="data:image/png;base64,AQID">', 'img', 'src', 'data:image/png;base64,AQID'],
  [
    'pictures of several sizes',
    '<img srcset="/file=/tmp/a.png 1x, https://cdn.test/b.png 2x,cat.png">',
    'img',
    'srcset',
    `${FILE} 1x, https://cdn.test/b.png 2x, https://site.test/demo/cat.png`,
  ],
  ['a source of sound', '<audio><source src="/file=/tmp/a.png"></audio>', 'source', 'src', FILE],
  ['what stands for a film', '<video poster="/file=/tmp/a.png"></video>', 'video', 'poster', FILE],
  ['a link to a file', '<a href="/gradio_api/file=/tmp/a.png">x</a>', 'a', 'href', FILE],
  ['a link within the text', '<a href="#x">x</a>', 'a', 'href', '#x'],
  ['a background', '<p style="background: url(/file=/tmp/a.png)">x</p>', 'p', 'style', `background: url("${FILE}")`],
])('shows %s from the app', (_name, html, selector, attribute, expected) => {
  expect(draw(html).querySelector(selector)?.getAttribute(attribute)).toBe(expected)
})

test('shows files that a style of the text names, and lets none end it', () => {
  const page = draw("<style>p { background: url('/file=/tmp/a.png'); } i { background: url(/file=x\"</style>y) }</style><p>x</p>")
  expect(page.body.querySelector('style')?.textContent).toContain(`url("${FILE}")`)
  expect(page.querySelectorAll('script')).toHaveLength(0)
})
