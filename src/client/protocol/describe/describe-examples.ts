/**
 * The examples of an app (`gr.Examples`): a `dataset` component beside the inputs that it fills. The same on 3.50 to
 * 6.31, except for the form of files. A set belongs to every endpoint that takes everything it fills.
 */
import type { ExampleSet, ParameterDescription } from './app-description.ts'
import type { GradioComponent } from './config.ts'
import { isJsonObject } from '../json-object.ts'

/** The largest useful number; a server may send any number. */
const MOST_ROWS = 1000
const FILE_COMPONENTS: ReadonlySet<string> = new Set([
  'file',
  'image',
  'audio',
  'video',
  'model3d',
  'uploadbutton',
  'imageeditor',
  'imagemask',
  'sketchpad',
  'paint',
])

/**
 * The sets of examples that fill these parameters, in the order of the page. `ids` are their components, by position.
 */
export function describeExamples(
  components: Iterable<GradioComponent>,
  ids: readonly number[],
  parameters: readonly ParameterDescription[],
): ExampleSet[] {
  const sets: ExampleSet[] = []
  for (const { type, props } of components) {
    if (type.toLowerCase() !== 'dataset' || !isJsonObject(props) || props.visible === false) continue
    const filled = Array.isArray(props.component_ids) ? props.component_ids.map((id: unknown) => parameters[ids.indexOf(Number(id))]) : []
    if (filled.length === 0 || !filled.every((parameter) => parameter !== undefined)) continue
    const rows = Array.isArray(props.samples) ? props.samples.slice(0, MOST_ROWS).filter((row): row is unknown[] => Array.isArray(row)) : []
    if (rows.length === 0) continue
    sets.push({
      label: typeof props.label === 'string' && props.label !== '' ? props.label : null,
      parameters: filled.map(({ name }) => name),
      rows: rows.map((row) => filled.map(({ component }, index) => levelSample(component, row[index] ?? null))),
      labels: Array.isArray(props.sample_labels) ? props.sample_labels.map((text) => (typeof text === 'string' ? text : '')) : [],
    })
  }
  return sets
}

/** A value of a sample. Gradio 3 gives a file as its path alone. */
export function levelSample(component: string, sample: unknown): unknown {
  if (typeof sample !== 'string' || sample === '' || sample.startsWith('data:') || !FILE_COMPONENTS.has(component)) return sample
  return { path: sample, orig_name: sample.split(/[\\/]/).pop() ?? null, meta: { _type: 'gradio.FileData' } }
}
