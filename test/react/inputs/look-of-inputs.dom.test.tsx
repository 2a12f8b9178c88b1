/** Fields with more than one text: dialogues, marked texts, samples. Their initial values, typing, and what is sent. */
import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ParameterDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { defaultInputs } from '../../../src/react/inputs/input-registry.ts'
import { en } from '../../../src/react/messages/en.ts'
import { createFormats } from '../../../src/react/messages/formats.ts'
import { initialDraft, readField } from '../../../src/react/form/read-form.ts'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { stream } from '../../../stories/states.ts'
import { draw } from '../process/draw.tsx'

const words = { messages: en, formats: createFormats('en') }
afterEach(cleanup)

/** What is sent for an unchanged field. */
function passed(one: ParameterDescription): unknown {
  const kind = defaultInputs[one.component]
  if (!kind) throw new Error(`no field for ${one.component}`)
  return readField(kind, one, initialDraft(kind, one), words)
}

/** Draws one field; gives what a press of Run sends. */
async function field(one: ParameterDescription): Promise<() => Promise<unknown>> {
  const submit = vi.fn()
  draw(stream({ submit, endpoint: { ...summarise, parameters: [one] } }))
  await screen.findByRole(one.component === 'dataset' ? 'radiogroup' : 'group', { name: new RegExp(`^${one.label}`) })
  return async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Run' }))
    return submit.mock.lastCall?.[0][one.name]
  }
}

const TALK = [
  { speaker: 'Ann', text: 'How are you?' },
  { speaker: 'Bob', text: 'Well, thank you.' },
]
const speakers = ['Ann', 'Bob']
const PIECES = [
  { token: 'Ann lives in ', class_or_confidence: null },
  { token: 'Rome', class_or_confidence: 'place' },
]
const SCORED = [
  { token: 'good', class_or_confidence: 0.5 },
  { token: ' and ', class_or_confidence: null },
  { token: 'bad', class_or_confidence: -1 },
]
const MIXED = [...SCORED, { token: ' Rome', class_or_confidence: 'place' }]
const samples = {
  components: [{ name: 'textbox' }, { name: 'number' }],
  headers: ['Name', 'Age'],
  samples: [
    ['Ann', 30],
    ['Bob', 41],
  ],
}

describe('what is sent of what the app starts with', () => {
  it.each<[string, string, unknown, Record<string, unknown>, unknown]>([
    ['lines', 'dialogue', TALK, { speakers }, TALK],
    ['a text', 'dialogue', '[Ann] Hello', { speakers }, '[Ann] Hello'],
    ['lines of a speaker nobody named', 'dialogue', [{ speaker: 'Cy', text: 'Hi' }], { speakers }, [{ speaker: 'Cy', text: 'Hi' }]],
    ['lines without a speaker', 'dialogue', [{ text: 'Hi' }], {}, [{ speaker: '', text: 'Hi' }]],
    ['no dialogue', 'dialogue', null, { speakers }, [{ speaker: 'Ann', text: '' }]],
    ['no dialogue of nobody', 'dialogue', null, { speakers: null }, ''],
    ['no dialogue as a text', 'dialogue', null, { speakers, ui_mode: 'text' }, ''],
    ['a dialogue that is none', 'dialogue', [{ text: 7 }, null], { speakers: [3, {}] }, ''],
    ['pieces', 'highlightedtext', PIECES, {}, PIECES],
    ['pieces with scores', 'highlightedtext', SCORED, {}, SCORED],
    ['pieces with scores and names', 'highlightedtext', MIXED, {}, MIXED],
    [
      'pairs, as Gradio 3 has them',
      'highlightedtext',
      [
        ['Ann lives in ', null],
        ['Rome', 'place'],
      ],
      {},
      PIECES,
    ],
    ['no text', 'highlightedtext', null, {}, null],
    ['no pieces', 'highlightedtext', [], {}, null],
    [
      'pieces that are none',
      'highlightedtext',
      [null, 7, { token: {} }, { token: '', class_or_confidence: 'x' }],
      { color_map: 'red' },
      null,
    ],
    ['a sample', 'dataset', 1, samples, 1],
    ['no sample', 'dataset', null, samples, null],
    ['no sample of none', 'dataset', null, { samples: 'x', components: null }, null],
  ])('%s', (_name, component, defaultValue, props, value) => {
    expect(passed({ ...parameter(component, 'Thing', { props }), defaultValue })).toEqual({ ok: true, value })
  })

  it.each([2, -1, 0.5, Number.NaN, 'constructor', [0]])('refuses the sample %j, which is not there', (defaultValue) => {
    expect(passed({ ...parameter('dataset', 'Thing', { props: samples }), defaultValue })).toEqual({
      ok: false,
      message: 'Choose one of these.',
    })
  })
})

