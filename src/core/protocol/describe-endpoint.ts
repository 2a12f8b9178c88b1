/** One endpoint of an app, from its dependency in the config and its entry in the info, which may be missing. */
import type { ApiEndpoint, ApiParameter, ApiReturn } from './api-info.ts'
import type { EndpointDescription, ParameterDescription, ReturnDescription, WireSlot } from './app-description.ts'
import type { GradioComponent, GradioDependency } from './config.ts'
import { describeExamples } from './describe-examples.ts'
import { isJsonObject, isSafeKey, safeCopy } from './safe-keys.ts'
import { readEvents } from './trigger.ts'

/** Components info leaves out where the config has no `skip_api` (Gradio 3). */
const SKIPPED_TYPES: ReadonlySet<string> = new Set([
  'state',
  'row',
  'column',
  'tabs',
  'tabitem',
  'box',
  'form',
  'accordion',
  'group',
  'dataset',
])

/** What {@link describeEndpoint} is made from. */
export interface EndpointSource {
  /** With its leading slash. */
  readonly name: string
  readonly fnIndex: number
  readonly dependency: GradioDependency
  /** Other functions of the app go on where it ends. */
  readonly isFollowed: boolean
  /** `null` when the app's info is not known. */
  readonly info: ApiEndpoint | null
  readonly components: ReadonlyMap<number, GradioComponent>
  readonly apiUrl: string
}

/** Describes one endpoint. Where info and config disagree on how many values there are, the config is right: it is what the wire follows. */
export function describeEndpoint(source: EndpointSource): EndpointDescription {
  const { name, fnIndex, dependency, info, components, apiUrl } = source
  const inputs = placeValues(dependency.inputs, components)
  const outputs = placeValues(dependency.outputs, components)
  const parameterInfo = info?.parameters.length === inputs.values.length ? info.parameters : []
  const returnInfo = info?.returns.length === outputs.values.length ? info.returns : []
  const taken = new Set<string>()
  const parameters = inputs.values.map((component, index) => describeParameter(component, parameterInfo[index], index, taken))
  const events = readEvents(dependency, components, source.isFollowed)
  const examples = describeExamples(components.values(), inputs.ids, parameters)
  return {
    name,
    fnIndex,
    description: textOrNull(info?.description) ?? textOrNull(dependency.api_description),
    isGenerator: dependency.types?.generator === true,
    isStateful: inputs.isStateful || outputs.isStateful,
    ...(dependency.connection === 'stream' ? { isInputStream: true } : {}),
    parameters,
    returns: outputs.values.map((component, index) => describeReturn(component, returnInfo[index])),
    inputSlots: inputs.slots,
    outputSlots: outputs.slots,
    ...(events.length > 0 ? { events } : {}),
    ...(examples.length > 0 ? { examples } : {}),
    url: `${apiUrl}/call${name.split('/').map(encodeURIComponent).join('/')}`,
  }
}

function placeValues(ids: readonly number[], components: ReadonlyMap<number, GradioComponent>) {
  const values: (GradioComponent | undefined)[] = []
  /** Of the components among `values`. */
  const valueIds: number[] = []
  const slots: WireSlot[] = []
  let isStateful = false
  for (const id of ids) {
    const component = components.get(id)
    const type = component?.type.toLowerCase()
    if (type === 'state') isStateful = true
    if (component?.skip_api === true || (type !== undefined && component?.skip_api === undefined && SKIPPED_TYPES.has(type))) {
      slots.push({ kind: 'state' })
    } else {
      slots.push({ kind: 'value', index: values.length })
      values.push(component)
      valueIds.push(id)
    }
  }
  return { values, ids: valueIds, slots, isStateful }
}

function describeParameter(
  component: GradioComponent | undefined,
  info: ApiParameter | undefined,
  index: number,
  taken: Set<string>,
): ParameterDescription {
  const value = describeReturn(component, info)
  const name = uniqueName(textOrNull(info?.parameter_name) ?? (value.label || `param_${index}`), index, taken)
  const initial = value.props.value ?? null
  const stated = typeof info?.parameter_has_default === 'boolean'
  const hasDefault = stated ? info.parameter_has_default : initial !== null
  return {
    ...value,
    name,
    label: value.label || name,
    pythonType: (isJsonObject(info?.python_type) ? textOrNull(info.python_type.type) : textOrNull(info?.python_type)) ?? '',
    hasDefault,
    defaultValue: stated && hasDefault ? (info.parameter_default ?? null) : initial,
    exampleValue: info?.example_input ?? null,
  }
}

function describeReturn(component: GradioComponent | undefined, info: ApiReturn | undefined): ReturnDescription {
  const props = safeCopy(component?.props)
  const schema = safeCopy(info?.type)
  const choices = readChoices(props.choices) ?? readEnum(schema)
  if (choices) props.choices = choices
  else delete props.choices
  return {
    label: textOrNull(info?.label) ?? textOrNull(props.label) ?? '',
    component: (component?.type ?? textOrNull(info?.component) ?? 'unknown').toLowerCase(),
    schema,
    props,
    ...(component ? { componentId: component.id } : {}),
  }
}

/** Choices as `[label, value]` pairs, from pairs or from plain values. */
function readChoices(choices: unknown): [string, unknown][] | null {
  if (!Array.isArray(choices)) return null
  return choices.flatMap((choice: unknown): [string, unknown][] => {
    if (!Array.isArray(choice)) return isLabel(choice) ? [[String(choice), choice]] : []
    // A list of anything, so far.
    const [label, value] = choice as unknown[]
    return isLabel(label) ? [[String(label), choice.length > 1 ? value : label]] : []
  })
}

/** The choices of a schema: its own `enum`, or that of its items. */
function readEnum(schema: Readonly<Record<string, unknown>>): [string, unknown][] | null {
  return readChoices(schema.enum) ?? (isJsonObject(schema.items) ? readChoices(schema.items.enum) : null)
}

function isLabel(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function uniqueName(wanted: string, index: number, taken: Set<string>): string {
  const base = isSafeKey(wanted) ? wanted : `param_${index}`
  let name = base
  for (let count = 1; taken.has(name); count++) name = `${base}_${count}`
  taken.add(name)
  return name
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
