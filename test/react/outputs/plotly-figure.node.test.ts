/** What an app's plotly figure may hold, and what is left of it. */
import { expect, test } from 'vitest'
import { readFigure, tableOfFigure } from '../../../src/react/outputs/plot/plotly/plotly-figure.ts'

const read = (data: unknown, layout: unknown = {}, rest: object = {}) => readFigure(JSON.stringify({ data, layout, ...rest }))

test('nothing of a figure leads away, is fetched, or speaks to plotly’s service', () => {
  const figure = read(
    [{ type: 'bar', x: ['<a href="javascript:alert(1)">Pier</a>'], y: [1], customdatasrc: 'me:1', text: '<b>one</b>' }],
    {
      title: { text: '<a href="https://evil.test">Ships</a>' },
      images: [{ source: 'https://evil.test/pixel.png' }, { source: 'data:image/png;base64,AAAA' }],
    },
    { config: { plotlyServerURL: 'https://evil.test' } },
  )
  const text = JSON.stringify(figure)
  expect(text).not.toMatch(/evil|javascript|customdatasrc|<a/)
  expect(text).toContain('<b>one</b>')
  expect(figure?.layout.images).toEqual([{}, { source: 'data:image/png;base64,AAAA' }])
  expect(figure?.title).toBe('Ships')
})

test.each([
  ['a map, which is fetched from elsewhere', [{ type: 'scattermap' }]],
  ['a globe', [{ type: 'choropleth' }]],
  ['too many traces', Array.from({ length: 401 }, () => ({ type: 'bar' }))],
  ['no list', {}],
  ['no traces', [1]],
])('%s is not drawn', (_name, data) => {
  expect(read(data)).toBeNull()
})

test('what is nested without end is not drawn', () => {
  let deep: unknown = {}
  for (let level = 0; level < 60; level++) deep = { deep }
  expect(read([{ type: 'bar', deep }])).toBeNull()
  expect(readFigure('[')).toBeNull()
})

test('plain axes are drawn by the smaller build, all else by the whole one', () => {
  expect(read([{ type: 'bar' }, {}])?.isPlain).toBe(true)
  expect(read([{ type: 'scatter3d' }])?.isPlain).toBe(false)
})

test.each([
  ['plotly’s own look', { template: { layout: { plot_bgcolor: '#E5ECF6' } } }, true],
  ['no look at all', {}, true],
  ['a template somebody chose', { template: { layout: { plot_bgcolor: 'rgb(17,17,17)' } } }, false],
  ['a background of the author’s', { paper_bgcolor: '#fff' }, false],
  ['letters in the author’s colour', { xaxis: { tickfont: { color: 'red' } } }, false],
])('%s is drawn in the page’s colours: %s', (_name, layout, isThemed) => {
  expect(read([{ type: 'bar' }], layout)?.isThemed).toBe(isThemed)
})

test('the table has every trace, bytes of plotly 6 too', () => {
  const bytes = { dtype: 'f8', bdata: btoa(String.fromCharCode(...new Uint8Array(new Float64Array([1.5, 2]).buffer))) }
  const figure = read([
    { name: 'Nord', x: ['a', 'b'], y: bytes },
    { x: ['c'], y: [3] },
  ])
  expect(figure && tableOfFigure(figure)).toEqual({
    headers: ['', 'x', 'y'],
    data: [
      ['Nord', 'a', 1.5],
      ['Nord', 'b', 2],
      ['2', 'c', 3],
    ],
    metadata: null,
  })
  const grid = read([{ type: 'heatmap', z: { dtype: 'i1', bdata: 'AAECAwQFBgcICQoL', shape: '3, 4' } }])
  expect(grid && tableOfFigure(grid)).toMatchObject({ headers: ['z'], data: [['0, 1, 2, 3'], ['4, 5, 6, 7'], ['8, 9, 10, 11']] })
})
