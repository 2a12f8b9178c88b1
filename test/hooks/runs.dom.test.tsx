/** The list of the page's runs: what is in it, what is kept for a reload, what is not, and the list that is drawn. */
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { GradioHistory, GradioProcess, useGradioRuns } from '../../src/react/index.ts'
import { HISTORY_ENTRY } from '../../src/hooks/history/kept-history.ts'
import { MAX_LISTED_RUNS } from '../../src/hooks/history/run-history.ts'
import { APP, Panel, WITH_VALUE, broken, createStage, echo, line, story } from './stage.tsx'

beforeEach(() => {
  sessionStorage.clear()
  localStorage.clear()
})

const press = (name: string): Promise<void> => userEvent.click(screen.getByRole('button', { name }))
const until = (label: Parameters<typeof line>[0], text: string): Promise<void> => waitFor(() => expect(line(label).textContent).toBe(text))

function Runs(props: Parameters<typeof useGradioRuns>[0]) {
  const { runs, clear } = useGradioRuns(props)
  return (
    <>
      <ol aria-label="Runs">
        {runs.map(({ id, endpoint, status, inputs, data, error, isEarlier }) => (
          <li
            key={id}
          >{`${endpoint} ${status} ${JSON.stringify(inputs)} ${JSON.stringify(data)} ${error?.code ?? '-'}${isEarlier ? ' earlier' : ''}`}</li>
        ))}
      </ol>
      <button type="button" onClick={clear}>
        Clear
      </button>
    </>
  )
}
const listed = (): (string | null)[] =>
  within(screen.getByRole('list', { name: 'Runs' }))
    .queryAllByRole('listitem')
    .map(({ textContent }) => textContent)

test('lists runs newest first, with inputs, ends and results', async () => {
  const stage = createStage()
  const page = stage.render([<Panel key="a" inputs={['one']} />, <Runs key="b" />])
  await press('Submit')
  await until('State', 'succeeded')
  page.show([<Panel key="a" endpoint="/broken" />, <Runs key="b" />])
  await press('Submit')
  await until('State', 'failed')
  await waitFor(() => expect(listed()).toEqual(['/broken failed [] ["half"] run-failed', '/echo succeeded ["one"] ["one!"] -']))
  page.show([<Panel key="a" endpoint="/broken" />, <Runs key="b" endpoint="echo" app={APP} />])
  expect(listed()).toEqual(['/echo succeeded ["one"] ["one!"] -'])
  await press('Clear')
  expect(listed()).toEqual([])
})

test('a run that goes on is listed as running, and stays when the list is cleared', async () => {
  const stage = createStage({ scenarios: [{ ...story, holdAfter: WITH_VALUE }] })
  stage.render([<Panel key="a" endpoint="/story" inputs={['once']} />, <Runs key="b" />])
  await press('Submit')
  await until('State', 'running')
  await press('Clear')
  expect(listed()).toEqual(['/story running ["once"] null -'])
  stage.server.release()
  await waitFor(() => expect(listed()).toEqual(['/story succeeded ["once"] ["once upon a time"] -']))
})

test.each(['session', 'local'] as const)('is found again after a reload where keepRuns says %s, and not else', async (keepRuns) => {
  const stage = createStage()
  stage.render([<Panel key="a" inputs={['one']} />, <Runs key="b" />], { keepRuns })
  await press('Submit')
  await waitFor(() => expect(listed()).toEqual(['/echo succeeded ["one"] ["one!"] -']))
  cleanup()
  stage.render(<Runs />, { keepRuns })
  expect(listed()).toEqual(['/echo succeeded ["one"] ["one!"] - earlier'])
  cleanup()
  stage.render(<Runs />)
  expect(listed()).toEqual([])
})

