/**
 * Whole runs for a screen-reader user: Chromium's own accessibility tree at each milestone, and the announcements on
 * the way, in `test/fixtures/accessibility`. Read the file after a change of it: is every name there once, is what
 * matters reachable, is the order right? `npx vitest run --project browser announcements -u` rewrites it.
 */
import '../../client/loaded.ts'
import { cleanup } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../src/react/styles/index.css'
import type { Scenario } from '../../../src/testing/index.ts'
import {
  completed,
  edited,
  estimation,
  failed,
  fault,
  generating,
  log,
  processStarts,
  progress,
} from '../../../src/testing/scenario-steps.ts'
import { promptParameter, stepsParameter, STYLE, textReturn } from '../../../src/testing/scenarios/parameters.ts'
import { takeDown } from '../../accessibility/screen-reader-transcript.ts'
import { closeProcesses, openProcess, SECOND } from './live-process.tsx'

afterEach(() => {
  cleanup()
  closeProcesses()
})

const write: Scenario = {
  name: 'write_poem',
  description: 'Writes a poem about a picture.',
  isGenerator: true,
  parameters: [promptParameter(), STYLE, stepsParameter(20)],
  returns: [textReturn('Poem')],
  steps: [
    estimation(SECOND, 2, 3, 9),
    processStarts(SECOND, 8),
    progress(SECOND, { index: 3, length: 10, description: 'Reading', unit: 'pages' }, { index: 1, length: 4, unit: 'lines' }),
    log(SECOND, 'info', 'The model is warm.'),
    log(SECOND, 'warning', 'The prompt was cut.', { title: 'Long prompt', durationSeconds: null }),
    generating(SECOND, ['A lighthouse']),
    edited(SECOND, [['append', [], ' on a cliff']]),
    fault(SECOND, 'drop'),
    edited(SECOND, [['append', [], ' at dawn.']]),
    completed(SECOND, ['A lighthouse on a cliff at dawn.']),
  ],
}

const status = () => document.querySelector('.rgs-root')?.getAttribute('data-status')
async function start(page: ReturnType<typeof openProcess>): Promise<void> {
  await expect.poll(() => page.queryByRole('button', { name: 'Run' })?.getAttribute('aria-disabled')).toBeNull()
  page.getByRole('button', { name: 'Run' }).focus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(status).not.toBe('idle')
  await expect.poll(status).not.toBe('submitting')
}

test('a run that succeeds', async () => {
  const page = openProcess(write)
  const { note, text } = takeDown(page.said)
  await expect.poll(() => page.queryByRole('textbox', { name: 'Prompt' })).not.toBeNull()
  await expect.poll(() => page.queryByRole('button', { name: 'Run' })?.getAttribute('aria-disabled')).toBeNull()
  await note('The form is ready')
  await start(page)
  await page.next()
  await note('Queued')
  await page.next()
  await page.next()
  await note('Running, with progress on two levels')
  await page.next()
  await page.next()
  await expect.poll(() => document.querySelector('.rgs-toast')).not.toBeNull()
  await note('With a log and a toast')
  await page.next()
  await page.next()
  await note('Text streams')
  await page.next()
  await note('The connection is lost')
  await page.next()
  await note('The connection is back')
  await page.next()
  await expect.poll(status).toBe('succeeded')
  await note('Finished')
  await page.next(12 * SECOND)
  await note('A while later')
  await expect(text()).toMatchFileSnapshot('../../fixtures/accessibility/run-that-succeeds.txt')
})

test('a run that fails, and one that is stopped', async () => {
  const breaks = { ...write, steps: [processStarts(SECOND), failed(SECOND, 'The GPU ran out of memory.', { title: 'Out of memory' })] }
  const page = openProcess(breaks)
  const { note, text } = takeDown(page.said)
  await start(page)
  await page.next()
  await page.next()
  await page.next()
  await expect.poll(status).toBe('failed')
  await note('Failed')
  await userEvent.keyboard('{Enter}')
  await expect.poll(status).toBe('queued')
  await page.next()
  await userEvent.keyboard('{Enter}')
  await expect.poll(status).toBe('cancelled')
  await note('Stopped')
  await expect(text()).toMatchFileSnapshot('../../fixtures/accessibility/run-that-fails.txt')
})
