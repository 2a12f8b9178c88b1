/** What Gradio 6 says in `info` about each component: JSON schema, Python type, example (captures of 6.31.0). */
import type { ScenarioParameter } from './scenario.ts'

/** The info of one value. */
export interface ComponentSchema {
  readonly type: Readonly<Record<string, unknown>>
  readonly pythonType: string
  readonly example: unknown
}

const STRING: ComponentSchema = { type: { type: 'string' }, pythonType: 'str', example: 'Hello!!' }
const ANY_JSON: ComponentSchema = {
  // Gradio writes an object as the inner type here, not a word.
  type: { type: {}, description: 'any valid json' },
  pythonType: 'str | float | bool | list | dict',
  example: { foo: 'bar' },
}
const FILE: ComponentSchema = {
  type: {
    title: 'FileData',
    type: 'object',
    properties: {
      path: { title: 'Path', type: 'string' },
      url: nullable('string', 'Url'),
      size: nullable('integer', 'Size'),
      orig_name: nullable('string', 'Orig Name'),
      mime_type: nullable('string', 'Mime Type'),
      is_stream: { default: false, title: 'Is Stream', type: 'boolean' },
      meta: {
        properties: { _type: { const: 'gradio.FileData', title: 'Type', type: 'string' } },
        required: ['_type'],
        title: 'FileDataMeta',
        type: 'object',
      },
    },
    required: ['path'],
  },
  pythonType: 'filepath',
  example: { path: 'sample_file.pdf', meta: { _type: 'gradio.FileData' }, orig_name: 'sample_file.pdf', url: null },
}

/** Choices in the form of the config: pairs of shown name and value. */
export function choicePairs(parameter: Pick<ScenarioParameter, 'props'>): readonly (readonly [string, unknown])[] {
  const choices: unknown = parameter.props?.choices
  if (!Array.isArray(choices)) return []
  return choices.map((choice: unknown) =>
    Array.isArray(choice) ? ([String(choice[0]), choice[1]] as const) : ([String(choice), choice] as const),
  )
}

/** The info of a component that has no schema of its own. */
export function componentSchema(parameter: ScenarioParameter): ComponentSchema {
  const { component, props = {} } = parameter
  const values = choicePairs(parameter).map(([, value]) => value)
  const literal = `Literal[${values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(', ')}]`
  switch (component) {
    case 'number': {
      const isWhole = props.precision === 0
      return { type: { type: isWhole ? 'integer' : 'number' }, pythonType: isWhole ? 'int' : 'float', example: 3 }
    }
    case 'slider': {
      const { minimum = 0, maximum = 100 } = props
      return {
        type: { type: 'number', description: `numeric value between ${String(minimum)} and ${String(maximum)}` },
        pythonType: 'float',
        example: minimum,
      }
    }
    case 'checkbox':
      return { type: { type: 'boolean' }, pythonType: 'bool', example: true }
    case 'checkboxgroup':
      return {
        type: { items: { enum: values, type: 'string' }, title: 'Checkbox Group', type: 'array' },
        pythonType: `list[${literal}]`,
        example: values.slice(0, 1),
      }
    case 'radio':
      return { type: { enum: values, title: 'Radio', type: 'string' }, pythonType: literal, example: values[0] ?? null }
    case 'dropdown':
      return props.multiselect === true
        ? { type: { type: 'array', items: { type: 'string', enum: values } }, pythonType: `list[${literal}]`, example: values.slice(0, 1) }
        : { type: { type: 'string', enum: values }, pythonType: literal, example: values[0] ?? null }
    case 'json':
      return ANY_JSON
    case 'fileexplorer':
      return {
        type: { items: { items: { type: 'string' }, type: 'array' }, title: 'FileExplorerData', type: 'array' },
        pythonType: 'list[list[str]]',
        example: [['gradio', 'app.py']],
      }
    case 'file':
    case 'image':
    case 'audio':
    case 'video':
      return FILE
    default:
      return STRING
  }
}

/** The component's class name as `info` writes it: `Textbox`, `Checkboxgroup`. */
export function componentTitle(component: string): string {
  return component.slice(0, 1).toUpperCase() + component.slice(1)
}

function nullable(type: string, title: string): Record<string, unknown> {
  return { anyOf: [{ type }, { type: 'null' }], default: null, title }
}