test('a run whose page was left before its end has an end nobody saw', async () => {
  const stage = createStage({ scenarios: [{ ...story, holdAfter: WITH_VALUE }] })
  stage.render([<Panel key="a" endpoint="/story" inputs={['once']} onUnmount="detach" />, <Runs key="b" />], { keepRuns: 'session' })
  await press('Submit')
  await until('State', 'running')
  cleanup()
  stage.render(<Runs />, { keepRuns: 'session' })
  expect(listed()[0]).toContain('/story unseen ["once"]')
})

test('keeps no password, no file and nothing that is too long', async () => {
  const secret = {
    ...echo,
    name: 'secret',
    parameters: [{ name: 'key', component: 'textbox', value: '', props: { type: 'password' } }],
  } as const
  const stage = createStage({ scenarios: [secret, echo] })
  const page = stage.render([<Panel key="a" endpoint="/secret" inputs={['sesame']} />, <Runs key="b" />], { keepRuns: 'local' })
  await press('Submit')
  await waitFor(() => expect(listed()).toEqual(['/secret succeeded ["sesame"] ["sesame!"] -']))
  expect(localStorage.getItem(HISTORY_ENTRY)).toContain('"inputs":null')
  page.show([<Panel key="a" inputs={['x'.repeat(300_000)]} />, <Runs key="b" />])
  await press('Submit')
  await until('State', 'succeeded')
  await waitFor(() => expect(localStorage.getItem(HISTORY_ENTRY)).toContain('"status":"succeeded"'))
  expect(localStorage.getItem(HISTORY_ENTRY)?.length).toBeLessThan(5000)
})

test.each(['not json', '[{}]', '{"a":1}', '[{"id":1,"app":"x"}]', '[null, 7]'])('reads %j from the storage as nothing', (text) => {
  localStorage.setItem(HISTORY_ENTRY, text)
  createStage().render(<Runs />, { keepRuns: 'local' })
  expect(listed()).toEqual([])
})

test('holds a bounded number of runs', async () => {
  const stage = createStage()
  const runs = Array.from({ length: MAX_LISTED_RUNS + 5 }, (_, index) => ({
    id: `r${index}`,
    app: APP,
    endpoint: '/echo',
    inputs: [index],
    status: 'succeeded',
    data: ['a'],
    error: null,
    startedAt: 1_000_000 - index,
    endedAt: 1_000_001,
    isEarlier: false,
  }))
  localStorage.setItem(HISTORY_ENTRY, JSON.stringify(runs))
  stage.render([<Panel key="a" inputs={['new']} />, <Runs key="b" />], { keepRuns: 'local' })
  expect(listed()).toHaveLength(MAX_LISTED_RUNS)
  await press('Submit')
  await waitFor(() => expect(listed()[0]).toBe('/echo succeeded ["new"] ["new!"] -'))
  expect(listed()).toHaveLength(MAX_LISTED_RUNS)
})

test('the list inside of a process fills its form with what a run was begun with', async () => {
  const stage = createStage({ scenarios: [echo, broken] })
  stage.render(
    <GradioProcess.Root app={APP} endpoint="/echo">
      <GradioProcess.Form>
        <GradioProcess.Submit />
      </GradioProcess.Form>
      <GradioProcess.Output />
      <GradioHistory />
    </GradioProcess.Root>,
  )
  const field = await screen.findByRole('textbox', { name: /text/i })
  await userEvent.clear(field)
  await userEvent.type(field, 'kept words')
  await press('Run')
  const list = screen.getByRole('region', { name: 'Runs' })
  await within(list).findByText('Done')
  await userEvent.clear(field)
  await userEvent.click(within(list).getByRole('button', { name: 'Use these values' }))
  await waitFor(() => expect((field as HTMLTextAreaElement).value).toBe('kept words'))
  await userEvent.click(within(list).getByText('Result'))
  expect(await within(list).findByText('kept words!')).toBeDefined()
  await userEvent.click(within(list).getByRole('button', { name: 'Remove: Echo' }))
  expect(await within(list).findByText('No runs yet.')).toBeDefined()
})
