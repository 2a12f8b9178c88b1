/** What a page sets of the form: values it begins with, values that are sent unseen, hidden fields, their order. */
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { ProcessOptions } from '../../../src/react/process/process-provider.tsx'
import { valuesFromLink } from '../../../src/react/process/values-from-link.ts'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { states, stream } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

const run = () => userEvent.click(screen.getByRole('button', { name: 'Run' }))
const labels = (container: HTMLElement) =>
  [...container.querySelectorAll('.rgs-field .rgs-label bdi:first-child, .rgs-choice bdi:first-child')].map((one) => one.textContent)

function drawForm(options: ProcessOptions, endpoint = summarise) {
  const submit = vi.fn()
  return { submit, ...draw(stream({ submit, endpoint }), undefined, options) }
}

it('begins with initial values, sends those nobody touched, and returns to them on Reset', async () => {
  const { submit } = drawForm({ initialValues: { text: 'a harbour', length: 200, nothing_of_this_name: 1 } })
  const text = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text' })
  expect(text().value).toBe('a harbour')
  await userEvent.clear(text())
  await userEvent.type(text(), 'a lake')
  await run()
  expect(submit).toHaveBeenLastCalledWith({ text: 'a lake', length: 200 })
  await userEvent.click(screen.getByRole('button', { name: 'Reset' }))
  expect(text().value).toBe('a harbour')
  await run()
  expect(submit).toHaveBeenLastCalledWith({ text: 'a harbour', length: 200 })
})

it('keeps what was typed when the same initial values are written anew', async () => {
  const { submit, show } = drawForm({ initialValues: { text: 'a harbour', sections: ['people'] } })
  await userEvent.type(screen.getByRole('textbox', { name: 'Text' }), '!')
  show(states.RunningIndeterminate)
  show(stream({ submit }))
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({ text: 'a harbour!', sections: ['people'] })
})

it('sends fixed values as they are and draws no field for them', async () => {
  const { submit } = drawForm({ fixedValues: { length: 4000, options: { temperature: 0 } }, initialValues: { length: 5 } })
  expect(screen.queryByRole('slider', { name: 'Length' })).toBeNull()
  await userEvent.type(screen.getByRole('textbox', { name: 'Text' }), 'x')
  await run()
  // Beyond what the slider allows: it is the page's own word.
  expect(submit).toHaveBeenCalledExactlyOnceWith({ text: 'x', length: 4000, options: { temperature: 0 } })
})

it('sends a fixed value of an unknown name, which the client refuses by its name', async () => {
  const { submit } = drawForm({ fixedValues: { lenght: 4 }, initialValues: { text: 'x' } })
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({ text: 'x', lenght: 4 })
})

it('lets nothing that fills the form change a fixed value', async () => {
  const examples = [{ label: null, parameters: ['text', 'tone'], rows: [['from an example', 'formal']], labels: ['One'] }]
  const { submit } = drawForm({ fixedValues: { tone: 'friendly' } }, { ...summarise, examples })
  await userEvent.click(screen.getByRole('button', { name: /One/ }))
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({ text: 'from an example', tone: 'friendly' })
})

it('hides fields, also after a run that shows them, and sends their initial values', async () => {
  const shown = { ...parameter('textbox', 'Note', { defaultValue: 'none' }), componentId: 7 }
  const endpoint = {
    ...summarise,
    parameters: [parameter('textbox', 'Text'), shown],
    returns: [{ label: 'Note', component: 'textbox', schema: {}, props: {}, componentId: 7 }],
  }
  const { submit, show } = drawForm({ hiddenFields: ['note'], initialValues: { note: 'quiet' } }, endpoint)
  show({ ...states.Succeeded, endpoint, submit, state: { ...states.Succeeded.state, updates: [{ visible: true }] } as never })
  expect(screen.queryByRole('textbox', { name: 'Note' })).toBeNull()
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({ text: '', note: 'quiet' })
})

it('puts the named fields first, without the boxes of the author, and folds none of them', () => {
  const layout = [
    {
      kind: 'accordion' as const,
      label: 'Advanced',
      isOpen: false,
      isHidden: false,
      componentId: 1,
      children: [{ kind: 'field' as const, parameter: 'tone' }],
    },
  ]
  const { container } = drawForm({ fieldOrder: ['seed', 'tone', 'nothing'] }, { ...summarise, layout })
  expect(labels(container).slice(0, 3)).toEqual(['Seed', 'Tone', 'Text'])
  expect(screen.queryByText('Advanced')).toBeNull()
  expect(screen.getByRole('spinbutton', { name: 'Seed' }).closest('details')).toBeNull()
})

it('is preset from a link, which cannot set what the page fixes or hides', async () => {
  const link = new URLSearchParams('text=a+harbour&length=60&tone=Formal&language=en&seed=7')
  const { submit } = drawForm({
    initialValues: (endpoint) => valuesFromLink(link, endpoint),
    fixedValues: { language: 'de' },
    hiddenFields: ['seed'],
  })
  expect(submit).not.toHaveBeenCalled()
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({ text: 'a harbour', length: 60, tone: 'formal', language: 'de' })
})
