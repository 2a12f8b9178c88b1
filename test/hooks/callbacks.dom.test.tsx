/** What the hook and the provider tell of runs: each end once, nothing after unmount. */
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, expectTypeOf, test } from 'vitest'
import type { GradioProviderProps, RunCallbacks, RunFacts, UseGradioStreamOptions } from '../../src/hooks/index.ts'
import { GradioProcess } from '../../src/react/index.ts'
import { completed, log, starting } from '../../src/testing/scenario-steps.ts'
import { APP, Panel, WITH_VALUE, createStage, echo, full, line, story } from './stage.tsx'

const press = (name: string): Promise<void> => userEvent.click(screen.getByRole('button', { name }))
const until = (text: string): Promise<void> => waitFor(() => expect(line('State').textContent).toBe(text))

/** Callbacks that write down what they are told. */
function createRecorder() {
  const told: string[] = []
  const callbacks = {
    onAccepted: ({ endpoint }) => told.push(`accepted ${endpoint.name}`),
    onUpdate: ({ status }) => told.at(-1) === status || told.push(status),
    onLog: ({ message }) => told.push(`log ${message}`),
    onSuccess: (data) => told.push(`success ${data.join()}`),
    onError: ({ code }) => told.push(`error ${code}`),
    onSettled: ({ status }) => told.push(`settled ${status}`),
  } satisfies RunCallbacks
  const of = (kind: string): readonly string[] => told.filter((entry) => entry.startsWith(kind))
  return { told, callbacks, of }
}

test('the callbacks are options of the hook, the process and, with facts, the provider', () => {
  expectTypeOf<UseGradioStreamOptions>().toExtend<RunCallbacks>()
  expectTypeOf<Parameters<NonNullable<GradioProviderProps['onSettled']>>[0]>().toEqualTypeOf<RunFacts>()
  expectTypeOf<keyof RunFacts & ('inputs' | 'data' | 'error')>().toBeNever()
})

test('tells of a run that succeeds, each thing once, under StrictMode', async () => {
  const stage = createStage({ scenarios: [{ ...echo, steps: [...starting(), log(1, 'info', 'said'), completed(10, ['hi!'])] }] })
  const { told, callbacks, of } = createRecorder()
  stage.render(<Panel inputs={['hi']} {...callbacks} />)
  await press('Submit')
  await until('succeeded')
  await waitFor(() => expect(of('settled')).toHaveLength(1))
  expect(of('accepted')).toEqual(['accepted /echo'])
  expect(of('log')).toEqual(['log said'])
  expect(of('success')).toEqual(['success hi!'])
  expect(told.at(-1)).toBe('settled succeeded')
  expect(told).toContain('submitting')
  await press('Submit')
  await waitFor(() => expect(of('settled')).toHaveLength(2))
})

test('tells of a run that fails, and of one whose app is not found', async () => {
  const stage = createStage()
  const { callbacks, of } = createRecorder()
  stage.render(<Panel endpoint="/full" {...callbacks} />)
  await press('Submit')
  await waitFor(() => expect(of('settled')).toEqual(['settled failed']))
  expect(of('error')).toEqual(['error queue-full'])
  expect(of('success')).toEqual([])
})

test('tells of a run that is cancelled, also by the next', async () => {
  const stage = createStage({ scenarios: [{ ...story, holdAfter: WITH_VALUE }] })
  const { callbacks, of } = createRecorder()
  stage.render(<Panel endpoint="/story" {...callbacks} />)
  await press('Submit')
  await until('running')
  await press('Submit')
  await waitFor(() => expect(of('settled')).toEqual(['settled cancelled']))
  await until('running')
  await press('Cancel')
  await waitFor(() => expect(of('settled')).toEqual(['settled cancelled', 'settled cancelled']))
  expect(of('error')).toEqual([])
})

test('tells nothing of a run that was detached, and nothing after unmount', async () => {
  const stage = createStage({ scenarios: [{ ...story, holdAfter: WITH_VALUE }] })
  const { told, callbacks, of } = createRecorder()
  const page = stage.render(<Panel endpoint="/story" onUnmount="cancel" {...callbacks} />)
  await press('Submit')
  await until('running')
  await press('Detach')
  await until('idle')
  await press('Submit')
  await until('running')
  expect(of('settled')).toEqual([])
  const before = told.length
  page.show(null)
  await waitFor(() => expect(stage.server.runs.story).toMatchObject({ cancelled: 1 }))
  expect(told).toHaveLength(before)
})

test('tells of a run that was found again by its key', async () => {
  const stage = createStage({ scenarios: [{ ...story, holdAfter: WITH_VALUE }] })
  const { callbacks, of } = createRecorder()
  const page = stage.render(<Panel endpoint="/story" runKey="one" {...callbacks} />)
  await press('Submit')
  await until('running')
  page.show(null)
  page.show(<Panel endpoint="/story" runKey="one" {...callbacks} />)
  await until('running')
  stage.server.release()
  await waitFor(() => expect(of('settled')).toEqual(['settled succeeded']))
  page.show(null)
  page.show(<Panel endpoint="/story" runKey="one" {...callbacks} />)
  await until('succeeded')
  expect(of('settled')).toHaveLength(1)
})

test('a callback that is given later is called, the latest one', async () => {
  const stage = createStage({ scenarios: [{ ...story, holdAfter: WITH_VALUE }] })
  const told: string[] = []
  const page = stage.render(<Panel endpoint="/story" />)
  await press('Submit')
  await until('running')
  page.show(<Panel endpoint="/story" onSuccess={() => told.push('early')} />)
  page.show(<Panel endpoint="/story" onSuccess={() => told.push('late')} />)
  stage.server.release()
  await until('succeeded')
  await waitFor(() => expect(told).toEqual(['late']))
})

test('the provider is told facts of every run, without inputs', async () => {
  const stage = createStage({ scenarios: [echo, full] })
  const settled: RunFacts[] = []
  const told: string[] = []
  stage.render(
    <>
      <Panel inputs={['secret']} />
      <GradioProcess app={APP} endpoint="/full" onError={({ code }) => told.push(`process ${code}`)} />
    </>,
    {
      onSettled: (facts) => settled.push(facts),
      onSuccess: ({ endpoint }) => told.push(`success ${endpoint}`),
      onError: ({ errorCode }) => told.push(`error ${errorCode}`),
    },
  )
  await press('Submit')
  await waitFor(() => expect(settled).toHaveLength(1))
  expect(settled[0]).toEqual({
    runId: expect.any(String),
    app: APP,
    endpoint: '/echo',
    status: 'succeeded',
    errorCode: null,
    route: 'relay',
    gradioVersion: expect.any(String),
    isResumed: false,
    startedAt: expect.any(Number),
    endedAt: expect.any(Number),
  })
  await userEvent.click(await screen.findByRole('button', { name: 'Run' }))
  await waitFor(() => expect(settled).toHaveLength(2))
  await waitFor(() => expect(told).toEqual(['success /echo', 'error queue-full', 'process queue-full']))
  expect(JSON.stringify(settled)).not.toContain('secret')
})
