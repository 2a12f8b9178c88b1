/**
 * Tables that are typed, before they are drawn: what they start with, what edits and pastes make of them, what is sent.
 */
import { describe, expect, it } from 'vitest'
import { dataframeInput } from '../../../src/react/inputs/dataframe/dataframe-input.tsx'
import { parsePaste } from '../../../src/react/inputs/dataframe/parse-paste.ts'
import {
  firstDraft,
  readLimits,
  withCell,
  withColumn,
  withoutColumns,
  withoutRows,
  withPasted,
  withRow,
} from '../../../src/react/inputs/dataframe/table-draft.ts'
import { en } from '../../../src/react/messages/en.ts'
import { createFormats } from '../../../src/react/messages/formats.ts'
import { parameter } from '../../../stories/fixtures.ts'

const words = { messages: en, formats: createFormats('en') }
const rows = parameter('dataframe', 'rows', {
  defaultValue: {
    headers: ['name', 'x', 'y'],
    data: [
      ['a', 1, 2],
      ['b', 3, 4],
    ],
    metadata: null,
  },
  props: { datatype: ['str', 'number', 'number'], row_count: [2, 'dynamic'], col_count: [3, 'dynamic'] },
})
const open = readLimits({})
const asText = (text: string) => text
const draft = {
  headers: ['a', 'b'],
  data: [
    ['1', '2'],
    ['3', '4'],
  ],
}
const read = (value: unknown, one = rows) => dataframeInput.read?.(value, one, words)

describe('starting', () => {
  it('takes the default', () => {
    expect(firstDraft(rows)).toEqual({
      headers: ['name', 'x', 'y'],
      data: [
        ['a', 1, 2],
        ['b', 3, 4],
      ],
    })
  })

  it('makes rows to type into where Gradio 6 sends none', () => {
    const empty = parameter('dataframe', 'rows', {
      defaultValue: { headers: ['1', '2'], data: [], metadata: null },
      props: { row_count: [1, 'dynamic'] },
    })
    expect(firstDraft(empty)).toEqual({ headers: ['1', '2'], data: [['', '']] })
  })

  it('makes columns without any description', () => {
    expect(firstDraft(parameter('dataframe', 'rows')).headers).toEqual(['1', '2', '3'])
  })

  it.each<[string, Record<string, unknown>, readonly [boolean, boolean]]>([
    ['nothing said', {}, [true, true]],
    ['fixed rows of Gradio 3 to 5', { row_count: [3, 'fixed'], col_count: [3, 'dynamic'] }, [false, true]],
    ['fixed columns of Gradio 6', { column_count: [3, 'fixed'] }, [true, false]],
    ['columns nobody may change', { static_columns: [0] }, [true, false]],
  ])('knows where it may grow: %s', (_name, props, expected) => {
    const { canAddRows, canAddColumns } = readLimits(props)
    expect([canAddRows, canAddColumns]).toEqual(expected)
  })
})

describe('editing', () => {
  it('changes one cell and shares the other rows', () => {
    const next = withCell(draft, 1, 0, 'x')
    expect(next.data).toEqual([
      ['1', '2'],
      ['x', '4'],
    ])
    expect(next.data[0]).toBe(draft.data[0])
  })

  it('adds and takes rows and columns', () => {
    expect(withRow(draft, 0).data).toEqual([
      ['1', '2'],
      ['', ''],
      ['3', '4'],
    ])
    expect(withColumn(draft, 0)).toEqual({
      headers: ['a', '3', 'b'],
      data: [
        ['1', '', '2'],
        ['3', '', '4'],
      ],
    })
    expect(withoutRows(draft, 0, 0).data).toEqual([['3', '4']])
    expect(withoutColumns(draft, 1, 1)).toEqual({ headers: ['a'], data: [['1'], ['3']] })
  })
})

describe('pasting', () => {
  it.each<[string, string, string[][]]>([
    ['one cell', 'Hello, world', [['Hello, world']]],
    [
      'cells of a spreadsheet',
      '1\t2\r\n3\t4\r\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'quotes, tabs and line breaks in them',
      '"a\tb"\t"two\nlines"\n"say ""hi"""\tx',
      [
        ['a\tb', 'two\nlines'],
        ['say "hi"', 'x'],
      ],
    ],
    [
      'the text of a CSV file',
      'a,b\n"1,5",2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    ['lines of text', 'One, two\nthree', [['One, two'], ['three']]],
  ])('reads %s', async (_name, text, cells) => {
    expect(await parsePaste(text)).toEqual(cells)
  })

  it('grows the table where it may', () => {
    const pasted = withPasted(
      draft,
      [
        ['x', 'y'],
        ['z', 'w'],
      ],
      1,
      1,
      open,
      asText,
    )
    expect(pasted).toEqual({
      draft: {
        headers: ['a', 'b', '3'],
        data: [
          ['1', '2', ''],
          ['3', 'x', 'y'],
          ['', 'z', 'w'],
        ],
      },
      rows: 2,
      columns: 2,
      isCut: false,
    })
  })

  it('cuts what has no place, and says so', () => {
    const fixed = readLimits({ row_count: [2, 'fixed'], col_count: [2, 'fixed'] })
    const pasted = withPasted(
      draft,
      [
        ['x', 'y'],
        ['z', 'w'],
      ],
      1,
      1,
      fixed,
      asText,
    )
    expect(pasted).toEqual({
      draft: {
        headers: ['a', 'b'],
        data: [
          ['1', '2'],
          ['3', 'x'],
        ],
      },
      rows: 1,
      columns: 1,
      isCut: true,
    })
  })

  it('leaves fixed columns alone', () => {
    const pasted = withPasted(draft, [['x', 'y']], 0, 0, readLimits({ static_columns: [1] }), asText)
    expect(pasted.draft.data[0]).toEqual(['x', '2'])
  })
})

describe('reading', () => {
  it('sends what Gradio takes', () => {
    expect(read(firstDraft(rows))).toEqual({
      ok: true,
      value: {
        headers: ['name', 'x', 'y'],
        data: [
          ['a', 1, 2],
          ['b', 3, 4],
        ],
        metadata: null,
      },
    })
  })

  it('sends nothing for empty numbers, and empty text for text', () => {
    expect(read({ headers: ['name', 'x', 'y'], data: [['', '', Number.NaN]] })).toMatchObject({ value: { data: [['', null, null]] } })
  })

  it.each<[string, unknown, string]>([
    ['a number', ['a', 'many', 2], 'x, row 1: this needs a number.'],
    ['a number that is text', ['a', 1, '2'], 'y, row 1: this needs a number.'],
  ])('says where something else stands than %s', (_name, cells, message) => {
    expect(read({ headers: ['name', 'x', 'y'], data: [cells] })).toEqual({ ok: false, message })
  })

  it('reads JSON where the grid could not be loaded', () => {
    expect(read('{"headers":["name","x","y"],"data":[["a",1,2]]}')).toMatchObject({ ok: true })
    expect(read('{')).toMatchObject({ ok: false })
  })
})
