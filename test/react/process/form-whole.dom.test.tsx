/**
 * The form as a whole: its summary, its examples, its reset, and parameters that are hidden, locked or changed by the
 * app.
 */
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { EndpointDescription, ParameterDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { app, parameter, summarise } from '../../../stories/fixtures.ts'
import { states, stream } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

const run = () => userEvent.click(screen.getByRole('button', { name: 'Run' }))
const name = parameter('textbox', 'Name', { defaultValue: 'Ann' })
const width = parameter('number', 'Width', { props: { precision: 0 } })
const box = parameter('json', 'Box')

function drawForm(parameters: readonly ParameterDescription[], rest: Partial<EndpointDescription> = {}) {
  const submit = vi.fn()
  const at = (shown: readonly ParameterDescription[]) => stream({ submit, endpoint: { ...summarise, ...rest, parameters: shown } })
  const { show } = draw(at(parameters))
  return { submit, show: (shown: readonly ParameterDescription[]) => show(at(shown)) }
}

describe('the summary', () => {
  it('names every wrong value and leads to its field', async () => {
    drawForm([name, width, box])
    await userEvent.type(screen.getByRole('spinbutton', { name: 'Width' }), '1.5')
    await userEvent.type(screen.getByRole('textbox', { name: 'Box' }), '[[')
    await run()
    const summary = screen.getByRole('group', { name: '2 values need a change.' })
    expect(
      within(summary)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['Width This needs a whole number.', 'Box This is not JSON yet: look at line 1, column 2.'])
    await userEvent.click(within(summary).getByRole('link', { name: 'Box' }))
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /Box/ }))
    await userEvent.clear(screen.getByRole('spinbutton', { name: 'Width' }))
    expect(screen.queryByRole('group', { name: /need a change/ })).toBeNull()
  })

  it('leads into what is folded away', async () => {
    const more = Array.from({ length: 8 }, (_, index) =>
      parameter('number', `More ${index}`, { defaultValue: index, props: { maximum: 9 } }),
    )
    drawForm([width, ...more])
    await userEvent.type(screen.getByRole('spinbutton', { name: 'Width' }), '1.5')
    await userEvent.click(screen.getByText('More (4)'))
    await userEvent.clear(screen.getByRole('spinbutton', { name: 'More 7' }))
    await userEvent.type(screen.getByRole('spinbutton', { name: 'More 7' }), '10')
    await run()
    await userEvent.click(screen.getByRole('link', { name: 'More 7' }))
    const field = screen.getByRole('spinbutton', { name: 'More 7' })
    expect(field.closest('details')?.open).toBe(true)
    expect(document.activeElement).toBe(field)
  })
})

it('takes the focus to what the app refuses, unless it is elsewhere on the page', async () => {
  const { show } = draw(states.Idle)
  await run()
  show(states.InputInvalid)
  expect(document.activeElement).toBe(screen.getByRole('group', { name: '2 values need a change.' }))

  const elsewhere = document.body.appendChild(document.createElement('button'))
  show(states.Idle)
  elsewhere.focus()
  show(states.InputInvalid)
  expect(document.activeElement).toBe(elsewhere)
  elsewhere.remove()
})

describe('reset', () => {
  it('puts everything back, and is there only when there is something to put back', async () => {
    drawForm([name])
    expect(screen.queryByRole('button', { name: 'Reset' })).toBeNull()
    const field = screen.getByRole('textbox', { name: 'Name' })
    await userEvent.type(field, ' and Bo')
    await userEvent.click(screen.getByRole('button', { name: 'Reset' }))
    expect(field).toHaveProperty('value', 'Ann')
    expect(document.activeElement).toBe(field)
  })

  it('puts one slider back', async () => {
    const { submit } = drawForm([parameter('slider', 'Steps', { defaultValue: 30, props: { minimum: 1, maximum: 50, step: 1 } })])
    await userEvent.clear(screen.getByRole('spinbutton'))
    await userEvent.type(screen.getByRole('spinbutton'), '7')
    await userEvent.click(screen.getByRole('button', { name: 'Reset Steps' }))
    await run()
    expect(submit).toHaveBeenCalledExactlyOnceWith({ steps: 30 })
  })
})

