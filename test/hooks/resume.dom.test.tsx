/** What a reload does to a run that is kept: pages after each other over one relay, all under StrictMode. */
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { GradioProcess } from '../../src/react/index.ts'
import { APP, Panel, WITH_VALUE, countOf, createStage, line, story } from './stage.tsx'
import type { Stage } from './stage.tsx'

const held = { ...story, holdAfter: WITH_VALUE }
const press = (name: string): Promise<void> => userEvent.click(screen.getByRole('button', { name }))
const until = (label: Parameters<typeof line>[0], text: string): Promise<void> => waitFor(() => expect(line(label).textContent).toBe(text))
const kept = (storage: Storage): string[] => Object.keys(storage).filter((name) => name.startsWith('react-gradio-stream'))

/** A page that goes without a word, as a reload does: nothing it does from now on reaches the relay. */
function createPages(stage: Stage) {
  let gone = new AbortController()
  return {
    open(children: React.ReactNode) {
      const { signal } = gone
      const fetch: typeof globalThis.fetch = (input, init) =>
        signal.aborted
          ? new Promise<Response>(() => {})
          : stage.fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal })
      return stage.render(children, { fetch })
    },
    reload() {
      gone.abort()
      gone = new AbortController()
      cleanup()
      stage.queryClient.clear()
    },
  }
}

beforeEach(() => {
  sessionStorage.clear()
  localStorage.clear()
})

test.each(['session', 'local'] as const)('a run goes on after a reload, kept in %s storage, and ran once', async (resume) => {
  const stage = createStage({ scenarios: [held] })
  const pages = createPages(stage)
  pages.open(<Panel endpoint="/story" resume={resume} />)
  await press('Submit')
  await until('Data', 'once upon')
  await waitFor(() => expect([kept(sessionStorage).length, kept(localStorage).length]).toEqual(resume === 'session' ? [1, 0] : [0, 1]))
  pages.reload()
  pages.open(<Panel endpoint="story" resume={resume} />)
  await until('Data', 'once upon')
  expect(line('State').textContent).toBe('running')
  stage.server.release()
  await until('State', 'succeeded')
  await until('Data', 'once upon a time')
  expect(countOf(stage.server, 'queue/join')).toBe(1)
  expect(stage.server.runs.story).toMatchObject({ started: 1, finished: 1, cancelled: 0 })
})

test('a run that ended meanwhile shows its result, and once more after the next reload', async () => {
  const stage = createStage({ scenarios: [held] })
  const pages = createPages(stage)
  pages.open(<Panel endpoint="/story" resume="session" />)
  await press('Submit')
  await until('Data', 'once upon')
  pages.reload()
  stage.server.release()
  for (let round = 0; round < 2; round += 1) {
    pages.open(<Panel endpoint="/story" resume="session" />)
    await until('Data', 'once upon a time')
    await until('State', 'succeeded')
    pages.reload()
  }
  expect(countOf(stage.server, 'queue/join')).toBe(1)
})

test('without resume a reload begins at idle, and nothing is kept', async () => {
  const stage = createStage({ scenarios: [held] })
  const pages = createPages(stage)
  pages.open(<Panel endpoint="/story" />)
  await press('Submit')
  await until('Data', 'once upon')
  expect([...kept(sessionStorage), ...kept(localStorage)]).toEqual([])
  pages.reload()
  pages.open(<Panel endpoint="/story" resume="session" />)
  await until('App', 'Scenarios')
  expect(line('State').textContent).toBe('idle')
})

test.each(['Reset', 'Detach'])('%s forgets what was kept', async (button) => {
  const stage = createStage({ scenarios: [held] })
  const pages = createPages(stage)
  pages.open(<Panel endpoint="/story" resume="session" />)
  await press('Submit')
  await until('Data', 'once upon')
  await press(button)
  expect(kept(sessionStorage)).toEqual([])
})

test('another endpoint, app or key does not find the run', async () => {
  const stage = createStage()
  const pages = createPages(stage)
  pages.open(<Panel endpoint="/story" resume="session" runKey="mine" />)
  await press('Submit')
  await until('State', 'succeeded')
  pages.reload()
  pages.open(
    <>
      <Panel name="Other key" endpoint="/story" resume="session" runKey="yours" />
      <Panel name="Other endpoint" endpoint="/echo" resume="session" runKey="mine" />
      <Panel name="Same" endpoint="/story" resume="session" runKey="mine" />
    </>,
  )
  const state = (name: string) => within(screen.getByRole('region', { name })).getByRole('status', { name: 'State' }).textContent
  await waitFor(() => expect(state('Same')).toBe('succeeded'))
  expect([state('Other key'), state('Other endpoint')]).toEqual(['idle', 'idle'])
})

