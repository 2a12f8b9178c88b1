/** Each kind of output, and that an app cannot make one lead astray. */
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileAddress, readFiles } from '../../../src/react/kit/file-address.ts'
import type { FileValue } from '../../../src/react/kit/file-address.ts'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { app, summarise } from '../../../stories/fixtures.ts'
import { states, stream } from '../../../stories/states.ts'
import { draw } from '../process/draw.tsx'

type One = readonly [component: string, label: string, value: unknown, update?: Record<string, unknown>]

function drawOutputs(...outputs: readonly One[]) {
  const returns = outputs.map(([component, label]) => ({ component, label, schema: {}, props: {} }))
  const data = outputs.map(([, , value]) => value)
  const updates = outputs.map(([, , , update]) => update ?? null)
  const { state } = states.Succeeded
  if (state.status !== 'succeeded') throw new Error('The fixture has changed.')
  return draw(stream({ endpoint: { ...summarise, returns }, data, state: { ...state, data, updates } }), <GradioProcess.Output />)
}

const PLAIN: FileValue = { path: '', name: 'x', sizeBytes: null, caption: null, inlineUrl: null, mimeType: null, isStream: false }

const file = {
  path: '/tmp/gradio/2f/a b#%.txt',
  url: 'https://evil.example/a',
  size: 812,
  orig_name: 'a b#%.txt',
  meta: { _type: 'gradio.FileData' },
}

describe('drawing', () => {
  it.each<[string, One, string]>([
    ['text', ['textbox', 'Out', 'two\nlines'], 'two\nlines'],
    ['an empty text', ['textbox', 'Out', ''], 'Nothing'],
    ['a number with its digits', ['number', 'Out', 1234.5], '1234.5'],
    ['a year', ['number', 'Out', 2025], '2025'],
    ['a seed', ['number', 'Out', 182_514_959], '182514959'],
    ['a number that was not rounded', ['number', 'Out', 0.1 + 0.2], '0.30000000000000004'],
    ['a number near nothing', ['number', 'Out', 1e-9], '1e-9'],
    ['the words of a button', ['button', 'Out', 'Go on'], 'Go on'],
    ['yes', ['checkbox', 'Out', true], 'Yes'],
    ['a list of choices', ['checkboxgroup', 'Out', ['a', 'b']], 'ab'],
    ['JSON', ['json', 'Out', { a: [1] }], '1 entrya: list of 10: 1'],
    ['a table of nothing', ['dataframe', 'Out', { data: [] }], 'No rows'],
    ['a table that is none as JSON', ['dataframe', 'Out', { data: 7 }], '1 entrydata: 7'],
    ['numbers that JSON cannot write', ['json', 'Out', [Number.NaN, Number.POSITIVE_INFINITY]], 'list of 20: NaN1: Infinity'],
    ['an answer declared as JSON that is text', ['json', 'Out', 'hello'], 'hello'],
    ['text of a kind nobody knows', ['whatever', 'Out', 'hello'], 'hello'],
    ['a value its component does not explain', ['number', 'Out', 'n/a'], 'n/a'],
    ['markup as it is', ['html', 'Out', '<b>x</b>'], '<b>x</b>'],
    ['a kind named as a member of every object', ['constructor', 'Out', 'x'], 'x'],
  ])('%s', (_name, output, text) => {
    drawOutputs(output)
    const region = screen.getByRole('region', { name: /: Out$/ })
    expect(region.lastElementChild?.textContent).toBe(text)
  })

  it('puts several in order and gives the unnamed a name', () => {
    drawOutputs(['textbox', 'First', 'a'], ['number', '', 2])
    expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual(['First', 'Output 2'])
  })

  it('obeys an update of the label, and one that hides', () => {
    drawOutputs(['textbox', 'Draft', 'a', { label: 'Second draft' }], ['textbox', 'Hidden', 'b', { visible: false }])
    expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual(['Second draft'])
  })

  it('draws a hundred members of a long list, and more when asked', async () => {
    drawOutputs(['json', 'Out', Array.from({ length: 100_000 }, (_, index) => ({ index }))])
    expect(document.querySelectorAll('.rgs-tree-members > details')).toHaveLength(100)
    await userEvent.click(screen.getByRole('button', { name: 'Show 100 of 99,900 more' }))
    expect(document.querySelectorAll('.rgs-tree-members > details')).toHaveLength(200)
  })

  it('draws JSON 500 levels deep, as far as it is opened', () => {
    let value: unknown = 'end'
    for (let level = 0; level < 500; level += 1) value = [value]
    drawOutputs(['json', 'Out', value])
    expect(document.querySelectorAll('.rgs-tree details').length).toBeLessThan(60)
  })

  it('links files with name and size, below the app’s own address', () => {
    drawOutputs([
      'file',
      'Out',
      [
        { image: file, caption: 'Harbour' },
        { image: { ...file, size: null }, caption: null },
      ],
    ])
    const [first, second] = within(screen.getByRole('list')).getAllByRole('link')
    expect(first?.textContent).toBe('Harbour812 bytes')
    expect(second?.textContent).toBe('a b#%.txt')
    expect(first?.getAttribute('href')).toBe('https://relay.example/apps/summaries/gradio_api/file=/tmp/gradio/2f/a%20b%23%25.txt')
  })

  it.each([{}, { label: null, confidences: null }])('says that an empty label is empty: %j', (value) => {
    drawOutputs(['label', 'Class', value])
    expect(document.querySelector('.rgs-output')?.textContent).toBe('ClassNothing')
  })

  it('ranks the classes of a label', () => {
    drawOutputs([
      'label',
      'Out',
      {
        label: 'Gull',
        confidences: [
          { label: 'Gull', confidence: 0.9 },
          { label: 'Heron', confidence: 0.1 },
        ],
      },
    ])
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['Gull90%', 'Heron10%'])
  })
})

