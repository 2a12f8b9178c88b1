/** Gradio's own plots in the words of Vega-Lite. Columns go by number: a name may hold dots and brackets, which are paths there. */
import type { NativePlot } from './read-plot.ts'

type Props = Readonly<Record<string, unknown>>

/** More is not drawn: nobody sees a hundred thousand points, and the page would stand still. */
const MOST_ROWS = 20_000
const TYPES = new Set(['quantitative', 'nominal', 'ordinal', 'temporal'])
const MARKS: Readonly<Record<string, object>> = {
  bar: { type: 'bar' },
  line: { type: 'line', point: { size: 24 } },
  point: { type: 'point', filled: true, size: 48 },
}
const AGGREGATES = new Set(['sum', 'mean', 'median', 'min', 'max', 'count'])

/** A specification for `vega-embed`; `props` are the component's. */
export function nativeSpec({ columns, data, datatypes, mark }: NativePlot, props: Props): object {
  const name = (prop: string): string | null => {
    const value = props[prop]
    return typeof value === 'string' && columns.includes(value) ? value : null
  }
  const [x, y, color] = [name('x') ?? columns[0] ?? '', name('y') ?? columns[1] ?? '', name('color')]
  const step = Math.max(1, Math.ceil(data.length / MOST_ROWS))
  const values = data
    .filter((_, index) => index % step === 0)
    .map((row) => Object.fromEntries(row.map((cell, index) => [`c${index}`, cell])))
  const field = (column: string): object => {
    const type = Object.hasOwn(datatypes, column) ? datatypes[column] : undefined
    return { field: `c${columns.indexOf(column)}`, type: typeof type === 'string' && TYPES.has(type) ? type : 'nominal' }
  }
  const title = (prop: string, column: string): object => ({ title: text(props[prop]) ?? column })
  const aggregate = text(props.y_aggregate)
  const tooltips = [x, y, ...(color ? [color] : [])]
  return {
    data: { values },
    mark: MARKS[mark] ?? MARKS.point,
    ...(text(props.title) ? { title: text(props.title) } : {}),
    width: 'container',
    height: typeof props.height === 'number' ? Math.min(800, Math.max(80, props.height)) : 280,
    encoding: {
      x: { ...field(x), ...title('x_title', x), ...domain(props.x_lim), ...(mark === 'bar' ? { sort: sortOf(props.sort) } : {}) },
      y: { ...field(y), ...title('y_title', y), ...domain(props.y_lim), ...(aggregate && AGGREGATES.has(aggregate) ? { aggregate } : {}) },
      ...(color ? { color: { ...field(color), ...title('color_title', color), ...colours(props.color_map) } } : {}),
      tooltip: tooltips.map((column) => ({ ...field(column), title: column })),
    },
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function domain(limits: unknown): object {
  if (!Array.isArray(limits) || limits.length !== 2) return {}
  const [least, most] = limits as unknown[]
  return typeof least === 'number' && typeof most === 'number' ? { scale: { domain: [least, most] } } : {}
}

function sortOf(sort: unknown): string | readonly unknown[] | null {
  if (Array.isArray(sort)) return sort
  return typeof sort === 'string' && /^-?[xy]$/.test(sort) ? sort : null
}

function colours(map: unknown): object {
  if (typeof map !== 'object' || map === null) return {}
  const entries = Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return entries.length > 0 ? { scale: { domain: entries.map(([key]) => key), range: entries.map(([, colour]) => colour) } } : {}
}
