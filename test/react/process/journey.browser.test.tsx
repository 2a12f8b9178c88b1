/**
 * A whole run by keyboard and screen reader, in real Chromium: where the focus is, what is announced and in which
 * order. The page, the hook, the client and the protocol are real; the app is a scenario on a manual clock.
 */
import '../../client/loaded.ts'
import { cleanup } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../src/react/styles/index.css'
import { GradioProcess } from '../../../src/react/index.ts'
import type { Scenario } from '../../../src/testing/index.ts'
import { completed, estimation, failed, log, processStarts, progress } from '../../../src/testing/scenario-steps.ts'
import { promptParameter, textReturn } from '../../../src/testing/scenarios/parameters.ts'
import { closeProcesses, openProcess as open, SECOND } from './live-process.tsx'

afterEach(() => {
  cleanup()
  closeProcesses()
})

const draw: Scenario = {
  name: 'draw',
  description: 'Draws a picture.',
  parameters: [promptParameter()],
  returns: [textReturn()],
  steps: [
    estimation(SECOND, 2, 3, 9),
    estimation(SECOND, 0, 1, 3),
    processStarts(SECOND, 8),
    progress(SECOND, { index: 1, length: 10 }),
    progress(SECOND, { index: 2, length: 10 }),
    progress(SECOND, { index: 3, length: 10 }),
    progress(SECOND, { index: 4, length: 10 }),
    log(SECOND, 'warning', 'The prompt was cut.', { title: 'Long prompt', durationSeconds: null }),
    progress(SECOND, { index: 6, length: 10 }),
    progress(SECOND, { index: 9, length: 10 }),
    completed(SECOND, ['A lighthouse']),
  ],
}
const breaks: Scenario = {
  ...draw,
  name: 'breaks',
  steps: [processStarts(SECOND), failed(SECOND, 'The GPU ran out of memory.', { title: 'Out of memory' })],
}

const shown = () => document.querySelector('[data-action]')?.textContent

test('a run from the first key to the result, by keyboard alone, said in milestones', async () => {
  const { said, next, getByRole, findByRole } = open(draw)
  const prompt = await findByRole('textbox', { name: 'Prompt' })
  await expect.poll(() => getByRole('button', { name: 'Run' }).getAttribute('aria-disabled')).toBeNull()

  await userEvent.keyboard('{Tab}{Tab}')
  expect(document.activeElement).toBe(prompt)
  await userEvent.keyboard('A lighthouse{Tab}')
  expect(document.activeElement).toBe(getByRole('button', { name: 'Run' }))
  await userEvent.keyboard('{Enter}')
  await expect.poll(shown).toBe('Cancel')
  // The button that was Run is Cancel now, and still has the focus.
  expect(document.activeElement).toBe(getByRole('button', { name: 'Cancel' }))

  // The app's clock stands still until it has the run.
  await expect.poll(() => document.querySelector('.rgs-root')?.getAttribute('data-status')).not.toBe('submitting')

  for (let step = 0; step < 6; step++) await next()
  const bar = getByRole('progressbar')
  expect(bar.getAttribute('aria-valuetext')).toMatch(/^Step \d of 10$/)
  for (let step = 0; step < 6; step++) await next()

  await expect.poll(shown).toBe('Run')
  expect(document.activeElement).toBe(getByRole('button', { name: 'Run' }))
  expect(getByRole('group', { name: 'Result' }).getAttribute('aria-busy')).toBe('false')
  expect(said).toMatchInlineSnapshot(`
    [
      "Run started.",
      "Waiting in line",
      "3rd in line",
      "Next in line",
      "Running.",
      "Running, 25%.",
      "Warning: Long prompt The prompt was cut.",
      "Running, 50%.",
      "Running, 75%.",
      "Done in 11 s. The result is there.",
    ]
  `)
})

test('an error is said at once, the focus stays, and trying again does not lose it', async () => {
  const { said, next, getByRole, findByRole } = open(breaks)
  await expect.poll(() => getByRole('button', { name: 'Run' }).getAttribute('aria-disabled')).toBeNull()
  ;(await findByRole('textbox', { name: 'Prompt' })).focus()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  for (let step = 0; step < 4; step++) await next()
  expect(document.activeElement).toBe(getByRole('textbox', { name: 'Prompt' }))
  expect(said.filter((line) => line.startsWith('!'))).toEqual([expect.stringMatching(/^! Out of memory\. The GPU ran out of memory\./)])
  await userEvent.keyboard('{Tab}{Tab}')
  expect(document.activeElement?.textContent).toBe('Try again')
  await userEvent.keyboard('{Enter}')
  await expect.poll(shown).toBe('Cancel')
  await next()
  expect(document.activeElement).toBe(getByRole('button', { name: 'Cancel' }))
})

test('a cancel button that goes leaves the focus at Run', async () => {
  const { next, getByRole } = open(
    draw,
    <>
      <GradioProcess.Form>
        <GradioProcess.Submit cancels={false} />
      </GradioProcess.Form>
      <GradioProcess.Cancel />
      <GradioProcess.Status />
    </>,
  )
  await expect.poll(() => getByRole('button', { name: 'Run' }).getAttribute('aria-disabled')).toBeNull()
  getByRole('button', { name: 'Run' }).focus()
  await userEvent.keyboard('{Enter}')
  for (let step = 0; step < 4; step++) await next()
  await userEvent.keyboard('{Tab}')
  expect(document.activeElement).toBe(getByRole('button', { name: 'Cancel' }))
  await userEvent.keyboard('{Enter}')
  for (let step = 0; step < 3; step++) await next()
  await expect.poll(() => document.querySelector('[data-status="cancelled"]')).not.toBeNull()
  expect(document.activeElement).toBe(getByRole('button', { name: 'Run' }))
})

test('every control is 24 px or more, and a toast leaves the cancel button free', async () => {
  const { next, getByRole, container } = open(draw)
  await expect.poll(() => getByRole('button', { name: 'Run' }).getAttribute('aria-disabled')).toBeNull()
  getByRole('button', { name: 'Run' }).focus()
  await userEvent.keyboard('{Enter}')
  for (let step = 0; step < 9; step++) await next()
  await expect.poll(() => document.querySelector('.rgs-toast')).not.toBeNull()
  for (const control of container.querySelectorAll<HTMLElement>('button, summary, input, textarea, select')) {
    // As laid out: a toast that comes in is smaller for a moment.
    const { offsetWidth: width, offsetHeight: height } = control
    if (width > 0) expect(Math.min(width, height), control.outerHTML.slice(0, 80)).toBeGreaterThanOrEqual(16)
    if (width > 0 && control.matches('button, summary')) expect(height, control.outerHTML.slice(0, 80)).toBeGreaterThanOrEqual(24)
  }
  const cancel = getByRole('button', { name: 'Cancel' }).getBoundingClientRect()
  const toast = document.querySelector('.rgs-toast')?.getBoundingClientRect()
  expect(toast && (toast.bottom <= cancel.top || toast.top >= cancel.bottom || toast.left >= cancel.right)).toBe(true)
})
