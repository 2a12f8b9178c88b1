/** The parts of a table that need no page: its shapes, its cells, its styles, its order, its keys, what is copied. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCellStyle } from '../../../src/react/table/cell-style.ts'
import { cellText, plainCell } from '../../../src/react/table/cell-text.ts'
import { copyRange, copyTable } from '../../../src/react/table/copy-cells.ts'
import { cursorAt, keepInside, moveCursor, rangeOf } from '../../../src/react/table/grid-cursor.ts'
import { createRowSorter } from '../../../src/react/table/row-sorter.ts'
import { sortAtOnce, sortSteps } from '../../../src/react/table/sort-rows.ts'
import { MOST_COLUMNS, readTable } from '../../../src/react/table/table-value.ts'

const words = { yes: 'Yes', no: 'No' }
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

describe('shapes', () => {
  it.each<[string, unknown, readonly string[], number]>([
    ['Gradio 6', { headers: ['a', 'b'], data: [[1, 2]], metadata: null }, ['a', 'b'], 1],
    ['Gradio 3, whose headers can be numbers', { data: [['', '', '']], headers: [1, 2, 3], metadata: null }, ['1', '2', '3'], 1],
    ['a list of lists', [[1], [2, 3]], ['1', '2'], 2],
    ['more cells than headers', { headers: ['a'], data: [[1, 2, 3]] }, ['a', '2', '3'], 1],
    ['nothing', null, [], 0],
    ['one row without cells', { headers: [], data: [[]] }, [], 0],
    ['headers that are no text', { headers: [null, '', {}], data: [] }, ['1', '2', '3'], 0],
  ])('%s', (_name, value, headers, rows) => {
    const table = readTable(value)
    expect(table?.headers).toEqual(headers)
    expect(table?.rows).toHaveLength(rows)
  })

  it.each([
    ['text', 'a'],
    ['a number', 5],
    ['rows that are none', { data: [1, 2] }],
    ['no rows at all', { headers: ['a'] }],
  ])('is no table: %s', (_name, value) => expect(readTable(value)).toBeNull())

  it('draws so many columns at most and says how many there are', () => {
    const table = readTable([Array.from({ length: MOST_COLUMNS + 500 }, () => 0)])
    expect([table?.headers.length, table?.columnCount]).toEqual([MOST_COLUMNS, MOST_COLUMNS + 500])
  })

  it('reads the same value once', () => {
    const value = { headers: ['a'], data: [[1]] }
    expect(readTable(value)).toBe(readTable(value))
  })
})

describe('cells', () => {
  it.each<[string, unknown, Parameters<typeof cellText>[1], string]>([
    ['text', 'a\nb', 'str', 'a\nb'],
    ['nothing', null, 'str', ''],
    ['a number as it is', 2024, 'number', '2024'],
    ['a seed to its last digit', 9007199254740993n, 'number', '9007199254740993'],
    ['no number', Number.NaN, 'number', 'NaN'],
    ['yes', true, 'bool', 'Yes'],
    ['nested', { a: [1] }, 'str', '{"a":[1]}'],
    ['markup that is text', '<b>x</b>', 'str', '<b>x</b>'],
    ['HTML', '<b>x</b>', 'html', 'x'],
    ['Markdown', '**a** [b](http://c) `d`', 'markdown', 'a b d'],
    ['a very long text, cut', 'x'.repeat(5_000_000), 'str', `${'x'.repeat(1000)}…`],
  ])('%s', (_name, value, datatype, text) => {
    expect(cellText(value, datatype, words)).toBe(text)
  })

  it('survives nesting deeper than JSON can be written', () => {
    let deep: unknown = 1
    for (let level = 0; level < 20_000; level++) deep = [deep]
    expect(plainCell(deep)).toBe('[…]')
  })
})

describe('styles', () => {
  it.each<[string, string, unknown]>([
    [
      'a background gets text that can be read',
      'background-color: lightgreen',
      { backgroundColor: 'lightgreen', color: expect.stringContaining('oklch') },
    ],
    ['both as the app wants them', 'background: #000; color: white', { backgroundColor: '#000', color: 'white' }],
    ['a colour, drawn towards the theme', 'color: red', { color: 'color-mix(in oklab, red 45%, var(--rgs-text))' }],
    ['weight', 'font-weight: 700', { fontWeight: '700' }],
    ['a picture', 'background: url(https://evil.example/x)', null],
    ['a place', 'position: fixed; inset: 0', null],
    ['a value that goes on', 'color: red) url(x', null],
    ['a variable', 'color: var(--x)', null],
    ['an expression', 'color: expression(alert(1))', null],
    ['nothing', '', null],
  ])('%s', (_name, text, style) => {
    expect(readCellStyle(text)).toEqual(style)
  })

  it('lets nothing through that could load or cover', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const value of Object.values(readCellStyle(`color: ${text}`) ?? {})) expect(value).not.toMatch(/url|;|[{}"'\\]/i)
      }),
    )
  })
})

describe('order', () => {
  const order = (cells: unknown[], isDescending = false) =>
    [
      ...sortAtOnce(
        sortSteps(
          cells.map((cell) => [cell]),
          { column: 0, isDescending },
          collator,
        ),
      ),
    ].map((place) => cells[place])

  it.each<[string, unknown[], unknown[]]>([
    ['numbers', [10, 9, -1], [-1, 9, 10]],
    ['texts, with the numbers in them', ['b10', 'b9', 'A1'], ['A1', 'b9', 'b10']],
    ['a mix, as text', [10, 'a', 9], [9, 10, 'a']],
    ['empty ones last', [null, 2, Number.NaN, 1, ''], [1, 2, null, Number.NaN, '']],
  ])('%s', (_name, cells, expected) => {
    expect(order(cells)).toEqual(expected)
  })

  it('keeps empty ones last the other way round too', () => {
    expect(order([null, 2, 3, ''], true)).toEqual([3, 2, null, ''])
  })

  it('is what a stable sort gives', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 300 }), (cells) => {
        const places = [
          ...sortAtOnce(
            sortSteps(
              cells.map((cell) => [cell]),
              { column: 0, isDescending: false },
              collator,
            ),
          ),
        ]
        const expected = cells.map((_, index) => index).toSorted((one, other) => (cells[one] ?? 0) - (cells[other] ?? 0))
        expect(places).toEqual(expected)
      }),
    )
  })

  it('sorts in pieces, and what came meanwhile after that', () => {
    const later: (() => void)[] = []
    const sorted: number[] = []
    let now = 0
    const sorter = createRowSorter({
      sorting: { column: 0, isDescending: false },
      collator,
      onSorted: (order) => sorted.push(order.length),
      now: () => (now += 5),
      later: (goOn) => {
        later.push(goOn)
        return () => later.splice(0)
      },
    })
    const rows = (count: number) => Array.from({ length: count }, (_, index) => [count - index])
    sorter.take(rows(20_000))
    sorter.take(rows(30_000))
    sorter.take(rows(40_000))
    let pieces = 0
    for (let goOn = later.shift(); goOn; goOn = later.shift(), pieces++) goOn()
    expect(sorted).toEqual([20_000, 40_000])
    expect(pieces).toBeGreaterThan(20)
  })

  it('stops when it is told to', () => {
    const later: (() => void)[] = []
    const sorted: unknown[] = []
    const schedule = (goOn: () => void) => {
      later.push(goOn)
      return () => later.splice(0)
    }
    const sorter = createRowSorter({
      sorting: { column: 0, isDescending: false },
      collator,
      onSorted: (order) => sorted.push(order),
      later: schedule,
    })
    sorter.take([[1]])
    sorter.stop()
    expect([later, sorted]).toEqual([[], []])
  })
})

describe('keys', () => {
  const extent = { rows: 100, columns: 5, page: 10, isRtl: false }
  const press = (key: string, from = cursorAt(5, 2), extra: { shiftKey?: boolean; isControl?: boolean; isRtl?: boolean } = {}) => {
    const next = moveCursor(
      from,
      { key, shiftKey: extra.shiftKey ?? false, isControl: extra.isControl ?? false },
      { ...extent, isRtl: extra.isRtl ?? false },
    )
    return next && [next.row, next.column]
  }

  it.each<[string, ReturnType<typeof press>, readonly [number, number] | null]>([
    ['right', press('ArrowRight'), [5, 3]],
    ['left, from right to left', press('ArrowLeft', undefined, { isRtl: true }), [5, 3]],
    ['down', press('ArrowDown'), [6, 2]],
    ['up from the first row to the headers', press('ArrowUp', cursorAt(0, 2)), [-1, 2]],
    ['no further than the last', press('ArrowDown', cursorAt(99, 2)), [99, 2]],
    ['a page', press('PageDown'), [15, 2]],
    ['the end of the row', press('End'), [5, 4]],
    ['the end of the table', press('End', undefined, { isControl: true }), [99, 4]],
    ['the start of the table', press('Home', undefined, { isControl: true }), [0, 0]],
    ['a letter', press('x'), null],
    ['a name every object has', press('constructor'), null],
  ])('%s', (_name, place, expected) => {
    expect(place).toEqual(expected)
  })

  it('stays on the headers, and inside of a table that has become smaller', () => {
    expect(keepInside(cursorAt(-1, 2), extent)).toEqual(cursorAt(-1, 2))
    expect(keepInside(cursorAt(99, 4), { rows: 3, columns: 2 })).toEqual(cursorAt(2, 1))
  })

  it('selects from where it began, and all', () => {
    let cursor = cursorAt(5, 2)
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowLeft'])
      cursor = moveCursor(cursor, { key, shiftKey: true, isControl: false }, extent) ?? cursor
    expect(rangeOf(cursor)).toEqual({ top: 5, bottom: 7, left: 1, right: 2 })
    const all = moveCursor(cursor, { key: 'a', shiftKey: false, isControl: true }, extent)
    expect(all && rangeOf(all)).toEqual({ top: 0, bottom: 99, left: 0, right: 4 })
  })
})

describe('copies', () => {
  const table = readTable({
    headers: ['a', 'b\tc'],
    data: [
      ['x "y"', null],
      ['two\nlines', true],
    ],
  })

  it('writes the whole table as a spreadsheet takes it', () => {
    expect(table && copyTable(table)).toBe('a\t"b\tc"\n"x ""y"""\t\n"two\nlines"\ttrue')
  })

  it('writes a block of it', () => {
    expect(copyRange({ top: 0, bottom: 1, left: 1, right: 1 }, (place) => table?.rows[place])).toBe('\ntrue')
  })
})
