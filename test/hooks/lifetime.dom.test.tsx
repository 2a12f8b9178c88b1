/** What mounting, leaving and coming back do to a run, all under StrictMode. */
import '../client/loaded.ts'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { GradioClient } from '../../src/client/client.ts'
import { GradioProvider, type GradioStream, useGradioClient } from '../../src/react/index.ts'
import { Panel, WITH_VALUE, countOf, createStage, line, story } from './stage.tsx'

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
const held = { ...story, holdAfter: WITH_VALUE }
const submit = (): Promise<void> => userEvent.click(screen.getByRole('button', { name: 'Submit' }))
const until = (label: Parameters<typeof line>[0], text: string): Promise<void> => waitFor(() => expect(line(label).textContent).toBe(text))

test('mounting and drawing again submit nothing', async () => {
  const stage = createStage()
  const page = stage.render(<Panel />)
  await until('App', 'Scenarios')
  page.show(<Panel />)
  expect(countOf(stage.server, 'queue/join')).toBe(0)
})

test('a component that goes and comes within one commit keeps its run', async () => {
  const stage = createStage({ relay: false, scenarios: [held] })
  const page = stage.render(<Panel key="a" endpoint="/story" runKey="one" />)
  await submit()
  await until('Data', 'once upon')
  page.show(<Panel key="b" endpoint="/story" runKey="one" />)
  await nextTask()
  expect(line('State').textContent).toBe('running')
  expect(countOf(stage.server, '/cancel')).toBe(0)
  stage.server.release()
  await until('State', 'succeeded')
  expect(stage.server.runs.story).toMatchObject({ started: 1, finished: 1, cancelled: 0 })
})

test('leaving cancels on the direct route', async () => {
  const stage = createStage({ relay: false, scenarios: [held] })
  const page = stage.render(<Panel endpoint="/story" />)
  await submit()
  await until('Data', 'once upon')
  page.show(null)
  await waitFor(() => expect(countOf(stage.server, '/cancel')).toBe(1))
  await waitFor(() => expect(stage.server.runs.story).toMatchObject({ cancelled: 1 }))
})

test('leaving detaches through a relay', async () => {
  const stage = createStage({ scenarios: [held] })
  const page = stage.render(<Panel endpoint="/story" />)
  await submit()
  await until('Data', 'once upon')
  page.show(null)
  await waitFor(() => expect(stage.server.openStreamCount).toBe(0))
  stage.server.release()
  await waitFor(() => expect(stage.server.runs.story).toMatchObject({ finished: 1, cancelled: 0 }))
  expect(countOf(stage.server, '/cancel')).toBe(0)
})

test('leaving cancels through a relay when it was told to', async () => {
  const stage = createStage({ scenarios: [held] })
  const page = stage.render(<Panel endpoint="/story" onUnmount="cancel" />)
  await submit()
  await until('Data', 'once upon')
  page.show(null)
  await waitFor(() => expect(stage.server.runs.story).toMatchObject({ cancelled: 1 }))
})

test('the last cancel goes out when provider and component go together', async () => {
  const stage = createStage({ relay: false, scenarios: [held] })
  const page = stage.render(<Panel endpoint="/story" />)
  await submit()
  await until('Data', 'once upon')
  page.unmount()
  await waitFor(() => expect(countOf(stage.server, '/cancel')).toBe(1))
})

test('a provider that goes waits for the answer to the last cancel before it closes its client', async () => {
  const close = vi.spyOn(GradioClient.prototype, 'close')
  const stage = createStage({ relay: false, scenarios: [held] })
  let answer = (): void => {}
  const gate = new Promise<void>((resolve) => (answer = resolve))
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (new Request(input instanceof Request ? input : new URL(input, location.href)).url.endsWith('/cancel')) await gate
    return stage.fetch(input, init)
  }
  const page = stage.render(<Panel endpoint="/story" />, { fetch })
  await submit()
  await until('Data', 'once upon')
  close.mockClear()
  page.unmount()
  await nextTask()
  expect(close).not.toHaveBeenCalled()
  answer()
  await waitFor(() => expect(close).toHaveBeenCalledTimes(1))
  expect(stage.server.runs.story).toMatchObject({ cancelled: 1 })
  close.mockRestore()
})

test('a shared run that is kept for the next component is let go with its provider', async () => {
  const stage = createStage({ scenarios: [held] })
  const page = stage.render(<Panel endpoint="/story" runKey="kept" />)
  await submit()
  await until('Data', 'once upon')
  page.unmount()
  await waitFor(() => expect(stage.server.openStreamCount).toBe(0))
  expect(stage.server.runs.story).toMatchObject({ cancelled: 0 })
})

