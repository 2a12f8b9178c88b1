/** Texts by the app: which marks are read, which signs stay, and that the plain text has the same words. */
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../../src/react/messages/en.ts'
import { AppWords } from '../../../src/react/parts/app-text.tsx'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { hasMarks, LONGEST_READ, plainWords } from '../../../src/react/kit/strip-markup.ts'
import { app } from '../../../stories/fixtures.ts'
import { logLines, running, states } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

beforeAll(async () => {
  await import('../../../src/react/outputs/markdown/markdown-line.tsx')
})
afterEach(cleanup)

/** The line as it is drawn in the end. */
async function drawn(text: string): Promise<Element> {
  const { container } = render(<AppWords text={text} app={app} messages={en} />)
  if (hasMarks(text)) await waitFor(() => expect(container.querySelector('.rgs-line-plain')).toBeNull())
  return container
}

/** As it is read: a line for each paragraph, item and break. */
function linesOf(element: Element): string {
  const copy = element.cloneNode(true) as Element
  for (const broken of copy.querySelectorAll('br')) broken.replaceWith('\n')
  for (const block of copy.querySelectorAll('p, li, div, ul, ol')) block.append('\n')
  return (copy.textContent ?? '').replaceAll(/[^\S\n]*\n\s*/g, '\n').trim()
}

const MARKED: readonly [name: string, text: string, html: string][] = [
  ['emphasis of HTML', 'Row <b>12</b> is <i>empty</i>.', 'Row <b>12</b> is <i>empty</i>.'],
  ['emphasis of asterisks', 'Row **12** is *empty*.', 'Row <strong>12</strong> is <em>empty</em>.'],
  ['code', 'Loaded `model.bin` and <code>a&lt;b</code>', 'Loaded <code>model.bin</code> and <code>a&lt;b</code>'],
  [
    'a link',
    'See [the guide](https://docs.example/a) or <a href="https://docs.example/b">more</a>',
    'See <a href="https://docs.example/a" target="_blank" rel="noreferrer">the guide</a> or <a href="https://docs.example/b" target="_blank" rel="noreferrer">more</a>',
  ],
  [
    'a bare address',
    'At https://docs.example/a_b_c now',
    'At <a href="https://docs.example/a_b_c" target="_blank" rel="noreferrer">https://docs.example/a_b_c</a> now',
  ],
  ['a link that runs script', '<a href="javascript:alert(1)">press</a>', 'press'],
  ['line breaks', '<b>One</b>\ntwo<br>three', '<b>One</b><br>\ntwo<br>three'],
  ['entities', 'Fish &amp; chips &lt;5', 'Fish &amp; chips &lt;5'],
]

describe('marks', () => {
  it.each(MARKED)('reads %s', async (_name, text, html) => {
    const line = (await drawn(text)).querySelector('.rgs-line > p')
    // Texts stand apart, and code says that it is code (docs/decisions/028).
    expect(line?.innerHTML.replaceAll(/<\/?span>| translate="no"/g, '')).toBe(html)
    expect(plainWords(text)).toBe(linesOf(line ?? document.body))
  })

  it('reads a list and drops pictures, tables and scripts', async () => {
    const text = '<ul><li>one</li><li>two</li></ul><img src=x onerror=alert(1)><script>alert(1)</script><h1>Big</h1>'
    const container = await drawn(text)
    expect([...container.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(['one', 'two'])
    expect(container.querySelector('img, script, h1, table')).toBeNull()
    expect(plainWords(text)).toBe('one\ntwo\nBig')
    expect(linesOf(container)).toBe('one\ntwo\nBig')
  })
})

describe('signs that are no marks', () => {
  it.each([
    'snake_case_name and __init__ and _private_',
    '2*3*4 and 2**10 and 3**2',
    '# 1. Step - not a heading',
    '1. one',
    '- no list',
    '> no quote',
    'C:\\temp\\*.txt',
    '~/models ~~ ~/data',
    '| a | b |',
    'a < b and b > a',
    '[3/20] loss=0.5',
  ])('keeps %s', async (text) => {
    // With one mark, so that it is read at all.
    const container = await drawn(`<b>x</b> ${text}`)
    expect(container.textContent).toBe(`x ${text}`)
    expect(container.querySelectorAll('.rgs-line :not(p, b, span)')).toHaveLength(0)
    cleanup()
    expect((await drawn(text)).textContent).toBe(text)
    expect(plainWords(text)).toBe(text)
  })

  it('loads nothing for plain words', () => {
    expect(['Reading 3 chapters', 'a < b', 'R&D', '50 % & more', 'file_1.txt', '3 * 4', '[3/20]'].filter(hasMarks)).toEqual([])
  })

  it('leaves a very long line plain', () => {
    const { container } = render(<AppWords text={`<b>x</b>${'y'.repeat(5000)}`} app={null} messages={en} />)
    expect(container.querySelector('.rgs-line-plain')).not.toBeNull()
  })

  // What a pattern tries again and again would not end before the test's own limit.
  it.each(['<a', '&#', '`', '[a', '*a ', '<p ', '</p', '<p\n'])('comes to an end of a line full of %j', (sign) => {
    const text = sign.repeat(LONGEST_READ / sign.length).slice(0, LONGEST_READ)
    expect(plainWords(text).length).toBeLessThanOrEqual(text.length)
  })
})

it('is said to a screen reader in plain words', () => {
  const logs = logLines(['warning', 'Row <b>12</b> is `empty` &amp; left out.'])
  draw({ ...states.RunningIndeterminate, state: running(4, { logs }) }, <GradioProcess.Announcer />)
  expect(screen.getByRole('status').textContent?.trim()).toBe('Running. Warning: Row 12 is empty & left out.')
})
