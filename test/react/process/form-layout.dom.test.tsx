/** The form as its author has arranged it, from what real apps of 3.50 to 6.31 say of themselves. */
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { renderToString } from 'react-dom/server'
import { beforeAll, expect, test, vi } from 'vitest'
import type { LayoutNode } from '../../../src/client/protocol/describe/layout.ts'
import type { AppDescription, EndpointDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { GradioProcess } from '../../../src/react/index.ts'
import type { GradioStream } from '../../../src/react/index.ts'
import type { ProcessOptions } from '../../../src/react/process/process-provider.tsx'
import { de } from '../../../src/react/messages/de.ts'
import { LateTextForm } from '../../../src/react/form/form.tsx'
import { describeForm, endpointOf, FORM_VERSIONS, readForm } from '../../client/protocol/form-captures.ts'
import { stream } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

beforeAll(() => LateTextForm.load())

function streamOf(endpoint: EndpointDescription, app: AppDescription, rest: Partial<GradioStream> = {}): GradioStream {
  const idle = stream({ endpoint })
  return { ...idle, discovery: { ...idle.discovery, data: app }, ...rest }
}

function show(version: number, props: ProcessOptions = {}, submit = vi.fn()) {
  const app = describeForm(readForm(version))
  const endpoint = endpointOf(app, '/paint')
  draw(streamOf(endpoint, app, { submit }), undefined, props)
  return submit
}

test.each(FORM_VERSIONS)('Gradio %i: rows, folds and tabs of the page are those of the form', async (version) => {
  const user = userEvent.setup()
  show(version)
  expect(screen.getByText('Nothing is kept.')).toBeTruthy()
  const names = screen.getAllByRole('textbox').map((field) => field.getAttribute('id'))
  expect(names).toEqual([screen.getByLabelText(/^Prompt/), screen.getByLabelText('Avoid')].map((field) => field.getAttribute('id')))
  const row = screen.getByRole('slider', { name: 'Width' }).closest('.rgs-form-row')
  expect(row?.contains(screen.getByRole('slider', { name: 'Height' }))).toBe(true)
  const fold = screen.getByText('More of it').closest('details')
  expect(fold?.open).toBe(false)
  expect(fold?.contains(screen.getByText('Only for those who know.'))).toBe(true)
  expect(screen.queryByText(/^More \(/)).toBeNull()
  const [picture, number] = within(screen.getByRole('tablist')).getAllByRole('tab')
  expect(picture?.textContent).toBe('Picture')
  expect(picture?.getAttribute('aria-selected')).toBe('true')
  expect(screen.queryByRole('spinbutton', { name: 'Number' })).toBeNull()
  await user.click(number as HTMLElement)
  expect(screen.getByRole('spinbutton', { name: 'Number' })).toBeTruthy()
  await user.keyboard('{ArrowRight}')
  expect(document.activeElement).toBe(picture)
  expect(screen.getByRole('tabpanel', { name: 'Picture' })).toBeTruthy()
})

test.each(FORM_VERSIONS)('Gradio %i: the button says what its author wrote, and nothing of the machine is shown', (version) => {
  show(version)
  expect(screen.getByRole('button', { name: 'Paint it' })).toBeTruthy()
  expect(document.body.textContent).not.toMatch(/__i18n__|parameter_\d|param_\d|Kept/)
})

test.each([5, 6])('Gradio %i: the app’s own translations follow the page’s language', (version) => {
  show(version, { locale: 'de-DE', messages: de })
  expect(screen.getByRole('button', { name: 'Mal es' })).toBeTruthy()
  expect(screen.getByText('Mehr davon')).toBeTruthy()
  expect(screen.getByText('Stärke')).toBeTruthy()
  expect(screen.getByText('Zahl')).toBeTruthy()
})

test.each([5, 6])('Gradio %i: what the browser keeps is sent as the app starts it', async (version) => {
  const user = userEvent.setup()
  const app = describeForm(readForm(version))
  const endpoint = endpointOf(app, '/paint')
  const submit = vi.fn()
  const optional = { ...endpoint, parameters: endpoint.parameters.map((one) => ({ ...one, hasDefault: true })) }
  draw(streamOf(optional, app, { submit }))
  await user.type(screen.getByLabelText(/^Prompt/), 'a cat')
  await user.click(screen.getByRole('button', { name: 'Paint it' }))
  expect(submit).toHaveBeenCalledWith({ prompt: 'a cat' })
  expect(endpoint.parameters.find(({ name }) => name === 'kept')?.defaultValue).toEqual(['kept'])
})

test('a heading that is the title already is not said twice', () => {
  show(6)
  expect(screen.getAllByText('Studio')).toHaveLength(1)
})

test('`authored={false}` is one list of fields with our own words', () => {
  show(6, { authored: false })
  expect(screen.queryByRole('tablist')).toBeNull()
  expect(screen.queryByText('Nothing is kept.')).toBeNull()
  expect(screen.queryByText('More of it')).toBeNull()
  expect(screen.getByRole('button', { name: 'Run' })).toBeTruthy()
})

test('what is wrong in a tab and in a fold brings both to the front', async () => {
  const user = userEvent.setup()
  const app = describeForm(readForm(6))
  const paint = endpointOf(app, '/paint')
  const endpoint = {
    ...paint,
    parameters: paint.parameters.map((one) =>
      one.name === 'x' || one.name === 'strength'
        ? { ...one, hasDefault: false, props: { ...one.props, minimum: 5, value: 1 }, defaultValue: 1 }
        : { ...one, hasDefault: true },
    ),
  }
  draw(streamOf(endpoint, app))
  await user.click(screen.getByRole('button', { name: 'Paint it' }))
  expect(screen.getByRole('tab', { name: /Number/ }).getAttribute('aria-selected')).toBe('true')
  expect(screen.getByText('More of it').closest('details')?.open).toBe(true)
  await user.click(screen.getByRole('tab', { name: 'Picture' }))
  await user.click(screen.getByRole('link', { name: 'Number' }))
  expect(document.activeElement).toBe(screen.getByRole('spinbutton', { name: /^Number/ }))
})

test('fields in a box the app does not show are no fields, unless nothing else would be left', () => {
  const app = describeForm(readForm(6))
  const endpoint = endpointOf(app, '/paint')
  const hide = (node: LayoutNode): LayoutNode => (node.kind === 'accordion' ? { ...node, isHidden: true } : node)
  const { unmount } = draw(streamOf({ ...endpoint, layout: endpoint.layout?.map(hide) ?? [] }, app))
  expect(screen.queryByText('More of it')).toBeNull()
  expect(screen.queryByText('Strength')).toBeNull()
  unmount()
  const all: LayoutNode = { kind: 'column', label: '', isOpen: false, isHidden: true, componentId: 1, children: endpoint.layout ?? [] }
  draw(streamOf({ ...endpoint, layout: [all] }, app))
  expect(screen.getByText('More of it')).toBeTruthy()
})

test('a server draws the same form', () => {
  const app = describeForm(readForm(6))
  const html = renderToString(<GradioProcess.View stream={streamOf(endpointOf(app, '/paint'), app)} />)
  expect(html).toContain('role="tablist"')
  expect(html).toContain('Only for those who know.')
})