describe('examples', () => {
  const picture = { path: '/cache/cat.png', orig_name: 'cat.png', meta: { _type: 'gradio.FileData' } }
  const examples = [
    {
      label: 'Try',
      parameters: ['name', 'picture', 'loud'],
      rows: [
        ['Bo', picture, true],
        ['Cy', null, false],
      ],
      labels: [],
    },
  ]
  const parameters = [name, parameter('image', 'Picture'), parameter('checkbox', 'Loud', { defaultValue: false })]

  it('fill the form, files of the app among them, which are sent as they are', async () => {
    const { submit } = drawForm(parameters, { examples })
    const set = screen.getByRole('group', { name: 'Try' })
    expect(within(set).getByRole('button', { name: 'Use example 2: Cy Loud: No' })).toBeTruthy()
    expect(within(set).getByRole('button', { name: 'Use example 1: Bo cat.png Loud: Yes' })).toBeTruthy()
    await userEvent.click(within(set).getByRole('button', { name: /example 1/ }))
    expect(screen.getByRole('img', { name: 'Preview of cat.png' }).getAttribute('src')).toBe(`${app.apiUrl}/file=/cache/cat.png`)
    await run()
    expect(submit).toHaveBeenCalledExactlyOnceWith({ name: 'Bo', picture, loud: true })
  })

  it('name tables by their rows, and put no colon after a question', () => {
    const owns = parameter('dataframe', 'Owns')
    const sells = parameter('checkbox', 'Sells?')
    const rows = [
      [
        [
          ['Suit', 5000, true],
          ['Car', null, false],
        ],
        true,
      ],
      [{ headers: ['a'], data: [['x']] }, false],
    ]
    drawForm([owns, sells], { examples: [{ label: null, parameters: ['owns', 'sells?'], rows, labels: [] }] })
    expect(screen.getByRole('button', { name: /^Use example 1: Suit · 5000 · true\s+Car ·\s+· false Sells\? Yes$/ })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Use example 2: x Sells? No' })).toBeTruthy()
  })

  it('are shown in part where there are many', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => [`Name ${index + 1}`])
    drawForm([name], { examples: [{ label: null, parameters: ['name'], rows, labels: ['first'] }] })
    const set = screen.getByRole('group', { name: 'Examples' })
    expect(within(set).getByRole('button', { name: 'Use example 1: first' })).toBeTruthy()
    await userEvent.click(within(set).getByRole('button', { name: 'Show 35 more' }))
    expect(within(set).getAllByRole('button')).toHaveLength(40)
  })
})

describe('parameters that are not to be filled in', () => {
  it.each<[string, ParameterDescription]>([
    ['hidden by the app', parameter('textbox', 'Key', { props: { visible: false } })],
    ['hidden as Gradio 6 does', parameter('textbox', 'Key', { props: { visible: 'hidden' } })],
    ['a button', parameter('button', 'Key')],
  ])('are sent as the app starts them: %s', async (_name, key) => {
    const { submit } = drawForm([name, { ...key, defaultValue: 'k1' }])
    expect(screen.queryByLabelText(/Key/)).toBeNull()
    await run()
    expect(submit).toHaveBeenCalledExactlyOnceWith({ key: 'k1' })
  })

  it.each<[string, ParameterDescription, string]>([
    ['a text', parameter('textbox', 'Key', { defaultValue: 'k1' }), 'textbox'],
    ['a choice', parameter('dropdown', 'Key', { defaultValue: 'k1', props: { choices: ['k1', 'k2'] } }), 'combobox'],
    ['a box', parameter('checkbox', 'Key', { defaultValue: true }), 'checkbox'],
  ])('are drawn locked: %s', (_name, key, role) => {
    drawForm([{ ...key, props: { ...key.props, interactive: false } }])
    const control = screen.getByRole<HTMLInputElement>(role, { name: 'Key set by the app' })
    expect(control.readOnly || control.matches(':disabled')).toBe(true)
  })
})

it('keeps a draft by name and component', async () => {
  const { show } = drawForm([name])
  await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), '!')
  show([parameter('number', 'Name', { defaultValue: 4 })])
  expect(screen.getByRole('spinbutton', { name: 'Name' })).toHaveProperty('value', '4')
  show([{ ...name, label: 'Full name', defaultValue: 'Bo' }])
  expect(screen.getByRole('textbox', { name: 'Full name' })).toHaveProperty('value', 'Ann!')
})

it('sends nothing for a field that is left empty or cleared, whatever the app starts it with', async () => {
  const seed = parameter('number', 'Seed', { defaultValue: 4 })
  const { submit } = drawForm([parameter('image', 'Picture'), width, seed])
  await userEvent.clear(screen.getByRole('spinbutton', { name: 'Seed' }))
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({ picture: null, width: null, seed: null })
})

it('draws 60 parameters with those that have a default folded away, and an endpoint without any', async () => {
  const sixty = Array.from({ length: 60 }, (_, index) => parameter('number', `P${index}`, { defaultValue: index }))
  const { submit, show } = drawForm(sixty)
  expect(screen.getByText('More (55)')).toBeTruthy()
  show([])
  expect(screen.queryByRole('spinbutton')).toBeNull()
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({})
})
