/** Each kind of field: how it starts, how it is named, and what its drafts are read as. */
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { ParameterDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { findInput } from '../../../src/react/inputs/find-input.ts'
import type { InputKind, InputReading } from '../../../src/react/inputs/input-kind.ts'
import { numberInput } from '../../../src/react/inputs/plain/number-input.tsx'
import { defaultInputs } from '../../../src/react/inputs/input-registry.ts'
import { UNREADABLE } from '../../../src/react/inputs/half-typed-values.ts'
import { en } from '../../../src/react/messages/en.ts'
import { createFormats } from '../../../src/react/messages/formats.ts'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { initialDraft, isRequired, readField } from '../../../src/react/form/read-form.ts'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { stream } from '../../../stories/states.ts'
import { draw } from '../process/draw.tsx'

const words = { messages: en, formats: createFormats('en') }
const kindOf = (component: string): InputKind => {
  const kind = findInput(null, component)
  if (!kind) throw new Error(`${component} was not loaded`)
  return kind
}
const read = (one: ParameterDescription, draft: unknown) => readField(kindOf(one.component), one, draft, words)
const good = (value: unknown): InputReading => ({ ok: true, value })
const bad = (message: string): InputReading => ({ ok: false, message })
const note = new File(['hello'], 'note 1.txt', { type: 'text/plain' })
const steps = parameter('number', 'Steps', { props: { precision: 0, minimum: 1, maximum: 50 } })
const sizes = {
  choices: [
    ['Small', 512],
    ['Large', 1024],
  ],
  max_choices: 1,
}

describe('reading', () => {
  it.each<[string, ParameterDescription, unknown, unknown]>([
    ['an empty text', parameter('textbox', 'Name'), '', good('')],
    ['a text over its limit', parameter('textbox', 'Name', { props: { max_length: 3 } }), 'four', bad('At most 3 characters fit.')],
    ['a number', steps, '12', good(12)],
    ['a number below its least', steps, '0', bad('The least is 1.')],
    ['a number above its most', steps, '51', bad('The most is 50.')],
    ['a fraction where whole ones are wanted', steps, '1.5', bad('This needs a whole number.')],
    ['a seed to its last digit', parameter('number', 'Seed', { props: { precision: 0 } }), '9007199254740993', good(9007199254740993n)],
    ['a seed where fractions are taken too', parameter('number', 'Seed'), '-18446744073709551615', good(-18446744073709551615n)],
    ['a whole number by its power', parameter('number', 'Seed', { props: { precision: 0 } }), '1.25e20', good(125000000000000000000n)],
    [
      'a fraction that would round to a whole',
      parameter('number', 'Seed', { props: { precision: 0 } }),
      '9007199254740991.4',
      bad('This needs a whole number.'),
    ],
    ['a fraction', parameter('number', 'Width'), '0.30000000000000004', good(0.1 + 0.2)],
    [
      'a seed over its most',
      parameter('slider', 'Seed', { props: { minimum: 0, maximum: 9007199254740993n } }),
      '9007199254740994',
      bad('The most is 9,007,199,254,740,993.'),
    ],
    ['no number at all', steps, UNREADABLE, bad('This is not a number.')],
    ['a slider without its number', parameter('slider', 'Steps'), '', bad('This needs a value.')],
    ['a slider', parameter('slider', 'Steps', { props: { minimum: 0, maximum: 1, step: 0.1 } }), '0.3', good(0.3)],
    ['a choice', parameter('radio', 'Size', { props: sizes }), 512, good(512)],
    ['a file', parameter('file', 'Note'), [note], good(note)],
    ['several files', parameter('file', 'Notes', { props: { file_count: 'multiple' } }), [note, note], good([note, note])],
    ['a choice that is no longer there', parameter('dropdown', 'Size', { props: sizes }), 768, bad('Choose one of these.')],
    ['a choice of one’s own', parameter('dropdown', 'Size', { props: { ...sizes, allow_custom_value: true } }), 'huge', good('huge')],
    ['choices in their order', parameter('checkboxgroup', 'Sizes', { props: { choices: ['a', 'b', 'c'] } }), ['c', 'a'], good(['a', 'c'])],
    [
      'too many choices',
      parameter('dropdown', 'Sizes', { props: { ...sizes, multiselect: true } }),
      [512, 1024],
      bad('At most 1 can be chosen.'),
    ],
    ['a colour', parameter('colorpicker', 'Ink'), ' #1a2b3c ', good('#1a2b3c')],
    ['a colour the picker does not know', parameter('colorpicker', 'Ink'), 'rgba(1, 2, 3, 0.5)', good('rgba(1, 2, 3, 0.5)')],
    ['no colour', parameter('colorpicker', 'Ink'), 'javascript:', bad('This is not a colour. Write it as #1a2b3c.')],
    ['a moment', parameter('datetime', 'At'), '2026-03-01 12:00:00', good('2026-03-01 12:00:00')],
    ['words for a moment', parameter('datetime', 'At'), 'now - 5m', good('now - 5m')],
    ['no moment', parameter('datetime', 'At'), 'soon', bad('This is not a date.')],
    ['half a moment', parameter('datetime', 'At'), UNREADABLE, bad('This is not a date.')],
    ['an empty text that is a choice', parameter('radio', 'Style', { props: { choices: [['None', '']] } }), '', good('')],
    ['an e-mail address', parameter('textbox', 'Mail', { props: { type: 'email' } }), 'ann', bad('This is not an e-mail address.')],
    ['what a button holds', { ...parameter('button', 'Go'), defaultValue: 'Go' }, undefined, good('Go')],
    ['a text with files', parameter('multimodaltextbox', 'Ask'), { text: 'hi', files: [] }, good({ text: 'hi', files: [] })],
    ['two pictures', parameter('imageslider', 'Both'), [{ path: 'a.png' }], good([{ path: 'a.png' }, null])],
    [
      'JSON too deep',
      parameter('json', 'Value'),
      '['.repeat(501) + ']'.repeat(501),
      bad('More than 500 levels of lists and objects are not taken.'),
    ],
    ['JSON with NaN', parameter('json', 'Value'), '{"a": NaN}', bad('This is not JSON yet: look at line 1, column 7.')],
    ['JSON with a seed', parameter('json', 'Value'), '{"seed": [9007199254740993]}', good({ seed: [9007199254740993n] })],
    ['JSON', parameter('anything', 'Value'), '[1, {"a": null}]', good([1, { a: null }])],
  ])('%s', (_name, one, draft, expected) => {
    expect(read(one, draft)).toEqual(expected)
  })

  // What Gradio's own page sends for a field that is left alone or cleared, seen with 3.50 and 6.31
  // (docs/decisions/020).
  it.each<[string, unknown, Record<string, unknown>?]>([
    ['textbox', ''],
    ['code', ''],
    ['number', null],
    ['dropdown', null],
    ['dropdown', null, { allow_custom_value: true }],
    ['dropdown', [], { multiselect: true }],
    ['radio', null],
    ['checkboxgroup', []],
    ['checkbox', false],
    ['slider', 0],
    ['colorpicker', null],
    ['datetime', null],
    ['json', null],
    ['file', null],
    ['file', null, { file_count: 'multiple' }],
    ['image', null],
    ['audio', null],
    ['video', null],
    ['model3d', null],
    ['uploadbutton', null],
    ['gallery', []],
    ['imageslider', [null, null]],
    ['imageeditor', { background: null, layers: [], composite: null }],
    ['multimodaltextbox', { text: '', files: [] }],
    ['chatbot', []],
    ['unheardof', null],
  ])('an empty %s is sent as %j', (component, expected, props = {}) => {
    const one = parameter(component, 'Thing', { props: { choices: ['a', 'b'], ...props } })
    const kind = kindOf(component)
    expect(read(one, initialDraft(kind, one))).toEqual(good(expected))
    expect(isRequired(kind, one, words)).toBe(false)
  })

  it('takes only kinds of its own for a component the app names', () => {
    expect(kindOf('constructor')).toBe(defaultInputs.json)
  })
})

describe('drawing', () => {
  const drawOne = (one: ParameterDescription, submit = vi.fn()) => draw(stream({ submit, endpoint: { ...summarise, parameters: [one] } }))

  it.each<[string, string, ParameterDescription, string]>([
    ['textbox', 'textbox', parameter('textbox', 'Name', { defaultValue: 'Ann' }), 'Ann'],
    ['textarea', 'textbox', parameter('textbox', 'Name', { defaultValue: 'Ann', props: { lines: 3 } }), 'Ann'],
    ['number', 'spinbutton', parameter('number', 'Name', { defaultValue: 0.5 }), '0.5'],
    ['slider', 'slider', parameter('slider', 'Name', { defaultValue: 30, props: { minimum: 10, maximum: 40 } }), '30'],
    ['dropdown', 'combobox', parameter('dropdown', 'Name', { defaultValue: 1024, props: sizes }), '1'],
    ['JSON', 'textbox', parameter('annotatedimage', 'Name', { defaultValue: { path: 'a' } }), '{\n  "path": "a"\n}'],
  ])('starts a %s with the default, named by its label', (_kind, role, one, value) => {
    drawOne(one)
    expect(screen.getByRole<HTMLInputElement>(role, { name: 'Name' }).value).toBe(value)
  })

  it('takes the limits of a slider from its component and shows the number', () => {
    drawOne(parameter('slider', 'Steps', { defaultValue: 30, props: { minimum: 10, maximum: 40, step: 5 } }))
    expect(screen.getByRole('slider')).toMatchObject({ min: '10', max: '40', step: '5' })
    expect(screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Steps, as a number' }).value).toBe('30')
  })

  it('sends the value of a choice, not its label', async () => {
    const submit = vi.fn()
    drawOne(parameter('dropdown', 'Size', { defaultValue: 512, props: sizes }), submit)
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Size' }), 'Large')
    await userEvent.click(screen.getByRole('button', { name: 'Run' }))
    expect(submit).toHaveBeenCalledExactlyOnceWith({ size: 1024 })
  })

  it('groups radios under their label and helps once', () => {
    drawOne(parameter('radio', 'Size', { defaultValue: 512, props: { ...sizes, info: 'In pixels.' } }))
    const group = screen.getByRole('radiogroup', { name: 'Size' })
    expect(document.getElementById(group.getAttribute('aria-describedby') ?? '')?.textContent).toBe('In pixels.')
  })

  it('marks what a kind of a user’s own cannot send empty', () => {
    const whole: InputKind = { ...numberInput, read: (draft) => (draft === '' ? bad('Say how wide.') : good(draft)) }
    const one = parameter('number', 'Width')
    draw(stream({ endpoint: { ...summarise, parameters: [one] } }), undefined, { inputKinds: { number: whole } })
    expect(screen.getByRole('spinbutton', { name: 'Width required' }).getAttribute('aria-required')).toBe('true')
  })

  it('says optional only where the app does', () => {
    const none = { hasDefault: true, defaultValue: null }
    const parameters = [parameter('number', 'Width'), parameter('number', 'Seed', none), parameter('image', 'Mask', none)]
    draw(stream({ endpoint: { ...summarise, parameters } }))
    expect(screen.getByRole('spinbutton', { name: 'Width' })).toBeTruthy()
    expect(screen.getByRole('spinbutton', { name: 'Seed optional' })).toBeTruthy()
    expect(screen.getByLabelText('Mask optional')).toBeTruthy()
  })

  it('lets a choice be taken back', async () => {
    const submit = vi.fn()
    drawOne(parameter('dropdown', 'Size', { props: sizes }), submit)
    const list = screen.getByRole('combobox', { name: 'Size' })
    await userEvent.selectOptions(list, 'Large')
    await userEvent.selectOptions(list, 'Nothing chosen')
    await userEvent.click(screen.getByRole('button', { name: 'Run' }))
    expect(submit).toHaveBeenCalledExactlyOnceWith({ size: null })
  })
})

describe('files', () => {
  const notes = parameter('file', 'Notes', { props: { file_count: 'multiple', file_types: ['.txt', 'image'] } })

  it('lists what was chosen, submits it, and takes it out again', async () => {
    const submit = vi.fn()
    draw(stream({ endpoint: { ...summarise, parameters: [notes] }, submit }), <GradioProcess.Form />)
    const control = screen.getByLabelText<HTMLInputElement>(/Notes/)
    expect([control.type, control.multiple, control.accept]).toEqual(['file', true, '.txt,image/*'])
    const other = new File(['x'.repeat(2_100)], 'other.txt')
    await userEvent.upload(control, [note, other])
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['note 1.txt 5 bytes', 'other.txt 2.1 kB'])
    control.form?.requestSubmit()
    expect(submit).toHaveBeenCalledWith({ notes: [note, other] })
    await userEvent.click(screen.getByRole('button', { name: 'Remove note 1.txt' }))
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['other.txt 2.1 kB'])
    expect(document.activeElement).toBe(control)
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['image', {}, 'image/*'],
    ['audio', {}, 'audio/*'],
    ['video', {}, 'video/*'],
    ['file', {}, ''],
    ['file', { file_types: ['text', '.pdf', 'application/json'] }, 'text/*,.pdf,application/json'],
    ['file', { file_types: ['.pdf', '" onfocus="x'] }, ''],
  ])('%s with %j offers %j', (component, props, accept) => {
    draw(stream({ endpoint: { ...summarise, parameters: [parameter(component, 'Thing', { props })] } }), <GradioProcess.Form />)
    expect(screen.getByLabelText<HTMLInputElement>(/Thing/).accept).toBe(accept)
  })
})
