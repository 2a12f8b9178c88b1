/**
 * Makes an app's specifications harmless before Vega sees them. The loader refuses everything that could fetch
 * (`vega-chart.tsx`). This file removes what could block the page or reach out of the plot: endless sequences, controls
 * placed elsewhere, options for the embedder.
 */

type Json = Record<string, unknown>

/** Longest specification, including its data. */
const LONGEST_TEXT = 20_000_000
const MOST_ROWS = 50_000
/** Most members and entries outside of data. */
const MOST_NODES = 20_000
const MOST_LEVELS = 60
/** Members and expressions that create many values from nothing. */
const ENDLESS_MEMBERS: ReadonlySet<string> = new Set(['sequence', 'density', 'graticule', 'sphere'])
const ENDLESS_CALL = /\b(?:sequence|pad|repeat|timeSequence|utcSequence)\s*\(/i
/**
 * A specification's version only causes a warning; `usermeta` addresses the embedder, `href` navigates away, `element`
 * places controls on the page, `events` listens to all of the page.
 */
const DROPPED: ReadonlySet<string> = new Set(['$schema', 'usermeta', 'href', 'element', 'events', '__proto__', 'constructor', 'prototype'])

/** The harmless specification; `null` if the text is not Vega-Lite, or too large. */
export function readSpec(text: string): Json | null {
  if (text.length > LONGEST_TEXT) return null
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(parsed) || !isVegaLite(parsed)) return null
  const count = { left: MOST_NODES }
  const spec = clean(parsed, count, 0)
  return isObject(spec) ? spec : null
}

/** Full Vega can do more than can be checked. */
function isVegaLite(spec: Json): boolean {
  if (typeof spec.$schema === 'string' && !spec.$schema.includes('vega-lite')) return false
  return ['mark', 'layer', 'concat', 'hconcat', 'vconcat', 'facet', 'repeat', 'spec'].some((member) => Object.hasOwn(spec, member))
}

/** A copy without forbidden members; `undefined` if it contains something that is refused. */
function clean(value: unknown, count: { left: number }, level: number): unknown {
  if (--count.left < 0 || level > MOST_LEVELS) return undefined
  if (typeof value === 'string') return ENDLESS_CALL.test(value) ? undefined : value
  if (Array.isArray(value)) {
    const list = value.map((item: unknown) => clean(item, count, level + 1))
    return list.includes(undefined) ? undefined : list
  }
  if (!isObject(value)) return value
  const made: Json = {}
  for (const [name, member] of Object.entries(value)) {
    if (DROPPED.has(name)) continue
    if (ENDLESS_MEMBERS.has(name)) return undefined
    const next = isData(name, member) ? (isSmall(member) ? member : undefined) : clean(member, count, level + 1)
    if (next === undefined) return undefined
    made[name] = next
  }
  return made
}

/** Rows, or several named sets of rows. Anything else under these names can be an expression. */
function isData(name: string, member: unknown): boolean {
  if (name === 'values') return Array.isArray(member)
  return name === 'datasets' && isObject(member) && Object.values(member).every((rows) => Array.isArray(rows))
}

function isSmall(data: unknown): boolean {
  if (Array.isArray(data)) return data.length <= MOST_ROWS
  if (!isObject(data)) return true
  return Object.values(data).reduce<number>((sum, rows) => sum + (Array.isArray(rows) ? rows.length : 1), 0) <= MOST_ROWS
}

/** Whether the plot is one view, whose width can be that of the box. */
export function isSingleView(spec: Json): boolean {
  const isComposed = ['concat', 'hconcat', 'vconcat', 'facet', 'repeat', 'spec'].some((member) => Object.hasOwn(spec, member))
  // Rows and columns of small plots, and a step per bar, have their own width.
  const encoding = isObject(spec.encoding) ? spec.encoding : {}
  return !isComposed && !isObject(spec.width) && !('row' in encoding || 'column' in encoding || 'facet' in encoding)
}

/** The rows in a specification, for a table; of several sets, the first. */
export function rowsOfSpec(spec: Json): readonly Json[] | null {
  const data = isObject(spec.data) ? spec.data : {}
  const named = isObject(spec.datasets)
    ? typeof data.name === 'string'
      ? spec.datasets[data.name]
      : Object.values(spec.datasets)[0]
    : null
  const rows = Array.isArray(data.values) ? data.values : named
  return Array.isArray(rows) && rows.length > 0 && rows.every(isObject) ? rows : null
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
