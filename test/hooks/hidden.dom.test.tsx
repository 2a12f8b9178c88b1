/**
 * A component that is hidden and shown again (`<Activity>`, a boundary that suspends again, transitions) keeps its run.
 */
import '../client/loaded.ts'
import { act, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import * as react from 'react'
import { type ComponentType, type ReactNode, startTransition, Suspense, useState } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { GradioProvider, type UseGradioStreamOptions, useGradioStream } from '../../src/react/index.ts'
import { APP, Panel, WITH_VALUE, countOf, createStage, line, story } from './stage.tsx'

const held = { ...story, holdAfter: WITH_VALUE }
const submit = (): Promise<void> => userEvent.click(screen.getByRole('button', { name: 'Submit', hidden: true }))
const until = (label: Parameters<typeof line>[0], text: string): Promise<void> => waitFor(() => expect(line(label).textContent).toBe(text))
const nextTask = (): Promise<void> => act(() => new Promise<void>((resolve) => setTimeout(resolve)))

// React 18 has none; there a hidden tree is one of `Suspense`.
const { Activity } = react as unknown as { Activity?: ComponentType<{ mode: 'visible' | 'hidden'; children: ReactNode }> }
const WAYS = [true, false].flatMap((relay) =>
  ([undefined, 'cancel', 'detach'] as const).map(
    (onUnmount) => [relay ? 'through a relay' : 'direct', onUnmount ?? 'unsaid', { relay, onUnmount }] as const,
  ),
)

describe.skipIf(!Activity)('in an <Activity>', () => {
  const In = Activity ?? (() => null)
  const page = (mode: 'visible' | 'hidden', onUnmount?: UseGradioStreamOptions['onUnmount']) => (
    <In mode={mode}>
      <Panel endpoint="/story" {...(onUnmount && { onUnmount })} />
    </In>
  )

  test.each(WAYS)('a run goes on while hidden and is shown to its end, %s, onUnmount %s', async (_way, _said, { relay, onUnmount }) => {
    const stage = createStage({ relay, scenarios: [held] })
    const view = stage.render(page('visible', onUnmount))
    await submit()
    await until('Data', 'once upon')
    view.show(page('hidden', onUnmount))
    await nextTask()
    view.show(page('visible', onUnmount))
    expect(line('State').textContent).toBe('running')
    expect(countOf(stage.server, '/cancel')).toBe(0)
    stage.server.release()
    await until('State', 'succeeded')
    expect(line('Data').textContent).toBe('once upon a time')
    expect(stage.server.runs.story).toMatchObject({ started: 1, finished: 1, cancelled: 0 })
  })

  test.each(WAYS)('a run that ended while hidden shows its end, %s, onUnmount %s', async (_way, _said, { relay, onUnmount }) => {
    const stage = createStage({ relay, scenarios: [held] })
    const view = stage.render(page('visible', onUnmount))
    await submit()
    await until('Data', 'once upon')
    view.show(page('hidden', onUnmount))
    await nextTask()
    stage.server.release()
    await waitFor(() => expect(stage.server.runs.story).toMatchObject({ finished: 1 }))
    await nextTask()
    view.show(page('visible', onUnmount))
    await until('State', 'succeeded')
    expect(line('Data').textContent).toBe('once upon a time')
  })

  test('what is taken away while hidden has left', async () => {
    const stage = createStage({ relay: false, scenarios: [held] })
    const view = stage.render(page('visible'))
    await submit()
    await until('Data', 'once upon')
    view.show(page('hidden'))
    await nextTask()
    expect(countOf(stage.server, '/cancel')).toBe(0)
    view.show(null)
    await waitFor(() => expect(countOf(stage.server, '/cancel')).toBe(1))
  })

  test('a hidden provider keeps its client: the next run works', async () => {
    const stage = createStage({ scenarios: [story] })
    const inside = (mode: 'visible' | 'hidden') => (
      <In mode={mode}>
        <GradioProvider fetch={stage.fetch} queryClient={stage.queryClient}>
          <Panel endpoint="/story" />
        </GradioProvider>
      </In>
    )
    const view = stage.render(inside('visible'))
    await submit()
    await until('State', 'succeeded')
    view.show(inside('hidden'))
    await nextTask()
    view.show(inside('visible'))
    await submit()
    await waitFor(() => expect(stage.server.runs.story).toMatchObject({ started: 2, finished: 2 }))
    await until('State', 'succeeded')
  })
})

test.each(WAYS)('a run below a boundary that waits once more goes on, %s, onUnmount %s', async (_way, _said, { relay, onUnmount }) => {
  const stage = createStage({ relay, scenarios: [held] })
  let open = (): void => {}
  let gate: Promise<void> | null = null
  function Gate(): ReactNode {
    // What React waits for is thrown.
    // oxlint-disable-next-line typescript/only-throw-error -- see above
    if (gate) throw gate
    return null
  }
  const page = () => (
    <Suspense fallback={<p>Wait</p>}>
      <Gate />
      <Panel endpoint="/story" {...(onUnmount && { onUnmount })} />
    </Suspense>
  )
  const view = stage.render(page())
  await submit()
  await until('Data', 'once upon')
  gate = new Promise((resolve) => (open = resolve))
  view.show(page())
  expect(screen.getByText('Wait')).toBeTruthy()
  await nextTask()
  gate = null
  await act(async () => open())
  await waitFor(() => expect(screen.queryByText('Wait')).toBeNull())
  expect(line('State').textContent).toBe('running')
  stage.server.release()
  await until('State', 'succeeded')
  expect(stage.server.runs.story).toMatchObject({ started: 1, finished: 1, cancelled: 0 })
})

interface KeyedProps {
  /** What is changed. */
  as?: 'runKey' | 'key'
  wraps?: (act: () => void) => void
}
function Keyed({ as = 'runKey', wraps = (now) => now() }: KeyedProps): ReactNode {
  const [turn, setTurn] = useState(1)
  const next = (send: () => void): void =>
    wraps(() => {
      setTurn(turn + 1)
      send()
    })
  return <Inner key={as === 'key' ? turn : 'one'} runKey={as === 'runKey' ? `run ${turn}` : undefined} next={next} />
}
interface InnerProps {
  runKey: string | undefined
  next: (send: () => void) => void
}
function Inner({ runKey, next }: InnerProps): ReactNode {
  const { state, data, submit: send } = useGradioStream({ app: APP, endpoint: '/story', ...(runKey && { runKey }) })
  return (
    <>
      <output aria-label="State">{state.status}</output>
      <output aria-label="Data">{String(data)}</output>
      <button type="button" onClick={() => next(() => send(['twice']))}>
        Submit
      </button>
    </>
  )
}
test('another runKey and a submit in one handler run under the new key', async () => {
  const stage = createStage({ scenarios: [story] })
  stage.render(<Keyed />)
  await submit()
  await until('State', 'succeeded')
  expect(line('Data').textContent).toBe('twice upon a time')
  expect(stage.server.runs.story).toMatchObject({ started: 1, cancelled: 0 })
})

test('a submit in a transition runs', async () => {
  const stage = createStage({ scenarios: [story] })
  stage.render(<Panel endpoint="/story" />)
  await until('Endpoint', '/story')
  const button = screen.getByRole('button', { name: 'Submit' })
  startTransition(() => button.click())
  await until('State', 'succeeded')
  expect(stage.server.runs.story).toMatchObject({ started: 1, cancelled: 0 })
})

test.each<[string, KeyedProps]>([
  ['by another key', { as: 'key' }],
  ['by another runKey in a transition', { wraps: startTransition }],
])('a submit whose component goes in the same moment, %s, is not sent and says why', async (_how, props) => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const stage = createStage({ scenarios: [story] })
  stage.render(<Keyed {...props} />)
  await submit()
  await waitFor(() => expect(warn).toHaveBeenCalledWith(expect.stringContaining('a submission to /story was given up')))
  expect(line('State').textContent).toBe('idle')
  expect(stage.server.runs.story?.started ?? 0).toBe(0)
  warn.mockRestore()
})
