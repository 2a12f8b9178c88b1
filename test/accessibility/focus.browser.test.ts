/** Tests of the checks themselves: the checks of focus and target size find each fault on a page that has it. */
import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { findCovered, findDisorder, findUnseen, tabThrough } from './focus.ts'
import { controlsOf, findSmallTargets } from './targets.ts'

const SEEN = ':focus-visible { outline: 2px solid black }'

function draw(css: string, html = ''): HTMLElement[] {
  document.body.innerHTML = `<style>body { margin: 20px } button { inline-size: 80px; block-size: 30px } ${css}</style>
    <button>From</button><div>${html || '<button>A</button> <button>B</button>'}</div><button>To</button>`
  return [...document.body.querySelectorAll('button')]
}
const ends = () =>
  [...document.body.querySelectorAll<HTMLElement>('button')].filter(({ textContent }) => /From|To/.test(textContent ?? '')) as [
    HTMLElement,
    HTMLElement,
  ]

async function walk(check: (stop: HTMLElement) => Promise<string[]> | string[]): Promise<string[]> {
  const found: string[] = []
  await tabThrough(...ends(), '{Tab}', async (stop) => void found.push(...(await check(stop))))
  return found
}

afterEach(() => (document.body.innerHTML = ''))

test.each([
  ['no sign at all', ':focus { outline: none }', 2],
  ['a sign too pale', ':focus-visible { outline: 2px solid #ccc }', 2],
  ['a sign made pale with its element', `${SEEN} button { opacity: 0.2 }`, 2],
  ['a sign on one side alone', ':focus-visible { outline: none; box-shadow: -3px 0 black }', 2],
  ['a sign that is seen', SEEN, 0],
])('finds %s', async (_name, css, count) => {
  await page.viewport(400, 300)
  draw(css)
  expect(await walk(findUnseen)).toHaveLength(count)
})

test('finds what is covered altogether, and lets be what shows in part', async () => {
  const cover = (height: number) => `main { position: fixed; inset: 0 0 auto; block-size: ${height}px; background: white }`
  draw(cover(200), '<button>A</button><main></main>')
  expect(await walk(findCovered)).toEqual([expect.stringContaining('lies under main')])
  draw(cover(65), '<button>A</button><main></main>')
  expect(await walk(findCovered)).toEqual([])
})

test('finds a way that is not the one of the eye', async () => {
  const blocks = (stop: HTMLElement) => stop
  draw('div { display: flex; flex-direction: row-reverse; justify-content: flex-end }')
  expect(findDisorder(await tabThrough(...ends(), '{Tab}'), blocks)).toHaveLength(1)
  draw('div { display: flex }')
  expect(findDisorder(await tabThrough(...ends(), '{Tab}'), blocks)).toEqual([])
})

test('finds a trap', async () => {
  const buttons = draw('')
  buttons[2]?.addEventListener('keydown', (event) => {
    event.preventDefault()
    buttons[1]?.focus()
  })
  await expect(tabThrough(...ends(), '{Tab}')).rejects.toThrow(/trapped.*"A"/)
})

test('finds small targets that lie close together, and lets be those with room', () => {
  const small = 'div { display: flex } div > button { inline-size: 16px; block-size: 16px; padding: 0; border: 0 }'
  draw(`${small} div { gap: 2px }`)
  expect(findSmallTargets(controlsOf(document.body))).toHaveLength(2)
  draw(`${small} div { gap: 12px; margin: 12px 0 }`)
  expect(findSmallTargets(controlsOf(document.body))).toEqual([])
})
