/** The samples of a `gr.Dataset`, read with care: every property comes from the app. */
import { isJsonObject, safeCopy } from '../core/protocol/safe-keys.ts'
import { levelSample } from '../core/protocol/describe-examples.ts'
import type { SampleColumn } from './sample-cells.tsx'

/** Samples and what their columns are. A value is the place of one of them. */
export interface Dataset {
  readonly columns: readonly SampleColumn[]
  readonly rows: readonly (readonly unknown[])[]
  /** What the app calls each sample; empty where it gives no name. */
  readonly labels: readonly string[]
}

/** More than anybody picks from; a server may send any number. */
const MOST_ROWS = 1000

/** Reads the samples among a component's properties. */
export function readDataset(props: Readonly<Record<string, unknown>>): Dataset {
  const { components, component_props: ofColumns, headers, samples, sample_labels: names } = props
  const columns = list(components).map((entry, index): SampleColumn => {
    const name = isJsonObject(entry) ? entry.name : entry
    const header = list(headers)[index]
    return typeof name === 'string'
      ? {
          component: name.toLowerCase(),
          label: typeof header === 'string' ? header : '',
          props: safeCopy(list(ofColumns)[index]),
          schema: {},
        }
      : undefined
  })
  const rows = list(samples)
    .slice(0, MOST_ROWS)
    .map((row) => columns.map((column, index) => levelSample(column?.component ?? '', list(row)[index] ?? null)))
  return { columns, rows, labels: list(names).map((name) => (typeof name === 'string' ? name : '')) }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
