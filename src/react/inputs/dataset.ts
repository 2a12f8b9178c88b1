/** Reads the samples of a `gr.Dataset`. Each property is checked, since it comes from the app. */
import { isJsonObject, safeCopy } from '@gradio-stream/client/internal/protocol/json-object'
import { levelSample } from '@gradio-stream/client/internal/protocol/describe/describe-examples'
import type { SampleColumn } from './sample-row.tsx'

/** Samples and the types of their columns. A value is the index of a sample. */
export interface Dataset {
  readonly columns: readonly SampleColumn[]
  readonly rows: readonly (readonly unknown[])[]
  /** The app's names for the samples; empty for one without a name. */
  readonly labels: readonly string[]
}

/** The largest useful number; a server may send any number. */
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
