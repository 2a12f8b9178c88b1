/**
 * Groups the rows of a plot by x and colour and reduces each group to one value, as Gradio's page does for `x_bin` and
 * `y_aggregate`.
 */

/** One point of a plot. `to` is the end of a bin. */
export interface Point {
  readonly x: unknown
  readonly to?: number
  readonly y: unknown
  readonly color: unknown
}

/** How several values become one. */
export type Aggregate = 'sum' | 'mean' | 'median' | 'min' | 'max' | 'count'

const AGGREGATES: Readonly<Record<Aggregate, (values: readonly number[]) => number>> = {
  sum,
  mean: (values) => sum(values) / values.length,
  median(values) {
    const sorted = values.toSorted((one, other) => one - other)
    const middle = Math.floor(sorted.length / 2)
    const upper = sorted[middle] ?? Number.NaN
    return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
  },
  min: (values) => values.reduce((least, value) => Math.min(least, value), Infinity),
  max: (values) => values.reduce((most, value) => Math.max(most, value), -Infinity),
  count: (values) => values.length,
}

/** Whether a property is the name of an aggregate. */
export function isAggregate(name: unknown): name is Aggregate {
  return typeof name === 'string' && Object.hasOwn(AGGREGATES, name)
}

/** Groups points. `bin` is the width of a bin of x; `null` groups equal values. */
export function groupPoints(points: readonly Point[], bin: number | null, aggregate: Aggregate): readonly Point[] {
  const groups = new Map<string, { x: unknown; color: unknown; values: number[] }>()
  for (const { x, y, color } of points) {
    const place = bin === null ? x : typeof x === 'number' && Number.isFinite(x) ? Math.floor(x / bin) * bin : null
    if (place === null) continue
    const key = JSON.stringify([place, color])
    const group = groups.get(key) ?? { x: place, color, values: [] }
    groups.set(key, group)
    if (aggregate === 'count' || (typeof y === 'number' && Number.isFinite(y))) group.values.push(Number(y))
  }
  return [...groups.values()].map(({ x, color, values }) => ({
    x,
    color,
    y: values.length === 0 ? null : AGGREGATES[aggregate](values),
    ...(bin === null ? {} : { to: Number(x) + bin }),
  }))
}

function sum(values: readonly number[]): number {
  return values.reduce((whole, value) => whole + value, 0)
}

const UNITS_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `x_bin`: a number, or a duration such as `"15m"` if x is a time. `null` without one. */
export function readBin(bin: unknown, isTime: boolean): number | null {
  if (typeof bin === 'number') return Number.isFinite(bin) && bin > 0 ? bin : null
  const [, count, unit = ''] = typeof bin === 'string' && isTime ? (/^(\d{1,6}(?:\.\d{1,3})?)([smhd])$/.exec(bin.trim()) ?? []) : []
  const width = Number(count) * (UNITS_MS[unit] ?? Number.NaN)
  return width > 0 ? width : null
}