describe('the address of a file', () => {
  const addressOf = (path: string, of: typeof app | null = app) => fileAddress({ ...PLAIN, path }, of)

  it.each<[string, string | null]>([
    ['/tmp/a.txt', 'https://relay.example/apps/summaries/gradio_api/file=/tmp/a.txt'],
    ['C:\\out\\a.txt', 'https://relay.example/apps/summaries/gradio_api/file=C%3A%5Cout%5Ca.txt'],
    ['../../../../admin', null],
    ['javascript:alert(1)', 'https://relay.example/apps/summaries/gradio_api/file=javascript%3Aalert(1)'],
    ['https://evil.example/a', null],
    ['https://relay.example/apps/summaries.evil.example/a', null],
    ['https://relay.example/apps/summaries/gradio_api/file=/tmp/a', 'https://relay.example/apps/summaries/gradio_api/file=/tmp/a'],
  ])('of %s is %s', (path, address) => {
    expect(addressOf(path)).toBe(address)
  })

  it('is none while the app is not known, or not on the web', () => {
    expect(addressOf('/tmp/a', null)).toBeNull()
    expect(addressOf('/tmp/a', { ...app, apiUrl: 'file:///etc' })).toBeNull()
  })

  it.each<[string, unknown]>([
    ['nothing', null],
    ['an empty list', []],
    ['a list with something else', [file, 1]],
    ['a table', { data: [] }],
  ])('is not looked for in %s', (_name, value) => {
    expect(readFiles(value)).toBeNull()
  })
})

it('links no file anywhere but below the own routes of the app, whatever path the app names', () => {
  const own = { apiUrl: 'https://relay.test/apps/demo/gradio_api', rootUrl: 'https://relay.test/apps/demo' }
  const piece = fc.oneof(
    fc.constantFrom(
      '//evil.test',
      'https://evil.test',
      'https://relay.test.evil.test',
      'https://relay.test/apps/demo',
      '..',
      '/',
      '\\\\',
      '@',
      '#',
      '?',
      'javascript:alert(1)',
      '\n',
      '%2e%2e',
    ),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
      const address = fileAddress({ ...PLAIN, path: pieces.join('') }, own)
      if (address !== null) expect(new URL(address).origin).toBe('https://relay.test')
    }),
    { numRuns: 2000 },
  )
})
