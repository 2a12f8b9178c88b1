/**
 * An error of any size and kind keeps its next steps visible, overflows nothing at 320 px, lays out little, and can be
 * copied completely.
 */
import '../../client/loaded.ts'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { GradioStreamError } from '../../../src/client/index.ts'
import { GradioProcess } from '../../../src/react/index.ts'
import '../../../src/react/styles/index.css'
import { stillClock } from '../../../stories/fixtures.ts'
import { failedWith } from '../../../stories/states.ts'
import { findSideways } from '../../accessibility/layout-findings.ts'

beforeAll(async () => {
  await import('../../../src/react/parts/error/long-error.tsx')
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const frames = Array.from({ length: 60 }, (_, index) => `  File "/app/model.py", line ${index}, in step\n    return step(x, ${index})`)
const CASES: readonly [name: string, text: string, shown: RegExp][] = [
  ['a text of 5 MB', 'The GPU is out of memory. '.repeat(200_000), /^The GPU is out of memory/],
  ['a hundred thousand lines', Array.from({ length: 100_000 }, (_, line) => `line ${line} is wrong`).join('\n'), /^line 0 is wrong/],
  ['one endless word', 'x'.repeat(50_000), /^x{50}/],
  ['one long word', 'x'.repeat(500), /^x{50}/],
  ['HTML', `<h1>Bad gateway</h1>${'<table><tr><td>cell</td></tr></table>'.repeat(400)}`, /Bad gateway/],
  [
    'a traceback',
    `Traceback (most recent call last):\n${frames.join('\n')}\nValueError: width must be even`,
    /ValueError: width must be even$/,
  ],
  [
    'a traceback of 3 MB',
    `Traceback (most recent call last):\n${frames.join('\n').repeat(700)}\nValueError: width must be even`,
    /ValueError: width must be even$/,
  ],
  [
    'findings of a server',
    '{"detail":[{"loc":["body","data",0],"msg":"Input should be a valid integer","type":"int"}]}',
    /^body › data › 0: Input should be a valid integer$/,
  ],
  ['an object', '{"code":7,"where":{"layer":"conv1"},"why":["shape","dtype"]}', /"layer": "conv1"/],
  ['a detail', '{"detail":"Not for guests."}', /^Not for guests\.$/],
]

test.each(CASES)('%s', { timeout: 60_000 }, async (_name, text, shown) => {
  await page.viewport(320, 640)
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const retry = vi.fn()
  const error = new GradioStreamError('run-failed', {
    message: `/summarise failed: ${text}`,
    hint: 'Check the values and run it again.',
    details: { endpoint: '/summarise', appMessage: text, seen: text },
  })
  const { container } = render(
    <GradioProcess.View stream={failedWith(error, { resubmit: retry })} clock={stillClock} locale="en">
      <GradioProcess.Error />
    </GradioProcess.View>,
  )
  const again = await screen.findByRole('button', { name: 'Try again' })
  const body = () => container.querySelector('.rgs-error-box, .rgs-long-text-box') ?? container.querySelector('.rgs-error-body')
  await waitFor(() => expect(body()?.textContent).toMatch(shown))
  const { top, bottom } = again.getBoundingClientRect()
  expect(top).toBeGreaterThan(0)
  expect(bottom).toBeLessThan(innerHeight)
  expect(findSideways()).toEqual([])
  expect(container.textContent?.length).toBeLessThan(25_000)
  await userEvent.click(screen.getByText('Details'))
  expect(findSideways()).toEqual([])
  const details = container.querySelector('.rgs-error-details')
  if (!(details instanceof HTMLElement)) throw new Error('There are no details.')
  await userEvent.click(within(details).getByRole('button', { name: /^Copy/ }))
  // Not by a matcher that would print megabytes.
  expect(write.mock.calls[0]?.[0].includes(text.trim())).toBe(true)
  again.click()
  expect(retry).toHaveBeenCalledTimes(1)
})

test('a title that is a page long goes on below', async () => {
  const title = 'No room for this. '.repeat(500)
  const error = new GradioStreamError('run-failed', { message: 'No.', hint: 'Try later.', details: { title, appMessage: 'Full.' } })
  const { container } = render(
    <GradioProcess.View stream={failedWith(error)} clock={stillClock} locale="en">
      <GradioProcess.Error />
    </GradioProcess.View>,
  )
  await screen.findByRole('button', { name: 'Try again' })
  expect(container.querySelector('.rgs-error-title')?.textContent?.length).toBeLessThan(220)
  expect(container.querySelector('.rgs-error-box')?.textContent).toContain('Full.')
})
