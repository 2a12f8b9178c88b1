/**
 * Gradio's own plots as Vega-Lite. Pure: takes a value and the component's properties, returns a specification and
 * facts about it.
 */
import { numberProp, textProp } from '../../kit/component-props.ts'
import { isColor } from '../../table/cell-style.ts'
import { groupPoints, isAggregate, readBin } from './group-rows.ts'
import type { Point } from './group-rows.ts'
import type { NativePlot } from './plot-value.ts'

type Props = Readonly<Record<string, unknown>>
type Json = Record<string, unknown>

/** More points take too long to draw and cannot be distinguished. */
const MOST_POINTS = 4000
/** Points on a line are marked up to this number. */
const MARKED_POINTS = 40
const USUAL_HEIGHT = 280
const MOST_UPRIGHT_LETTERS = 48

/** A plot ready to be drawn. */
export interface PlotSpec {
  readonly spec: Readonly<Json>
  readonly height: number
  /** Number of drawn points and of all points. */
  readonly drawn: number
  readonly whole: number
  readonly x: string
  readonly y: string
}

/** Builds the specification; `null` if its columns do not exist. */
export function nativeSpec(plot: NativePlot, props: Props): PlotSpec | null {
  const x = plot.columns.indexOf(textProp(props, 'x') ?? plot.columns[0] ?? '')
  const y = plot.columns.indexOf(textProp(props, 'y') ?? plot.columns[1] ?? '')
  const color = plot.columns.indexOf(textProp(props, 'color') ?? '')
  if (x < 0 || y < 0) return null
  const xName = plot.columns[x] ?? ''
  const yName = plot.columns[y] ?? ''
  const xType = typeOf(plot, x)
  const all: readonly Point[] = plot.rows.map((row) => ({
    x: plainValue(row[x], xType === 'nominal'),
    y: plainValue(row[y], false),
    color: color < 0 ? null : plainValue(row[color], true),
  }))
  const bin = xType === 'nominal' ? null : readBin(props.x_bin, xType === 'temporal')
  const aggregate = isAggregate(props.y_aggregate) ? props.y_aggregate : 'sum'
  const isGrouped = bin !== null || isAggregate(props.y_aggregate) || (plot.mark === 'bar' && xType === 'nominal')
  const points = isGrouped ? groupPoints(all, bin, aggregate) : all
  const step = Math.ceil(points.length / MOST_POINTS)
  const drawn = step > 1 ? points.filter((_, index) => index % step === 0) : points
  const isBinnedBar = bin !== null && plot.mark === 'bar'
  const values = isBinnedBar ? stacked(drawn) : drawn
  const height = Math.min(1200, Math.max(120, numberProp(props, 'height') ?? USUAL_HEIGHT))
  const titles = { x: textProp(props, 'x_title') ?? xName, y: textProp(props, 'y_title') ?? yName }
  const spec: Json = {
    data: { values },
    height,
    // A bar over a bin is a rectangle: normal bars cannot have a width from data.
    mark: isBinnedBar ? { type: 'rect', stroke: 'var(--rgs-surface)', strokeWidth: 1 } : markOf(plot.mark, drawn.length, xType),
    encoding: {
      x: {
        field: 'x',
        type: xType,
        title: titles.x,
        sort: sortOf(props.sort),
        axis: { ...labelsOf(drawn, xType), ...axisOf(props, 'x') },
        scale: scaleOf(props.x_lim, xType, false),
      },
      ...(isBinnedBar ? { x2: { field: 'to' }, y2: { field: 'base' } } : {}),
      y: {
        field: isBinnedBar ? 'top' : 'y',
        type: 'quantitative',
        title: titles.y,
        axis: axisOf(props, 'y'),
        scale: scaleOf(props.y_lim, 'quantitative', plot.mark === 'bar'),
      },
      ...(color < 0 ? {} : colorOf(plot, props, drawn)),
      ...(props.tooltip === 'none' ? {} : { tooltip: tooltipOf(xType, titles, color < 0 ? null : colorTitle(plot, props)) }),
    },
  }
  return { spec, height, drawn: drawn.length, whole: points.length, x: titles.x, y: titles.y }
}

/** Vega takes no BigInt. On an axis it may be rounded; as a name it keeps its digits. */
function plainValue(value: unknown, isName: boolean): unknown {
  return typeof value !== 'bigint' ? value : isName ? String(value) : Number(value)
}

