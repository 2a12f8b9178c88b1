/** A submission from the click to its end: states, values, errors, and the effect of the buttons. */
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { type GradioStream, gradioKeys, isGradioStreamError } from '../../src/react/index.ts'
import { APP, Panel, WITH_PROGRESS, WITH_VALUE, countOf, createStage, echo, full, line, story } from './stage.tsx'

const press = (name: string): Promise<void> => userEvent.click(screen.getByRole('button', { name }))
const until = (label: Parameters<typeof line>[0], text: string): Promise<void> => waitFor(() => expect(line(label).textContent).toBe(text))

test('goes from idle over progress to succeeded', async () => {
  const stage = createStage({ scenarios: [{ ...story, holdAfter: WITH_PROGRESS }] })
  const statuses = new Set<string>()
  stage.render(<Panel endpoint="/story" inputs={['once']} onResult={({ state }) => statuses.add(state.status)} />)
  expect(line('State').textContent).toBe('idle')
  await press('Submit')
  const bar = await screen.findByRole('progressbar', { name: 'Progress' })
  expect(bar.getAttribute('value')).toBe('0.25')
  stage.server.release()
  await until('State', 'succeeded')
  expect(line('Data').textContent).toBe('once upon a time')
  expect([...statuses]).toEqual(expect.arrayContaining(['idle', 'submitting', 'running', 'succeeded']))
  expect(stage.server.runs.story).toMatchObject({ started: 1, finished: 1 })
})

test('takes inputs by name and fills in defaults', async () => {
  const stage = createStage()
  stage.render(<Panel inputs={{}} />)
  await press('Submit')
  await until('Data', 'hello!')
})

test('loses no click that comes before the discovery', async () => {
  const stage = createStage()
  stage.render(<Panel inputs={['early']} enabled={false} />)
  await press('Submit')
  expect(line('State').textContent).not.toBe('idle')
  await until('Data', 'early!')
  expect(countOf(stage.server, 'discover')).toBe(1)
})

test('polls with transport="polling" and ends in the same value', async () => {
  const stage = createStage()
  stage.render(<Panel endpoint="/story" />, { transport: 'polling' })
  await press('Submit')
  await until('Data', 'once upon a time')
  expect(line('Network').textContent).toBe('polling')
  expect(countOf(stage.server, 'queue/data')).toBe(0)
  expect(countOf(stage.server, 'queue/poll')).toBeGreaterThan(0)
})

test('works directly', async () => {
  const stage = createStage({ relay: false })
  stage.render(<Panel inputs={['straight']} />)
  await press('Submit')
  await until('Data', 'straight!')
})

test('says that the connection was cut, tries again at once when told to, and loses nothing', async () => {
  const stage = createStage({ scenarios: [{ ...story, holdAfter: WITH_VALUE }] })
  stage.render(<Panel endpoint="/story" />)
  await press('Submit')
  await until('Data', 'once upon')
  await until('Connection', 'open')
  stage.server.cut()
  await until('Connection', 'reconnecting')
  expect(line('State').textContent).toBe('running')
  await press('Try now')
  await until('Connection', 'open')
  stage.server.release()
  await until('Data', 'once upon a time')
  expect(stage.server.runs.story).toMatchObject({ started: 1, finished: 1 })
})

test('keeps the words of a failing app and the value that had come', async () => {
  const stage = createStage()
  stage.render(<Panel endpoint="/broken" />)
  await press('Submit')
  expect((await screen.findByRole('alert')).textContent).toMatch(/^run-failed: .*no good/)
  expect(line('State').textContent).toBe('failed')
  expect(line('Data').textContent).toBe('half')
})

test.each([
  { what: 'a full queue', endpoint: '/full', inputs: undefined, said: /^queue-full: / },
  { what: 'a value the app refuses', endpoint: '/picky', inputs: ['x'], said: /^input-invalid: .*Too short/ },
  { what: 'an input of an unknown name', endpoint: '/echo', inputs: { txt: 'x' }, said: /^input-invalid: .*txt/ },
  { what: 'an unknown endpoint', endpoint: '/storey', inputs: undefined, said: /^endpoint-unknown: .*\/story/ },
])('fails with $what, and says so', async ({ endpoint, inputs, said }) => {
  const stage = createStage()
  stage.render(<Panel endpoint={endpoint} {...(inputs ? { inputs } : {})} />)
  await until('App', 'Scenarios')
  await press('Submit')
  await until('State', 'failed')
  expect(screen.getByRole('alert').textContent).toMatch(said)
})

