/** What a plot is, by its value: Gradio's own, or that of a library, which sends text. */

/** Gradio's own plots: a table and how it is to be drawn. */
export interface NativePlot {
  readonly columns: readonly string[]
  readonly data: readonly (readonly unknown[])[]
  readonly datatypes: Readonly<Record<string, unknown>>
  readonly mark: string
}

export type PlotValue =
  | { readonly kind: 'native'; readonly plot: NativePlot }
  | { readonly kind: 'picture'; readonly url: string }
  | { readonly kind: 'spec'; readonly spec: object }
  | { readonly kind: 'foreign'; readonly type: string; readonly value: unknown }

/** The plot; `null` where the value is none. */
export function readPlot(value: unknown): PlotValue | null {
  if (typeof value !== 'object' || value === null) return null
  // Each field is checked before it is used.
  const { type, plot, columns, data, datatypes, mark } = value as Record<string, unknown>
  if (Array.isArray(columns) && Array.isArray(data) && typeof mark === 'string') {
    const rows = data.filter((row): row is readonly unknown[] => Array.isArray(row))
    const types = typeof datatypes === 'object' && datatypes !== null ? (datatypes as Record<string, unknown>) : {}
    return { kind: 'native', plot: { columns: columns.map(String), data: rows, datatypes: types, mark } }
  }
  if (typeof type !== 'string' || typeof plot !== 'string') return null
  if (/^data:image\/(?:png|jpeg|webp|svg\+xml)[;,]/i.test(plot)) return { kind: 'picture', url: plot }
  if (type !== 'altair') return { kind: 'foreign', type, value: parse(plot) }
  const spec = parse(plot)
  return typeof spec === 'object' && spec !== null ? { kind: 'spec', spec } : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
