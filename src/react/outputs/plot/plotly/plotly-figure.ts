/**
 * Makes an app's plotly figures harmless and ready to draw: nothing in them is fetched, followed or endless. The
 * author's layout stays. Only plotly's own default colours, white and blue, are replaced by the page's.
 */

type Json = Record<string, unknown>

/** A figure that can be drawn. */
export interface PlotlyFigure {
  readonly data: readonly Json[]
  readonly layout: Json
  readonly frames: readonly Json[]
  /** The basic build of plotly can draw all of it. */
  readonly isPlain: boolean
  /** In the page's colours. */
  readonly isThemed: boolean
  readonly title: string
  /** Height in pixels from the author. */
  readonly height: number | null
  readonly width: number | null
}

const LONGEST_TEXT = 20_000_000
const MOST_TRACES = 400
const MOST_FRAMES = 300
const MOST_NODES = 200_000
const MOST_LEVELS = 40
const MOST_PIXELS = 4000
/** Traces that the basic build can draw. */
const PLAIN: ReadonlySet<string> = new Set([
  'scatter',
  'bar',
  'box',
  'contour',
  'heatmap',
  'histogram',
  'histogram2d',
  'histogram2dcontour',
  'image',
  'pie',
  'scatterternary',
  'violin',
])
/** Their maps come from another host. */
const OF_MAPS = /^(?:scattergeo|choropleth.*|(?:scatter|density)map(?:box)?)$/
const DATA_PICTURE = /^data:image\/(?:png|jpe?g|webp|gif)[;,]/i
/** Would run when pressed, navigate away, or contact plotly's own service. */
const LINK = /<\/?a\b[^>]*>/gi
const DROPPED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', 'config', 'plotlyServerURL', 'meta', 'uirevision'])

/** The figure in a text; `null` if there is none, if it needs external data, or if it is too large. */
export function readFigure(text: string): PlotlyFigure | null {
  const parsed = parse(text)
  if (!isObject(parsed) || !Array.isArray(parsed.data)) return null
  const { data, layout, frames } = parsed
  const traces: readonly unknown[] = data
  if (
    traces.length > MOST_TRACES ||
    !traces.every(isObject) ||
    traces.some(({ type }) => OF_MAPS.test(typeof type === 'string' ? type : ''))
  )
    return null
  const count = { left: MOST_NODES }
  const cleanData = clean(traces, count, 0)
  const cleanLayout = clean(isObject(layout) ? layout : {}, count, 0)
  const cleanFrames = Array.isArray(frames) && frames.length <= MOST_FRAMES ? clean(frames, count, 0) : []
  if (!Array.isArray(cleanData) || !isObject(cleanLayout) || !Array.isArray(cleanFrames)) return null
  const isPlain = traces.every(({ type }) => PLAIN.has(typeof type === 'string' ? type : 'scatter'))
  return {
    // Each was an object before.
    data: cleanData as Json[],
    layout: cleanLayout,
    frames: cleanFrames.filter(isObject),
    isPlain,
    isThemed: isPlain && isUnchosen(cleanLayout),
    title: titleOf(cleanLayout),
    height: pixels(cleanLayout.height),
    width: pixels(cleanLayout.width),
  }
}

/** The data of a figure as a value of `gr.Dataframe`: its lists side by side, one trace after the other. */
export function tableOfFigure({ data }: Pick<PlotlyFigure, 'data'>): unknown {
  const traces = data.map((trace, index) => {
    const columns = new Map(COLUMNS.flatMap((name) => (toList(trace[name]) ? [[name, toList(trace[name]) ?? []] as const] : [])))
    return { name: typeof trace.name === 'string' && trace.name !== '' ? trace.name : String(index + 1), columns }
  })
  const names = COLUMNS.filter((name) => traces.some(({ columns }) => columns.has(name)))
  const rows = traces.flatMap(({ name, columns }) => {
    const length = Math.max(0, ...[...columns.values()].map((list) => list.length))
    return Array.from({ length }, (_, row) => [name, ...names.map((column) => columns.get(column)?.[row] ?? null)])
  })
  const isOne = data.length === 1
  return { headers: isOne ? names : ['', ...names], data: isOne ? rows.map((row) => row.slice(1)) : rows, metadata: null }
}

const COLUMNS = ['x', 'y', 'z', 'r', 'theta', 'labels', 'parents', 'values', 'open', 'high', 'low', 'close'] as const

const ARRAYS = {
  i1: Int8Array,
  u1: Uint8Array,
  i2: Int16Array,
  u2: Uint16Array,
  i4: Int32Array,
  u4: Uint32Array,
  f4: Float32Array,
  f8: Float64Array,
} as const

/** A list, also in plotly 6's form of base64 bytes; `null` for anything else. Nested rows become text. */
function toList(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value.map((item: unknown) => (Array.isArray(item) ? item.join(', ') : item))
  if (!isObject(value) || typeof value.bdata !== 'string' || typeof value.dtype !== 'string' || !Object.hasOwn(ARRAYS, value.dtype))
    return null
  // An own key of the table, by the line above.
  const Numbers = ARRAYS[value.dtype as keyof typeof ARRAYS]
  try {
    const bytes = Uint8Array.from(atob(value.bdata), (letter) => letter.charCodeAt(0))
    const list = [...new Numbers(bytes.buffer)]
    const columns = typeof value.shape === 'string' ? Number(value.shape.split(',')[1]) : Number.NaN
    if (!(columns > 0)) return list
    return Array.from({ length: Math.ceil(list.length / columns) }, (_, row) => list.slice(row * columns, (row + 1) * columns).join(', '))
  } catch {
    return null
  }
}

function parse(text: string): unknown {
  if (text.length > LONGEST_TEXT) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A copy without links and forbidden members; lists of plain values stay. `undefined` if it is too much. */
function clean(value: unknown, count: { left: number }, level: number): unknown {
  if (--count.left < 0 || level > MOST_LEVELS) return undefined
  if (typeof value === 'string') return value.includes('<') ? value.replaceAll(LINK, '') : value
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value
    if (list.every((item) => typeof item !== 'object' && !(typeof item === 'string' && item.includes('<')))) return list
    const made = list.map((item) => clean(item, count, level + 1))
    return made.includes(undefined) ? undefined : made
  }
  if (!isObject(value)) return value
  const made: Json = {}
  for (const [name, member] of Object.entries(value)) {
    if (DROPPED.has(name) || name.endsWith('src')) continue
    // Pictures in a layout, and image traces.
    if (name === 'source' && typeof member === 'string' && !DATA_PICTURE.test(member)) continue
    const next = clean(member, count, level + 1)
    if (next === undefined) return undefined
    made[name] = next
  }
  return made
}

/** Whether the colours are plotly's defaults. */
function isUnchosen({ template, ...own }: Json): boolean {
  if (own.paper_bgcolor !== undefined || own.plot_bgcolor !== undefined) return false
  if (/"(?:font|tickfont|titlefont)":\{[^{}]*"color"/.test(JSON.stringify(own))) return false
  const look = isObject(template) && isObject(template.layout) ? template.layout : {}
  const ground = look.plot_bgcolor
  return ground === undefined || (typeof ground === 'string' && ground.toUpperCase() === '#E5ECF6')
}

function titleOf({ title }: Json): string {
  const text = isObject(title) ? title.text : title
  return typeof text === 'string'
    ? text
        .replaceAll(/<[^>]*>/g, ' ')
        .trim()
        .slice(0, 300)
    : ''
}

function pixels(value: unknown): number | null {
  return typeof value === 'number' && value >= 10 ? Math.min(value, MOST_PIXELS) : null
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