test('fails with the discovery when that is what is wrong', async () => {
  const stage = createStage({ relay: false, refusal: { status: 404, body: 'Not found' } })
  stage.render(<Panel />)
  await press('Submit')
  await until('State', 'failed')
  expect(screen.getByRole('alert').textContent).toMatch(/^app-not-gradio: /)
})

test('submits what was refused anew when it is put right', async () => {
  const stage = createStage()
  const page = stage.render(<Panel endpoint="/picky" inputs={['x']} />)
  await press('Submit')
  await until('State', 'failed')
  page.show(<Panel endpoint="/picky" inputs={['good']} />)
  await press('Submit')
  await until('State', 'succeeded')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('submitAsync resolves with the values, and rejects with the error or with aborted', async () => {
  const stage = createStage({ scenarios: [echo, full, { ...story, holdAfter: WITH_VALUE }] })
  let good: GradioStream | undefined
  let bad: GradioStream | undefined
  let long: GradioStream | undefined
  stage.render(
    <>
      <Panel onResult={(stream) => (good = stream)} />
      <Panel name="Other" endpoint="/full" onResult={(stream) => (bad = stream)} />
      <Panel name="Third" endpoint="/story" onResult={(stream) => (long = stream)} />
    </>,
  )
  expect(await good?.submitAsync(['x'])).toEqual(['x!'])
  expect(good?.run?.inputs).toEqual(['x'])
  const error: unknown = await bad?.submitAsync().catch((cause: unknown) => cause)
  expect(isGradioStreamError(error, 'queue-full')).toBe(true)
  const cancelled = long?.submitAsync().catch((cause: unknown) => cause)
  await waitFor(() => expect(long?.data).toEqual(['once upon']))
  await long?.cancel()
  expect(isGradioStreamError(await cancelled, 'aborted')).toBe(true)
})

test("is a mutation: a failing submit reaches the page's mutation cache, with its key", async () => {
  const stage = createStage()
  stage.render(<Panel endpoint="/full" />)
  await press('Submit')
  await until('State', 'failed')
  const [mutation] = stage.queryClient.getMutationCache().findAll({ mutationKey: gradioKeys.submit('/api/experimental/sse', APP, '/full') })
  expect(mutation?.state).toMatchObject({ status: 'error', variables: { app: APP, endpoint: '/full', inputs: null } })
})

test("is submitted once, whatever retries the page's QueryClient prescribes", async () => {
  const stage = createStage()
  stage.queryClient.setDefaultOptions({ mutations: { retry: 3, retryDelay: 0 } })
  stage.render(<Panel endpoint="/full" />)
  await press('Submit')
  await until('State', 'failed')
  await waitFor(() => expect(stage.queryClient.isMutating()).toBe(0))
  expect(countOf(stage.server, 'queue/join')).toBe(1)
  expect(stage.queryClient.getMutationCache().getAll()[0]?.state).toMatchObject({ status: 'error', failureCount: 1 })
})

test('cancels the run and keeps the value that had come', async () => {
  const stage = createStage({ scenarios: [{ ...story, holdAfter: WITH_VALUE }] })
  stage.render(<Panel endpoint="/story" />)
  await press('Submit')
  await until('Data', 'once upon')
  await press('Cancel')
  await until('State', 'cancelled')
  expect(line('Data').textContent).toBe('once upon')
  expect(screen.queryByRole('alert')).toBeNull()
  expect(stage.server.runs.story).toMatchObject({ started: 1, cancelled: 1 })
})

test('cancels a submission that has not gone out, so that it never does', async () => {
  const stage = createStage()
  let answer: (() => void) | undefined
  const gate = new Promise<void>((resolve) => (answer = resolve))
  stage.render(<Panel />, { fetch: async (input, init) => gate.then(() => stage.fetch(input, init)) })
  await press('Submit')
  await until('State', 'submitting')
  await press('Cancel')
  await until('State', 'cancelled')
  answer?.()
  await until('App', 'Scenarios')
  expect(countOf(stage.server, 'queue/join')).toBe(0)
})

test('cancels the run before when another is submitted, and gives its value apart from the new one', async () => {
  const stage = createStage({ scenarios: [{ ...story, holdAfter: WITH_VALUE }] })
  const page = stage.render(<Panel endpoint="/story" inputs={['once']} />)
  await press('Submit')
  await until('Data', 'once upon')
  const shown = new Set<string>()
  page.show(
    <Panel
      endpoint="/story"
      inputs={['twice']}
      onResult={({ data, previousData, state }) => shown.add(`${state.status}: ${data?.join()}, before: ${previousData?.join()}`)}
    />,
  )
  await press('Submit')
  await until('Data', 'twice upon')
  expect(shown).toContain('submitting: undefined, before: once upon')
  expect(shown).not.toContain('idle: undefined, before: once upon')
  await waitFor(() => expect(stage.server.runs.story).toMatchObject({ started: 2, cancelled: 1 }))
})

test('keeps the last good value over a failure', async () => {
  const stage = createStage({
    scenarios: [{ ...echo, joinRefusal: ([given]) => (given === 'no' ? { status: 503, body: { detail: 'Queue is full.' } } : null) }],
  })
  const page = stage.render(<Panel inputs={['yes']} />)
  await press('Submit')
  await until('Data', 'yes!')
  page.show(<Panel inputs={['no']} />)
  await press('Submit')
  await until('State', 'failed')
  expect(line('Data').textContent).toBe('yes! (old)')
})

test('submits the last inputs again', async () => {
  const stage = createStage()
  const page = stage.render(<Panel inputs={['first']} />)
  await press('Resubmit')
  expect(line('State').textContent).toBe('idle')
  await press('Submit')
  await until('Data', 'first!')
  page.show(<Panel inputs={['second']} />)
  await press('Resubmit')
  await until('State', 'succeeded')
  expect(line('Data').textContent).toBe('first!')
  expect(stage.server.runs.echo).toMatchObject({ started: 2 })
})

test('forgets everything on reset', async () => {
  const stage = createStage()
  stage.render(<Panel inputs={['gone']} />)
  await press('Submit')
  await until('Data', 'gone!')
  await press('Reset')
  expect(line('State').textContent).toBe('idle')
  expect(line('Data').textContent).toBe('none')
  await press('Resubmit')
  expect(line('State').textContent).toBe('idle')
})

test('detaches without cancelling', async () => {
  const stage = createStage({ scenarios: [{ ...story, holdAfter: WITH_VALUE }] })
  stage.render(<Panel endpoint="/story" />)
  await press('Submit')
  await until('Data', 'once upon')
  await press('Detach')
  expect(line('State').textContent).toBe('idle')
  expect(line('Data').textContent).toBe('once upon (old)')
  stage.server.release()
  await waitFor(() => expect(stage.server.runs.story).toMatchObject({ finished: 1, cancelled: 0 }))
})

test('gives one object while nothing changes, and the same functions over a run', async () => {
  const stage = createStage()
  const results: GradioStream[] = []
  const page = stage.render(<Panel onResult={(stream) => results.push(stream)} />)
  await until('App', 'Scenarios')
  const before = results.at(-1)
  page.show(<Panel onResult={(stream) => results.push(stream)} />)
  expect(results.at(-1)).toBe(before)
  await press('Submit')
  await until('State', 'succeeded')
  const after = results.at(-1)
  expect(after).not.toBe(before)
  for (const name of ['submit', 'submitAsync', 'cancel', 'detach', 'resubmit', 'reset', 'retryNow', 'getTrace'] as const) {
    expect(after?.[name], name).toBe(before?.[name])
  }
  expect(after?.getTrace()).toMatchObject({ version: 1, endpoint: '/echo', runId: after?.run?.id })
})