describe('a dialogue', () => {
  it('is written without the mouse: Enter goes on and the other answers, Backspace takes an empty line back', async () => {
    const sent = await field(parameter('dialogue', 'Talk', { props: { speakers } }))
    await userEvent.click(screen.getByRole('textbox', { name: 'Line 1' }))
    await userEvent.keyboard('Hello{Shift>}{Enter}{/Shift}there{Enter}Hi{Enter}{Backspace}')
    expect(screen.getAllByRole('textbox')).toHaveLength(2)
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Line 2' }))
    await userEvent.keyboard('!')
    expect(await sent()).toEqual([
      { speaker: 'Ann', text: 'Hello\nthere' },
      { speaker: 'Bob', text: 'Hi!' },
    ])
  })

  it('leaves out lines nothing is said in, and takes another speaker', async () => {
    const sent = await field(parameter('dialogue', 'Talk', { defaultValue: TALK, props: { speakers } }))
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Speaker of line 1' }), 'Bob')
    await userEvent.click(screen.getByRole('button', { name: 'Add a line' }))
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Line 3' }))
    expect(await sent()).toEqual([{ speaker: 'Bob', text: 'How are you?' }, TALK[1]])
  })

  it('has no more lines than the app takes', async () => {
    await field(parameter('dialogue', 'Talk', { defaultValue: TALK, props: { speakers, max_lines: 2 } }))
    await userEvent.click(screen.getByRole('textbox', { name: 'Line 2' }))
    await userEvent.keyboard('{Enter}')
    expect(screen.getAllByRole('textbox')).toHaveLength(2)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Add a line' }).disabled).toBe(true)
  })

  it.each([
    ['a line', TALK, 'Line 1', [{ speaker: 'Ann', text: 'How (laughs)!are you?' }, TALK[1]]],
    ['a text', 'How are you?', 'Talk', 'How (laughs)!are you?'],
  ])('writes a tag into %s where the caret is', async (_name, defaultValue, name, expected) => {
    const sent = await field(parameter('dialogue', 'Talk', { defaultValue, props: { speakers, tags: ['(laughs)', '(laughs)', 7] } }))
    const line = screen.getByRole<HTMLTextAreaElement>('textbox', { name })
    await userEvent.click(line)
    line.setSelectionRange(4, 4)
    await userEvent.click(screen.getByRole('button', { name: 'Insert a tag (laughs)' }))
    expect(document.activeElement).toBe(line)
    await userEvent.keyboard('!')
    expect(await sent()).toEqual(expected)
  })

  it('is read, not written, where the app has locked it', async () => {
    await field(parameter('dialogue', 'Talk', { defaultValue: TALK, props: { speakers, interactive: false } }))
    expect(screen.getAllByRole<HTMLTextAreaElement>('textbox').map(({ readOnly }) => readOnly)).toEqual([true, true])
    expect(screen.queryByRole('button', { name: 'Add a line' })).toBeNull()
  })
})

