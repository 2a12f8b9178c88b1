/**
 * Plots in values. Gradio's own (`gr.LinePlot`, `gr.BarPlot`, `gr.ScatterPlot` from 4.37 on) are a table and a mark.
 * `gr.Plot`, and Gradio's own before that, come from a library: `{type, plot}`.
 */

/** A table and how it is drawn: the value of Gradio's own plots. */
export interface NativePlot {
  readonly kind: 'native'
  readonly mark: 'line' | 'bar' | 'point'
  readonly columns: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
  readonly types: Readonly<Record<string, unknown>>
}

/** The specification of an altair chart, as text. */
export interface AltairPlot {
  readonly kind: 'altair'
  readonly text: string
}

/** A picture, as a `data:` URL. */
export interface PlotPicture {
  readonly kind: 'picture'
  readonly url: string
}

/** A plot of a library that is not drawn here. */
export interface OtherPlot {
  readonly kind: 'other'
  /** `plotly`, `bokeh`, … */
  readonly type: string
  readonly text: string
}

/** A plot, by kind. */
export type PlotValue = NativePlot | AltairPlot | PlotPicture | OtherPlot

const PICTURE = /^data:image\/(?:png|jpeg|jpg|webp|gif|svg\+xml)[;,]/i
const MARKS: ReadonlySet<unknown> = new Set(['line', 'bar', 'point'])

/** The plot in a value; `null` if there is none. */
export function readPlot(value: unknown): PlotValue | null {
  if (typeof value !== 'object' || value === null) return null
  // Each member is checked before its use.
  const { type, plot, mark, columns, data, datatypes } = value as Record<string, unknown>
  if (Array.isArray(columns) && Array.isArray(data) && data.every((row) => Array.isArray(row))) {
    return {
      kind: 'native',
      // `gr.NativePlot` itself names no mark that can be drawn: points fit any data.
      mark: MARKS.has(mark) ? (mark as NativePlot['mark']) : 'point',
      columns: columns.map(String),
      rows: data,
      // Checked where it is read.
      types: (typeof datatypes === 'object' && datatypes !== null ? datatypes : {}) as Record<string, unknown>,
    }
  }
  if (typeof plot !== 'string') return null
  if (PICTURE.test(plot)) return { kind: 'picture', url: plot }
  if (type === 'altair') return { kind: 'altair', text: plot }
  return typeof type === 'string' && type !== '' && type !== 'matplotlib' ? { kind: 'other', type, text: plot } : null
}
