/** What hooks say of an app, beside React Query's words. */
import { act, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { gradioKeys, useGradioAppState, useGradioDiscovery } from '../../src/react/index.ts'
import { createManualClock, spaces } from '../../src/testing/index.ts'
import { createStage } from './stage.tsx'

const HOST = 'https://owner-space.hf.space'

function State({ app = HOST }: { app?: string }) {
  const { status, isFetching } = useGradioDiscovery(app)
  const state = useGradioAppState(app)
  return <output aria-label="App">{[status, isFetching, state.status, state.space, state.stage].join(' ')}</output>
}

const line = (): string | null => screen.getByRole('status', { name: 'App' }).textContent

test('the discovery stays pending while the app is woken, and its state says so', async () => {
  const clock = createManualClock()
  const stage = createStage({ relay: false, space: spaces.sleeping, clock })
  stage.render(<State />, { clock })
  await waitFor(() => expect(line()).toBe('pending true waking owner/space SLEEPING'))
  expect(stage.queryClient.getQueryData(gradioKeys.appState(null, HOST))).toMatchObject({ status: 'waking' })
  await act(() => clock.advance(70_000))
  await waitFor(() => expect(line()).toMatch(/^success false running owner\/space (?:RUNNING)?$/))
})

test('says how a discovery ended', async () => {
  const stage = createStage({ relay: false, space: spaces.notBuilt })
  stage.render(<State />)
  await waitFor(() => expect(line()).toBe('error false broken owner/space BUILD_ERROR'))
})

test('stops asking when the last component leaves', async () => {
  const clock = createManualClock()
  const stage = createStage({ relay: false, space: spaces.neverWaking, clock })
  const { unmount } = stage.render(<State />, { clock })
  await waitFor(() => expect(line()).toContain('waking'))
  unmount()
  await clock.settle()
  const { length } = stage.server.requests
  await clock.advance(60_000)
  expect(stage.server.requests).toHaveLength(length)
})

test('asks the token function of the last render', async () => {
  const stage = createStage({ relay: false, space: spaces.private })
  const first = vi.fn(() => undefined)
  const page = stage.render(null, { hubToken: first })
  const last = vi.fn(() => 'hf_x')
  page.show(<State />, { hubToken: last })
  await waitFor(() => expect(line()).toMatch(/^success false running/))
  expect(first).not.toHaveBeenCalled()
})
