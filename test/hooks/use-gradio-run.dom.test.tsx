/** The selector hook: it renders for what it picks and for nothing else. */
import { act, render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import { type Run, type RunSnapshot, useGradioRun } from '../../src/react/index.ts'
import { createFakeRun } from './fake-run.ts'

test('renders only when the picked value changes, also with a selector that makes new objects', () => {
  const run = createFakeRun()
  const rendered: string[] = []
  const isSame = (a: { status: string }, b: { status: string }): boolean => a.status === b.status
  function Status({ run }: { run: Run | null }) {
    const { status } = useGradioRun(run, ({ state }: RunSnapshot) => ({ status: state.status }), isSame)
    rendered.push(status)
    return <output aria-label="Status">{status}</output>
  }
  const { rerender } = render(<Status run={run} />, { wrapper: StrictMode })
  expect(screen.getByRole('status', { name: 'Status' }).textContent).toBe('submitting')
  act(() => run.happen({ type: 'joined', eventId: 'e' }, { type: 'started', etaMs: null }))
  expect(screen.getByRole('status', { name: 'Status' }).textContent).toBe('running')
  const count = rendered.length
  act(() => run.happen({ type: 'progress', units: [] }))
  expect(rendered.length).toBe(count)
  rerender(<Status run={null} />)
  expect(screen.getByRole('status', { name: 'Status' }).textContent).toBe('idle')
})

test('gives the whole snapshot without a selector', () => {
  const run = createFakeRun()
  const seen: RunSnapshot[] = []
  function Whole() {
    seen.push(useGradioRun(run))
    return null
  }
  render(<Whole />, { wrapper: StrictMode })
  expect(seen.at(-1)).toBe(run.getSnapshot())
})
