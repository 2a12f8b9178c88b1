/**
 * Lists that an app's functions fill in a form: by its load, by a change of another field, by another form's run. The
 * app is a list of answers.
 */
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { afterEach, expect, it } from 'vitest'
import { GradioProcess, GradioProvider } from '../../../src/react/index.ts'

const APP = 'http://lists.test'
const dropdown = (id: number, label: string, choices: string[], value: string | null = null) => ({
  id,
  type: 'dropdown',
  props: { label, choices: choices.map((choice) => [choice, choice]), value },
})
const CONFIG = {
  version: '6.31.0',
  api_prefix: '/gradio_api',
  protocol: 'sse_v3',
  root: APP,
  components: [
    dropdown(1, 'Model', []),
    { id: 2, type: 'textbox', props: { label: 'Result' } },
    dropdown(3, 'Country', ['France', 'Japan'], 'France'),
    dropdown(4, 'City', ['Paris', 'Lyon'], 'Paris'),
    dropdown(5, 'Made', []),
  ],
  dependencies: [
    { id: 0, inputs: [1], outputs: [2], api_name: 'use', targets: [[9, 'click']] },
    { id: 1, inputs: [], outputs: [1], api_name: false, show_api: false, targets: [[0, 'load']] },
    { id: 2, inputs: [3], outputs: [4], api_name: false, show_api: false, targets: [[3, 'change']] },
    { id: 3, inputs: [3, 4], outputs: [2], api_name: 'travel', targets: [[9, 'click']] },
    { id: 4, inputs: [], outputs: [5], api_name: 'fill', targets: [[9, 'click']] },
    { id: 5, inputs: [5], outputs: [2], api_name: 'take', targets: [[9, 'click']] },
  ],
}

interface Join {
  readonly fn_index: number
  readonly data: unknown[]
  readonly session_hash: string
}

/** An app whose functions answer at once with what `answers` says; `null` fails. */
function openApp(answers: Readonly<Record<number, (data: unknown[]) => unknown[] | null>>) {
  const joins: Join[] = []
  const waiting = new Map<string, object[]>()
  const json = (value: unknown): Response => Response.json(value)
  const answer = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const { pathname, searchParams } = new URL(request.url)
    if (pathname.endsWith('/config')) return json(CONFIG)
    if (pathname.endsWith('/queue/join')) {
      // The library's own join.
      const join = (await request.json()) as Join
      joins.push(join)
      const eventId = `event-${joins.length}`
      const data = answers[join.fn_index]?.(join.data) ?? null
      const end = data ? { success: true, output: { data } } : { success: false, output: { error: 'no list today' } }
      waiting.set(join.session_hash, [
        ...(waiting.get(join.session_hash) ?? []),
        { msg: 'process_starts', event_id: eventId },
        { msg: 'process_completed', event_id: eventId, ...end },
      ])
      return json({ event_id: eventId })
    }
    if (!pathname.endsWith('/queue/data')) return new Response(null, { status: 404 })
    const session = searchParams.get('session_hash') ?? ''
    const messages = [...(waiting.get(session) ?? []), { msg: 'close_stream', event_id: null }]
    waiting.delete(session)
    const text = messages.map((message) => `data: ${JSON.stringify(message)}\n\n`).join('')
    return new Response(text, { headers: { 'content-type': 'text/event-stream' } })
  }
  return { joins, fetch: answer }
}

function show(app: ReturnType<typeof openApp>, ...endpoints: string[]) {
  render(
    <StrictMode>
      <GradioProvider backendUrl={null} fetch={app.fetch} shareTabs={false}>
        {endpoints.map((endpoint) => (
          <GradioProcess key={endpoint} app={APP} endpoint={endpoint} locale="en" />
        ))}
      </GradioProvider>
    </StrictMode>,
  )
}

const choicesOf = async (name: string): Promise<(string | null)[]> =>
  Array.from((await screen.findByRole<HTMLSelectElement>('combobox', { name })).options, ({ textContent }) => textContent)
const update = (changes: object): unknown => ({ __type__: 'update', ...changes })
const list = (...names: string[]): [string, string][] => names.map((name) => [name, name])

afterEach(cleanup)

it('shows the list that the load of the app fills, and the value it gives, and loads once', async () => {
  const app = openApp({ 1: () => [update({ choices: list('alpha', 'beta'), value: 'beta' })], 0: ([model]) => [`used ${String(model)}`] })
  show(app, '/use')
  // With the first run comes the code that runs.
  await waitFor(async () => expect(await choicesOf('Model')).toEqual(expect.arrayContaining(['alpha', 'beta'])), { timeout: 10_000 })
  await waitFor(() => expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Model' }).selectedOptions[0]?.text).toBe('beta'))
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Model' }), 'alpha')
  await userEvent.click(screen.getByRole('button', { name: 'Run' }))
  await screen.findByText('used alpha')
  expect(app.joins.map(({ fn_index }) => fn_index)).toEqual([1, 0])
  expect(new Set(app.joins.map(({ session_hash }) => session_hash)).size).toBe(1)
})

it('says beside an empty list that the app could not fill it', async () => {
  show(openApp({}), '/use')
  await screen.findByText('The app could not fill this list. Reload the page to try again.')
})

it("fills a field's list when another field is changed, and sends what is chosen from it", async () => {
  const cities: Record<string, string[]> = { Japan: ['Tokyo', 'Osaka'] }
  const app = openApp({
    2: ([country]) => [update({ choices: list(...(cities[String(country)] ?? [])) })],
    3: ([country, city]) => [`${String(city)} in ${String(country)}`],
  })
  show(app, '/travel')
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: /Country/ }), 'Japan')
  await waitFor(async () => expect(await choicesOf('City')).toEqual(expect.arrayContaining(['Tokyo', 'Osaka'])))
  expect(await choicesOf('City')).not.toContain('Paris')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: /City/ }), 'Osaka')
  await userEvent.click(screen.getByRole('button', { name: 'Run' }))
  await screen.findByText('Osaka in Japan')
  // The app's load fills a field of another form: only what this form needs was requested, and the load came first.
  expect(app.joins.filter(({ fn_index }) => fn_index === 2).map(({ data }) => data)).toEqual([['Japan']])
})

it("shows in one form what another form's run has put into its list", async () => {
  const app = openApp({
    1: () => [update({})],
    4: () => [update({ choices: list('one', 'two') })],
    5: ([made]) => [`took ${String(made)}`],
  })
  show(app, '/fill', '/take')
  await screen.findByRole('combobox', { name: 'Made' })
  await userEvent.click(screen.getAllByRole('button', { name: 'Run' })[0] ?? expect.unreachable())
  await waitFor(async () => expect(await choicesOf('Made')).toEqual(expect.arrayContaining(['one', 'two'])))
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Made' }), 'two')
  await userEvent.click(screen.getAllByRole('button', { name: 'Run' }).at(-1) ?? expect.unreachable())
  await screen.findByText('took two')
})