describe('a marked text', () => {
  const text = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text' })
  const select = (from: number, to: number) => text().setSelectionRange(from, to)

  it('is marked by what is selected and the class that is named', async () => {
    const sent = await field(parameter('highlightedtext', 'Text', { defaultValue: PIECES }))
    const name = screen.getByRole<HTMLInputElement>('combobox', { name: 'Class' })
    expect(name.value).toBe('place')
    await userEvent.clear(name)
    expect(name.value).toBe('')
    select(0, 3)
    await userEvent.click(screen.getByRole('button', { name: 'Mark' }))
    expect(screen.getByText('Name a class first.')).toBeTruthy()
    await userEvent.type(name, 'person')
    select(0, 3)
    await userEvent.click(screen.getByRole('button', { name: 'Mark' }))
    expect(document.activeElement).toBe(text())
    expect(await sent()).toEqual([
      { token: 'Ann', class_or_confidence: 'person' },
      { token: ' lives in ', class_or_confidence: null },
      { token: 'Rome', class_or_confidence: 'place' },
    ])
  })

  it('keeps a mark with its letters while the text is typed, and lets one go', async () => {
    const sent = await field(parameter('highlightedtext', 'Text', { defaultValue: PIECES }))
    await userEvent.type(text(), 'Oh, ', { initialSelectionStart: 0, initialSelectionEnd: 0 })
    expect(await sent()).toEqual([{ token: 'Oh, Ann lives in ', class_or_confidence: null }, PIECES[1]])
    await userEvent.click(screen.getByRole('button', { name: 'Remove the mark of “Rome”' }))
    expect(await sent()).toEqual([{ token: 'Oh, Ann lives in Rome', class_or_confidence: null }])
  })

  it('says what is wrong: nothing selected, a score that is no number', async () => {
    const sent = await field(parameter('highlightedtext', 'Text', { defaultValue: SCORED }))
    await userEvent.click(screen.getByRole('button', { name: 'Mark' }))
    expect(screen.getByText('Select a piece of the text first.')).toBeTruthy()
    const score = screen.getByRole('spinbutton', { name: 'Class of “good”' })
    await userEvent.clear(score)
    expect(await sent()).toBeUndefined()
    expect(screen.getAllByText(/not a number/).length).toBeGreaterThan(0)
    await userEvent.type(score, '0.25')
    expect(await sent()).toEqual([{ token: 'good', class_or_confidence: 0.25 }, SCORED[1], SCORED[2]])
  })

  it('makes a name of a score that is written anew among names, and leaves the others', async () => {
    const sent = await field(parameter('highlightedtext', 'Text', { defaultValue: MIXED }))
    const name = screen.getByRole('combobox', { name: 'Class of “good”' })
    await userEvent.clear(name)
    await userEvent.type(name, '0.75')
    expect(await sent()).toEqual([{ token: 'good', class_or_confidence: '0.75' }, ...MIXED.slice(1)])
  })

  it('is nothing once it is cleared', async () => {
    const sent = await field(parameter('highlightedtext', 'Text', { defaultValue: PIECES }))
    await userEvent.clear(text())
    expect(screen.queryByRole('list', { name: 'Marked pieces' })).toBeNull()
    expect(await sent()).toBeNull()
  })
})

describe('samples', () => {
  it('are chosen by keyboard and sent by their place', async () => {
    const sent = await field(parameter('dataset', 'Samples', { props: samples }))
    const [first, second] = within(screen.getByRole('radiogroup', { name: 'Samples' })).getAllByRole<HTMLInputElement>('radio')
    expect([first?.labels?.[0]?.textContent, second?.labels?.[0]?.textContent]).toEqual(['Sample 1 Ann 30 ', 'Sample 2 Bob 41 '])
    first?.focus()
    await userEvent.keyboard(' {ArrowDown}')
    expect(await sent()).toBe(1)
  })

  it('go by the names the app gives them; a long list opens', async () => {
    const many = { ...samples, samples: Array.from({ length: 25 }, (_, age) => ['x', age]), sample_labels: ['The first', 7] }
    await field(parameter('dataset', 'Samples', { props: many }))
    expect(screen.getByRole('radio', { name: 'Sample 1 The first' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /5 more/ }))
    expect(screen.getAllByRole('radio')).toHaveLength(25)
  })

  it('says so where there are none', async () => {
    await field(parameter('dataset', 'Samples', { props: { samples: { 0: 'x' } } }))
    expect(screen.getByText('The app offers nothing to choose from.')).toBeTruthy()
  })
})