test('of two that are alike the first shows the kept run', async () => {
  const stage = createStage()
  const pages = createPages(stage)
  pages.open(<Panel endpoint="/story" resume="session" />)
  await press('Submit')
  await until('State', 'succeeded')
  pages.reload()
  pages.open(
    <>
      <Panel name="First" endpoint="/story" resume="session" />
      <Panel name="Second" endpoint="/story" resume="session" />
    </>,
  )
  const state = (name: string) => within(screen.getByRole('region', { name })).getByRole('status', { name: 'State' }).textContent
  await waitFor(() => expect(state('First')).toBe('succeeded'))
  expect(state('Second')).toBe('idle')
})

test('a component that comes back to a page finds the run it left there', async () => {
  const stage = createStage({ scenarios: [held] })
  const page = stage.render(<Panel endpoint="/story" resume="session" />)
  await press('Submit')
  await until('Data', 'once upon')
  page.show(null)
  await waitFor(() => expect(stage.server.openStreamCount).toBe(0))
  page.show(<Panel endpoint="/story" resume="session" />)
  await until('Data', 'once upon')
  stage.server.release()
  await until('State', 'succeeded')
  expect(countOf(stage.server, 'queue/join')).toBe(1)
})

test('a run the relay keeps no longer says so, and is run again with its inputs', async () => {
  const first = createStage({ scenarios: [held] })
  const pages = createPages(first)
  pages.open(<GradioProcess app={APP} endpoint="/story" resume="session" />)
  await waitFor(() => expect(screen.getByRole('button', { name: 'Run' }).getAttribute('aria-disabled')).toBeNull())
  await userEvent.clear(screen.getByRole('textbox'))
  await userEvent.type(screen.getByRole('textbox'), 'long ago')
  await press('Run')
  await waitFor(() => expect(kept(sessionStorage)).toHaveLength(1))
  await screen.findByText('long ago upon')
  pages.reload()
  const restarted = createStage()
  restarted.render(<GradioProcess app={APP} endpoint="/story" resume="session" />)
  await screen.findByText('This run can no longer be picked up.')
  await userEvent.click(
    within(screen.getByRole('group', { name: 'This run can no longer be picked up.' })).getByRole('button', { name: 'Run again' }),
  )
  await screen.findByText('long ago upon a time')
  expect(countOf(restarted.server, 'queue/join')).toBe(1)
})

test.each([
  ['long ago', 'reset'],
  ['once', null],
])('after a reload the form shows what the run was given: %s', async (given, reset) => {
  const stage = createStage({ scenarios: [held] })
  const pages = createPages(stage)
  const page = <GradioProcess app={APP} endpoint="/story" resume="session" />
  pages.open(page)
  await waitFor(() => expect(screen.getByRole('button', { name: 'Run' }).getAttribute('aria-disabled')).toBeNull())
  await userEvent.clear(screen.getByRole('textbox'))
  await userEvent.type(screen.getByRole('textbox'), given)
  await press('Run')
  await screen.findByText(`${given} upon`)
  pages.reload()
  pages.open(page)
  await screen.findByText(`${given} upon`)
  expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe(given)
  // A default is no change of a person.
  expect(screen.queryByRole('button', { name: 'Reset' }) === null).toBe(reset === null)
  await userEvent.type(screen.getByRole('textbox'), '!')
  stage.server.release()
  await screen.findByText(`${given} upon a time`)
  expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe(`${given}!`)
})

test('a result that was seen before the reload is let go in silence once the relay has forgotten it', async () => {
  const pages = createPages(createStage())
  pages.open(<Panel endpoint="/story" resume="session" />)
  await press('Submit')
  await until('State', 'succeeded')
  pages.reload()
  createStage().render(<Panel endpoint="/story" resume="session" />)
  await waitFor(() => expect(kept(sessionStorage)).toEqual([]))
  await until('State', 'idle')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('the provider says it for all, and a direct route keeps nothing', async () => {
  const stage = createStage({ relay: false, scenarios: [held] })
  stage.render(<Panel endpoint="/story" />, { resume: 'session' })
  await press('Submit')
  await until('Data', 'once upon')
  expect(kept(sessionStorage)).toEqual([])
  cleanup()
  const relayed = createStage({ scenarios: [held] })
  relayed.render(<Panel endpoint="/story" />, { resume: 'session' })
  await press('Submit')
  await until('Data', 'once upon')
  expect(kept(sessionStorage)).toHaveLength(1)
})
