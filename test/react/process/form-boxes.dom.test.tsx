/**
 * Changes by functions to the containers of their page are applied to the form, from the descriptions and answers of a
 * real Gradio 5.50 and 6.31.
 */
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { AppDescription, EndpointDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { createOutputReader } from '../../../src/client/run/read-output.ts'
import type { GradioStream } from '../../../src/react/index.ts'
import { states, stream } from '../../../stories/states.ts'
import { describeForm, endpointOf, readCapture } from '../../client/protocol/form-captures.ts'
import { draw } from './draw.tsx'

/** What `/save` of the app answered. */
const SAVED = [
  'ann n 1 2 4',
  { visible: true, __type__: 'update' },
  { open: true, __type__: 'update' },
  { selected: 'second', __type__: 'update' },
  { visits: 4 },
]
const HIDDEN = ['ann', { visible: false, __type__: 'update' }]

function idleStream(app: AppDescription, endpoint: EndpointDescription): GradioStream {
  const idle = stream({ endpoint })
  return { ...idle, discovery: { ...idle.discovery, data: app } }
}

/** The stream once `wire` was answered. */
function answered(before: GradioStream, endpoint: EndpointDescription, wire: readonly unknown[]): GradioStream {
  const { data, updates } = createOutputReader(endpoint, true).readWhole(wire)
  const { state } = states.Succeeded
  if (state.status !== 'succeeded') throw new Error('no such state')
  return { ...before, state: { ...state, data, updates }, data }
}

const read = (version: number) => describeForm(readCapture('boxes', version))

test.each([5, 6])('Gradio %i: a run opens an accordion, selects a tab and shows what was hidden', async (version) => {
  const user = userEvent.setup()
  const app = read(version)
  const endpoint = endpointOf(app, '/save')
  const idle = idleStream(app, endpoint)
  const { show } = draw(idle)
  expect(screen.queryByText('Details')).toBeNull()
  expect(screen.getByRole('tab', { name: 'First' }).getAttribute('aria-selected')).toBe('true')
  show(answered(idle, endpoint, SAVED))
  const fold = screen.getByText('Details').closest('details')
  expect(fold?.open).toBe(true)
  expect(screen.getByLabelText('Note')).toBeTruthy()
  expect(screen.getByRole('tab', { name: 'Second' }).getAttribute('aria-selected')).toBe('true')
  expect(screen.getByText('ann n 1 2 4')).toBeTruthy()
  // A repeated update is obeyed again, also after a person's own choice.
  await user.click(screen.getByRole('tab', { name: 'First' }))
  show(answered(idle, endpoint, SAVED))
  expect(screen.getByRole('tab', { name: 'Second' }).getAttribute('aria-selected')).toBe('true')
})

test('what a person has chosen stays while the same run goes on', async () => {
  const user = userEvent.setup()
  const app = read(6)
  const endpoint = endpointOf(app, '/save')
  const idle = idleStream(app, endpoint)
  const { show } = draw(idle)
  const reader = createOutputReader(endpoint, false)
  const { state } = states.Succeeded
  if (state.status !== 'succeeded') throw new Error('no such state')
  const step = (answer: string, ...rest: readonly unknown[]) => {
    const { data, updates } = reader.readStep([answer, ...rest])
    show({ ...idle, state: { ...state, data, updates }, data })
  }
  step('1', ...SAVED.slice(1))
  await user.click(screen.getByRole('tab', { name: 'First' }))
  step('2', null, null, null, null)
  expect(screen.getByRole('tab', { name: 'First' }).getAttribute('aria-selected')).toBe('true')
})

test.each([5, 6])('Gradio %i: an output in a box that the run hides is not shown', (version) => {
  const app = read(version)
  const endpoint = endpointOf(app, '/save_1')
  const idle = idleStream(app, endpoint)
  const { show } = draw(idle)
  show(answered(idle, endpoint, HIDDEN))
  expect(screen.queryByRole('heading', { name: 'Answer' })).toBeNull()
  expect(document.querySelector('.rgs-result')?.textContent).not.toContain('ann')
})

test('what was typed into a field is still sent once a run has hidden its box, as on Gradio’s page', async () => {
  const user = userEvent.setup()
  const app = read(6)
  const endpoint = endpointOf(app, '/save')
  const submit = vi.fn()
  const idle = { ...idleStream(app, endpoint), submit }
  const { show } = draw(idle)
  show(answered(idle, endpoint, SAVED))
  await user.type(screen.getByLabelText('Note'), 'mine')
  show(answered(idle, endpoint, ['x', { visible: false, __type__: 'update' }, null, null, null]))
  expect(screen.queryByLabelText('Note')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(submit).toHaveBeenCalledWith(expect.objectContaining({ note: 'mine' }))
})
