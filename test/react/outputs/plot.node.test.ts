/** Plots before they are drawn: what is told apart, what Gradio's own become, what is refused of an app's. */
import { compile } from 'vega-lite'
import type { TopLevelSpec } from 'vega-lite'
import { describe, expect, it } from 'vitest'
import { groupPoints, readBin } from '../../../src/react/outputs/plot/group-rows.ts'
import { nativeSpec } from '../../../src/react/outputs/plot/native-spec.ts'
import { readPlot } from '../../../src/react/outputs/plot/plot-value.ts'
import { readSpec, rowsOfSpec } from '../../../src/react/outputs/plot/safe-spec.ts'

/** As Gradio 4.44 to 6.31 answer (`test/fixtures/captures`). */
const captured = {
  columns: ['x', 'y'],
  data: [
    [0, 0],
    [1, 1],
    [2, 4],
    [3, 9],
    [4, 16],
  ],
  datatypes: { x: 'quantitative', y: 'quantitative' },
  mark: 'line',
}
const table = (mark: string, rows: unknown[][], datatypes: Record<string, string> = {}) => ({
  columns: ['x', 'y', 'c'],
  data: rows,
  datatypes,
  mark,
})

function specOf(value: unknown, props: Record<string, unknown> = {}) {
  const plot = readPlot(value)
  if (plot?.kind !== 'native') throw new Error('This is no plot of Gradio.')
  return nativeSpec(plot, props)
}

describe('values', () => {
  it.each<[string, unknown, string | null]>([
    ['Gradio’s own', captured, 'native'],
    ['altair', { type: 'altair', plot: '{}', chart: 'line' }, 'altair'],
    ['matplotlib', { type: 'matplotlib', plot: 'data:image/webp;base64,UklG' }, 'picture'],
    ['a picture from elsewhere', { type: 'matplotlib', plot: 'https://evil.example/x.png' }, null],
    ['a page', { type: 'matplotlib', plot: 'data:text/html,<script>' }, null],
    ['plotly', { type: 'plotly', plot: '{}' }, 'other'],
    ['no plot', { type: 'plotly' }, null],
    ['text', 'plot', null],
  ])('%s', (_name, value, kind) => {
    expect(readPlot(value)?.kind ?? null).toBe(kind)
  })
})

describe('Gradio’s own', () => {
  it.each<[string, unknown, Record<string, unknown>]>([
    ['a line', captured, { x: 'x', y: 'y' }],
    [
      'bars with colours',
      table(
        'bar',
        [
          ['a', 1, 'p'],
          ['b', 2, 'q'],
        ],
        { y: 'quantitative' },
      ),
      { x: 'x', y: 'y', color: 'c', sort: '-y' },
    ],
    [
      'bars in bins',
      table(
        'bar',
        [
          [1, 1],
          [12, 2],
        ],
        { x: 'quantitative' },
      ),
      { x_bin: 10, color: 'c' },
    ],
    [
      'time in bins',
      table(
        'line',
        [
          [0, 1],
          [61_000, 2],
        ],
        { x: 'temporal' },
      ),
      { x_bin: '1m', y_aggregate: 'mean' },
    ],
    [
      'points with limits',
      table('point', [[1, 1, 'p']], { x: 'quantitative' }),
      { x_lim: [0, null], y_lim: [null, 5], color: 'c', tooltip: 'none' },
    ],
  ])('becomes Vega-Lite that compiles: %s', (_name, value, props) => {
    const made = specOf(value, props)
    // Vega-Lite throws at what it does not know.
    expect(() => compile(made?.spec as unknown as TopLevelSpec)).not.toThrow()
  })

  it('puts bars of one bin on one another', () => {
    const made = specOf(
      table(
        'bar',
        [
          [1, 2, 'p'],
          [3, 4, 'q'],
          [12, 1, 'p'],
        ],
        { x: 'quantitative' },
      ),
      { x_bin: 10, color: 'c' },
    )
    expect(made?.spec.data).toEqual({
      values: [
        { x: 0, to: 10, y: 2, color: 'p', base: 0, top: 2 },
        { x: 0, to: 10, y: 4, color: 'q', base: 2, top: 6 },
        { x: 10, to: 20, y: 1, color: 'p', base: 0, top: 1 },
      ],
    })
  })

  it('needs the columns it names', () => {
    expect(specOf(captured, { x: 'gone' })).toBeNull()
  })

  it('draws only so many points', () => {
    const made = specOf(
      table(
        'point',
        Array.from({ length: 100_000 }, (_, index) => [index, index]),
        { x: 'quantitative' },
      ),
    )
    expect([made?.whole, (made?.drawn ?? 0) <= 4000]).toEqual([100_000, true])
  })

  it('takes columns whose names mean something to Vega or to objects', () => {
    const made = specOf({ columns: ['a.b[0]', '__proto__'], data: [[1, 2]], datatypes: {}, mark: 'line' }, { x: 'a.b[0]', y: '__proto__' })
    expect(made?.spec.data).toEqual({ values: [{ x: 1, y: 2, color: null }] })
  })

  it.each<[Parameters<typeof groupPoints>[2], number]>([
    ['sum', 9],
    ['mean', 3],
    ['median', 2],
    ['min', 1],
    ['max', 6],
    ['count', 3],
  ])('makes one of many: %s', (aggregate, y) => {
    const points = [2, 6, 1].map((y) => ({ x: 'a', y, color: null }))
    expect(groupPoints(points, null, aggregate)).toEqual([{ x: 'a', y, color: null }])
  })

  it('reads the width of a bin', () => {
    expect([readBin('15m', true), readBin(5, false), readBin('15m', false), readBin('x', true), readBin(-1, false)]).toEqual([
      900_000,
      5,
      null,
      null,
      null,
    ])
  })
})

describe('an app’s own', () => {
  const text = (spec: Record<string, unknown>) => JSON.stringify({ mark: 'point', ...spec })

  it.each<[string, string]>([
    ['no JSON', '{'],
    ['Vega itself', JSON.stringify({ $schema: 'https://vega.github.io/schema/vega/v6.json', marks: [] })],
    ['an endless sequence', text({ data: { sequence: { start: 0, stop: 1e12 } } })],
    ['an endless sequence in an expression', text({ transform: [{ calculate: 'length(sequence(0, 1e9))', as: 'a' }] })],
    ['one that stands for the values of an axis', text({ encoding: { x: { axis: { values: { expr: 'sequence(0,1e9)' } } } } })],
    ['too many rows', text({ data: { values: Array.from({ length: 50_001 }, () => 0) } })],
    ['too much of it', text({ layer: Array.from({ length: 30_000 }, () => ({})) })],
    ['nested too deep', text({ data: JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`) })],
  ])('is refused: %s', (_name, spec) => {
    expect(readSpec(spec)).toBeNull()
  })

  it('loses what reaches out of the plot', () => {
    const spec = readSpec(
      text({
        usermeta: { embedOptions: {} },
        config: { events: {} },
        params: [{ name: 'a', bind: { input: 'text', element: 'body' } }],
        encoding: { href: { value: 'x' } },
      }),
    )
    expect(spec).toEqual({ mark: 'point', config: {}, params: [{ name: 'a', bind: { input: 'text' } }], encoding: {} })
  })

  it('gives its rows for a table', () => {
    expect(rowsOfSpec({ data: { name: 'd' }, datasets: { d: [{ a: 1 }] } })).toEqual([{ a: 1 }])
    expect(rowsOfSpec({ data: { url: 'x' } })).toBeNull()
  })
})
