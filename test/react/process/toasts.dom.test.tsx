/** Log lines as toasts: which, for how long, and their effect on the page. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { LogEntry } from '../../../src/client/run/run-event.ts'
import type { GradioStream } from '../../../src/hooks/gradio-stream.ts'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { logLines, running, states } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

const { Toasts } = GradioProcess
const quiet = states.RunningIndeterminate

// Loaded beforehand, so that a test with a clock of its own waits for no file.
beforeAll(async () => {
  await import('../../../src/react/parts/toast/toast-stack.tsx')
})
afterEach(() => vi.useRealTimers())

function said(...changes: Partial<LogEntry>[]): GradioStream {
  const lines = logLines(...changes.map(({ level, message }): [LogEntry['level'], string] => [level ?? 'info', message ?? 'Hello']))
  return { ...quiet, state: running(4, { logs: lines.map((line, index) => ({ ...line, ...changes[index] })) }) }
}
const texts = () => screen.queryAllByRole('dialog').map(({ textContent }) => textContent)

it('raises what the app says while it runs, with level, title and words', async () => {
  const { show } = draw(quiet, <Toasts />)
  show(said({ level: 'warning', title: 'Rows skipped', message: '12 rows have no date.' }))
  await waitFor(() => expect(texts()).toEqual(['Warning: Rows skipped12 rows have no date.']))
  expect(screen.getByRole('region', { name: 'Messages from the app' }).getAttribute('aria-live')).toBe('off')
})

it('raises nothing that was said before it was drawn, that the app hides, or that is not asked for', async () => {
  const { show } = draw(said({ message: 'Old' }), <Toasts />, { toasts: { levels: ['info'] } })
  show(said({ message: 'Old' }, { message: 'Hidden', isVisible: false }, { level: 'error', message: 'Bad' }, { message: 'New' }))
  await waitFor(() => expect(texts()).toEqual(['Info: New']))
})

it('raises nothing where it is turned off', async () => {
  const { show } = draw(quiet, <Toasts />, { toasts: false })
  await act(async () => show(said({ message: 'New' })))
  expect(texts()).toEqual([])
})

it('takes a line away after its time, and keeps one without a time until it is dismissed', async () => {
  vi.useFakeTimers()
  const { show } = draw(quiet, <Toasts />)
  await act(async () => show(said({ message: 'Short', durationMs: 3000 }, { message: 'Long', durationMs: null })))
  expect(texts()).toHaveLength(2)
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(texts()).toEqual(['Info: Long'])
  vi.useRealTimers()
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
  await waitFor(() => expect(texts()).toEqual([]))
})

it('waits while the pointer is on it', async () => {
  vi.useFakeTimers()
  const { show } = draw(quiet, <Toasts />)
  await act(async () => show(said({ message: 'Short', durationMs: 3000 })))
  fireEvent.mouseEnter(screen.getByRole('region', { name: 'Messages from the app' }))
  await act(() => vi.advanceTimersByTimeAsync(10_000))
  expect(texts()).toHaveLength(1)
})

it('is reached by F6', async () => {
  const { show } = draw(quiet, <Toasts />)
  show(said({ message: 'New' }))
  await waitFor(() => expect(texts()).toHaveLength(1))
  await userEvent.keyboard('{F6}')
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Messages from the app' }))
})

it('shares one stack between the processes of a page', async () => {
  const one = draw(quiet, <Toasts />)
  const two = draw(quiet, <Toasts />)
  one.show(said({ message: 'From one' }))
  two.show(said({ message: 'From two' }))
  await waitFor(() => expect(texts()).toHaveLength(2))
  expect(within(screen.getByRole('region', { name: 'Messages from the app' })).getAllByRole('dialog')).toHaveLength(2)
})

it('takes away what an earlier run said when a new one starts, and shows what that one says', async () => {
  const { show } = draw(quiet, <Toasts />)
  show(said({ message: 'Of the first', durationMs: null }))
  await waitFor(() => expect(texts()).toEqual(['Info: Of the first']))
  const { state } = quiet
  if (state.status !== 'running') throw new Error('The fixture has changed.')
  const second = { ...state, startedAt: state.startedAt + 1 }
  show({ ...quiet, state: second })
  await waitFor(() => expect(texts()).toEqual([]))
  show({ ...quiet, state: { ...second, logs: logLines(['info', 'Of the second']) } })
  await waitFor(() => expect(texts()).toEqual(['Info: Of the second']))
})