test('components with one run key show one run', async () => {
  const stage = createStage()
  stage.render(
    <>
      <Panel name="Left" endpoint="/story" runKey="shared" />
      <Panel name="Right" endpoint="story" runKey="shared" />
      <Panel name="Alone" endpoint="/story" />
    </>,
  )
  await userEvent.click(within(screen.getByRole('region', { name: 'Left' })).getByRole('button', { name: 'Submit' }))
  const data = (name: string) => within(screen.getByRole('region', { name })).getByRole('status', { name: 'Data' }).textContent
  await waitFor(() => expect(data('Right')).toBe('once upon a time'))
  expect(data('Left')).toBe('once upon a time')
  expect(data('Alone')).toBe('none')
  expect(stage.server.runs.story).toMatchObject({ started: 1 })
})

test('one of two that share a run may leave', async () => {
  const stage = createStage({ relay: false, scenarios: [held] })
  const page = stage.render(
    <>
      <Panel key="left" name="Left" endpoint="/story" runKey="shared" />
      <Panel key="right" name="Right" endpoint="/story" runKey="shared" />
    </>,
  )
  await userEvent.click(within(screen.getByRole('region', { name: 'Left' })).getByRole('button', { name: 'Submit' }))
  await waitFor(() => expect(stage.server.runs.story).toMatchObject({ started: 1 }))
  page.show(<Panel key="right" name="Right" endpoint="/story" runKey="shared" />)
  await until('Data', 'once upon')
  stage.server.release()
  await until('State', 'succeeded')
})

test('a shared run that goes on is found again by its key', async () => {
  const stage = createStage({ scenarios: [held] })
  const page = stage.render(<Panel endpoint="/story" runKey="kept" />)
  await submit()
  await until('Data', 'once upon')
  page.show(null)
  page.show(<Panel endpoint="/story" runKey="kept" />)
  expect(line('Data').textContent).toBe('once upon')
  stage.server.release()
  await until('State', 'succeeded')
  expect(stage.server.runs.story).toMatchObject({ started: 1 })
})

test('another endpoint begins at idle and leaves the run before as an unmount does', async () => {
  const stage = createStage({ relay: false, scenarios: [held, { ...held, name: 'other' }] })
  const page = stage.render(<Panel endpoint="/story" />)
  await submit()
  await until('Data', 'once upon')
  page.show(<Panel endpoint="/other" />)
  expect(line('State').textContent).toBe('idle')
  expect(line('Data').textContent).toBe('none')
  await waitFor(() => expect(countOf(stage.server, '/cancel')).toBe(1))
})

test('a provider makes one client, keeps it over new functions, and closes it when it goes', async () => {
  const close = vi.spyOn(GradioClient.prototype, 'close')
  // The client of the test before may still be closing.
  const closed = () => [...clients].filter((client) => close.mock.contexts.includes(client))
  const clients = new Set<GradioClient>()
  function Peek() {
    clients.add(useGradioClient())
    return null
  }
  const stage = createStage()
  const page = stage.render(<Peek />, { headers: () => ({ a: '1' }) })
  page.show(<Peek />, { headers: () => ({ a: '2' }) })
  await Promise.resolve()
  expect(closed()).toEqual([])
  // StrictMode renders the first time twice; React keeps one of the two.
  const kept = [...clients].at(-1)
  page.unmount()
  await waitFor(() => expect(closed()).toHaveLength(1))
  expect(closed()[0]).toBe(kept)
  expect(close.mock.contexts.filter((client) => client === kept)).toHaveLength(1)
  close.mockRestore()
})

test('other options make another client, and a run that goes on ends with the one before', async () => {
  const stage = createStage({ scenarios: [held] })
  const page = stage.render(<Panel endpoint="/story" />)
  await submit()
  await until('Data', 'once upon')
  page.show(<Panel endpoint="/story" />, { transport: 'polling' })
  expect(line('Data').textContent).toBe('once upon')
  stage.server.release()
  await until('State', 'succeeded')
  await submit()
  await until('Network', 'polling')
})

test('a client that was given is used and not closed', async () => {
  const stage = createStage()
  const client = new GradioClient({ fetch: stage.fetch })
  const close = vi.spyOn(client, 'close')
  const page = stage.render(<Panel inputs={['mine']} />, { client, fetch: () => Promise.reject(new Error('not this one')) })
  await submit()
  await until('Data', 'mine!')
  page.unmount()
  await Promise.resolve()
  expect(close).not.toHaveBeenCalled()
  client.close()
})

test('a component without a provider runs with the defaults', async () => {
  const stage = createStage()
  const fetch = vi.spyOn(globalThis, 'fetch').mockImplementation(stage.fetch)
  const results: GradioStream[] = []
  const { render } = await import('@testing-library/react')
  render(<Panel inputs={['bare']} onResult={(stream) => results.push(stream)} />)
  await submit()
  await until('Data', 'bare!')
  expect(stage.server.requests[0]?.path).toBe('/api/experimental/sse/discover')
  fetch.mockRestore()
})

test('a provider without a QueryClient makes its own', async () => {
  const stage = createStage()
  const { render } = await import('@testing-library/react')
  render(
    <GradioProvider fetch={stage.fetch}>
      <Panel inputs={['own']} />
    </GradioProvider>,
  )
  await submit()
  await until('Data', 'own!')
  expect(stage.queryClient.getQueryCache().getAll()).toEqual([])
})
