/** Very large values are drawn in a useful way, and nothing throws, in a real browser. */
import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { expect, it } from 'vitest'
import '../../../src/react/styles/index.css'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { finished } from '../../../stories/finished.ts'
import type { GivenOutput } from '../../../stories/finished.ts'
import { stillClock } from '../../../stories/fixtures.ts'

const MEGABYTES = 5_000_000
const lines = 'const value = 1 // a line of code\n'.repeat(MEGABYTES / 34)
const nested = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`)

const CASES: readonly [name: string, output: GivenOutput][] = [
  ['code of 5 MB', ['code', 'Out', lines, { language: 'javascript' }]],
  ['code of 5 MB on one line', ['code', 'Out', 'x'.repeat(MEGABYTES), { language: 'javascript' }]],
  ['text of 5 MB', ['textbox', 'Out', lines]],
  ['Markdown of 5 MB', ['markdown', 'Out', 'A paragraph of *text*.\n\n'.repeat(MEGABYTES / 24)]],
  ['quotes 5,000 levels deep', ['markdown', 'Out', `${'>'.repeat(5000)} x`]],
  ['emphasis that never ends', ['markdown', 'Out', '*a_'.repeat(20_000)]],
  ['brackets that never end', ['markdown', 'Out', '['.repeat(20_000)]],
  ['JSON 500 levels deep', ['json', 'Out', nested(500)]],
  ['JSON of 100,000 keys', ['json', 'Out', Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, index]))]],
  [
    'a chat of 2,000 messages',
    ['chatbot', 'Out', Array.from({ length: 2000 }, () => ({ role: 'user', content: [{ type: 'text', text: 'hi' }] }))],
  ],
]

it.each(CASES)('%s', { timeout: 120_000 }, async (_name, output) => {
  const holder = document.body.appendChild(document.createElement('main'))
  const root = createRoot(holder)
  const draw = (given: GivenOutput) =>
    flushSync(() =>
      root.render(createElement(GradioProcess.View, { stream: finished(given), clock: stillClock }, createElement(GradioProcess.Output))),
    )
  // What is loaded when first needed is there before.
  draw([output[0], 'Warm', output[0] === 'chatbot' ? [{ role: 'user', content: [{ type: 'text', text: '*x*' }] }] : '*x*'])
  if (output[0] === 'markdown' || output[0] === 'chatbot')
    await expect.poll(() => holder.querySelector('em'), { timeout: 60_000 }).not.toBeNull()

  draw(output)
  holder.getBoundingClientRect()
  // What is drawn later is drawn too.
  for (let frame = 0; frame < 20; frame += 1) await new Promise((done) => requestAnimationFrame(done))
  expect(holder.querySelector('.rgs-output')?.textContent.length).toBeGreaterThan(3)
  root.unmount()
  holder.remove()
})