/** Bars of the same bin are stacked. */
function stacked(points: readonly Point[]): readonly Json[] {
  const tops = new Map<unknown, number>()
  return points.map((point) => {
    const base = tops.get(point.x) ?? 0
    const top = base + (typeof point.y === 'number' ? point.y : 0)
    tops.set(point.x, top)
    return { ...point, base, top }
  })
}

function typeOf(plot: NativePlot, column: number): 'quantitative' | 'nominal' | 'temporal' {
  const type = plot.types[plot.columns[column] ?? '']
  return type === 'quantitative' || type === 'temporal' ? type : 'nominal'
}

function markOf(mark: NativePlot['mark'], count: number, xType: string): Json {
  if (mark === 'line') return { type: 'line', strokeWidth: 2, point: count <= MARKED_POINTS ? { size: 36, filled: true } : false }
  if (mark === 'bar')
    return { type: 'bar', orient: 'vertical', cornerRadiusEnd: 2, ...(xType === 'temporal' ? { width: { band: 0.8 } } : {}) }
  return { type: 'point', filled: true, size: 44, opacity: 0.85 }
}

function sortOf(sort: unknown): unknown {
  if (Array.isArray(sort)) return sort.filter((one) => typeof one === 'string')
  if (sort === 'x') return 'ascending'
  if (sort === '-x') return 'descending'
  return sort === 'y' || sort === '-y' ? sort : null
}

/** A few short names stay upright; Vega would rotate them. */
function labelsOf(points: readonly Point[], type: string): Json {
  if (type !== 'nominal') return {}
  const letters = [...new Set(points.map(({ x }) => String(x)))].reduce((sum, name) => sum + name.length + 2, 0)
  return letters <= MOST_UPRIGHT_LETTERS ? { labelAngle: 0, labelOverlap: true } : {}
}

function axisOf(props: Props, name: 'x' | 'y'): Json {
  const format = textProp(props, `${name}_axis_format`)
  const angle = numberProp(props, `${name}_label_angle`)
  return {
    ...(format === undefined ? {} : { format }),
    ...(angle === undefined || angle === 0 ? {} : { labelAngle: angle }),
    // Gradio's default of `true` is also the library's. `"hidden"` keeps their space.
    ...(name === 'x' && props.x_axis_labels_visible === false ? { labels: false, ticks: false } : {}),
    ...(name === 'x' && props.x_axis_labels_visible === 'hidden' ? { labelOpacity: 0 } : {}),
  }
}

function scaleOf(limits: unknown, type: string, startsAtZero: boolean): Json {
  const [least, most]: readonly unknown[] = Array.isArray(limits) && type !== 'nominal' ? limits : []
  const factor = type === 'temporal' ? 1000 : 1
  const bound = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value * factor : undefined)
  const [domainMin, domainMax] = [bound(least), bound(most)]
  return {
    ...(type === 'quantitative' ? { zero: startsAtZero } : {}),
    ...(domainMin === undefined ? {} : { domainMin }),
    ...(domainMax === undefined ? {} : { domainMax }),
  }
}

function colorTitle(plot: NativePlot, props: Props): string {
  return textProp(props, 'color_title') ?? textProp(props, 'color') ?? ''
}

/** Colour is never the only sign: lines also differ by dashes, points by shape. */
function colorOf(plot: NativePlot, props: Props, points: readonly Point[]): Json {
  const title = colorTitle(plot, props)
  const names = [...new Set(points.map(({ color }) => color))]
  const map = typeof props.color_map === 'object' && props.color_map !== null ? props.color_map : {}
  // A map with any names and values.
  const asked = names.map((name) => (Object.hasOwn(map, String(name)) ? (map as Json)[String(name)] : undefined))
  const isMapped = names.length > 0 && asked.every((color) => isColor(color))
  const inLegend: readonly unknown[] | null = Array.isArray(props.colors_in_legend) ? props.colors_in_legend : null
  const legend = { title, ...(inLegend ? { values: inLegend } : {}) }
  const channel = { field: 'color', type: 'nominal', title, legend }
  const color = { ...channel, ...(isMapped ? { scale: { domain: names, range: asked } } : {}) }
  if (plot.mark === 'line') return { color, strokeDash: channel }
  return plot.mark === 'point' ? { color, shape: channel } : { color }
}

function tooltipOf(xType: string, titles: { x: string; y: string }, color: string | null): Json[] {
  return [
    { field: 'x', type: xType, title: titles.x },
    { field: 'y', type: 'quantitative', title: titles.y },
    ...(color === null ? [] : [{ field: 'color', type: 'nominal', title: color }]),
  ]
}
