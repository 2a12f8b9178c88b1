/** The sign of a negative number stands before its digits, also in right-to-left lines: measured in real Chromium. */
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { GradioProcess, type Messages } from '../../../src/react/index.ts'
import { ar } from '../../../src/react/messages/ar.ts'
import { en } from '../../../src/react/messages/en.ts'
import '../../../src/react/styles/index.css'
import { belowZero } from '../../../stories/negative-numbers.ts'
import { stillClock } from '../../../stories/fixtures.ts'

afterEach(() => {
  cleanup()
  document.documentElement.dir = 'ltr'
})

test.each<[string, Messages]>([
  // Western figures: with Arabic ones a sign stands to the right, as Arabic has it.
  ['ar-u-nu-latn', ar],
  ['en', en],
])('in a page from right to left, in %s', async (locale, messages) => {
  document.documentElement.dir = 'rtl'
  render(<GradioProcess.View stream={belowZero} clock={stillClock} messages={messages} locale={locale} />)
  await expect.poll(() => screen.queryAllByRole('grid'), { timeout: 15_000 }).toHaveLength(2)

  const found: string[] = []
  const turned: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = /[-−](?=[\d.,])/.exec(node.textContent ?? '')?.index
    if (at === undefined || !node.parentElement?.checkVisibility() || node.parentElement.closest('option')) continue
    found.push(node.textContent ?? '')
    if (leftOf(node, at) > leftOf(node, at + 1)) turned.push(node.textContent ?? '')
  }
  expect(turned).toEqual([])
  expect(found.length).toBeGreaterThanOrEqual(12)

  // Of what a control of the platform shows, only its direction can be read.
  const controls = [...document.querySelectorAll<HTMLInputElement>('input:is([type="number"], [list])')]
  expect(controls).not.toEqual([])
  for (const control of controls) expect(getComputedStyle(control).direction, control.id).toBe('ltr')
  const select = screen.getByRole<HTMLSelectElement>('combobox')
  expect(select.selectedOptions[0]?.textContent).toBe('\u200e-1.5')
  expect(getComputedStyle(controls[0] ?? select).textAlign).toBe('right')
})

function leftOf(node: Node, at: number): number {
  const range = document.createRange()
  range.setStart(node, at)
  range.setEnd(node, at + 1)
  return range.getBoundingClientRect().left
}
