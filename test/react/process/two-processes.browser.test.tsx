/**
 * Two concurrent runs on one page, as announced: every sentence once, with the name of its process, and nothing that
 * changes all the time.
 */
import '../../client/loaded.ts'
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../src/react/styles/index.css'
import type { Scenario } from '../../../src/testing/index.ts'
import { completed, failed, log, processStarts, progress } from '../../../src/testing/scenario-steps.ts'
import { textReturn } from '../../../src/testing/scenarios/parameters.ts'
import { closeProcesses, openProcesses, SECOND } from './live-process.tsx'

afterEach(() => {
  cleanup()
  closeProcesses()
})

const returns = [textReturn()]
const draw: Scenario = {
  name: 'draw',
  parameters: [],
  returns,
  steps: [
    processStarts(SECOND),
    progress(SECOND, { index: 1, length: 100 }),
    progress(SECOND, { index: 2, length: 100 }),
    log(SECOND, 'info', 'Tile 3 of 100.'),
    log(SECOND, 'warning', 'Two tiles are grey.'),
    progress(SECOND, { index: 3, length: 100 }),
    completed(SECOND, ['A picture']),
  ],
}
const count: Scenario = {
  name: 'count',
  parameters: [],
  returns,
  steps: [
    processStarts(SECOND),
    progress(SECOND, { index: 1, length: 9 }),
    failed(SECOND, 'Nobody is there.', { title: 'Nothing to count' }),
  ],
}

test('each sentence is said once, by name; ticks are not', async () => {
  const page = openProcesses([draw, count])
  for (const name of ['Draw', 'Count']) {
    const run = () => within(screen.getByRole('region', { name })).queryByRole('button', { name: 'Run' })
    await expect.poll(() => run()?.getAttribute('aria-disabled')).toBeNull()
    run()?.focus()
    await userEvent.keyboard('{Enter}')
  }
  const statuses = () => [...document.querySelectorAll('.rgs-root')].map((root) => root.getAttribute('data-status'))
  await expect.poll(statuses).not.toContain('submitting')
  for (let step = 0; step < 10; step++) await page.next()
  await expect.poll(statuses).toEqual(['succeeded', 'failed'])

  expect(page.said.filter((line) => /Draw/.test(line))).toMatchInlineSnapshot(`
    [
      "Draw: Run started.",
      "Draw: Waiting in line",
      "Draw: Running.",
      "Draw: Info: Tile 3 of 100.",
      "Draw: Warning: Two tiles are grey.",
      "Draw: Done in 7 s. The result is there.",
    ]
  `)
  expect(page.said.filter((line) => /Count/.test(line))).toMatchInlineSnapshot(`
    [
      "Count: Run started.",
      "Count: Waiting in line",
      "Count: Running.",
      "! Count: Nothing to count. Nobody is there. Check the values and run it again.",
    ]
  `)
  expect(page.said.filter((line) => !/^(! )?(Draw|Count): /.test(line))).toEqual([])
  expect(new Set(page.said).size).toBe(page.said.length)

  const polite = document.querySelectorAll('[aria-live="polite"], [role="status"], [role="log"], output:not([aria-live])')
  expect(polite).toHaveLength(2)
  expect(document.querySelectorAll('[aria-live="assertive"], [role="alert"]')).toHaveLength(2)
})
