/**
 * Describes one endpoint of an app, from its dependency in the config and its entry in the info, which may be missing.
 */
import type { ApiEndpoint, ApiParameter, ApiReturn } from './api-info.ts'
import type { EndpointDescription, ParameterDescription, ReturnDescription, WireSlot } from './app-description.ts'
import type { ChatDescription } from './app-description.ts'
import type { GradioComponent, GradioDependency } from './config.ts'
import { createRebase } from '../values/file-urls.ts'
import { componentWord, isGeneratedLabel, wordsFor } from './field-label.ts'
import { findChat, isHidden } from './describe-chat.ts'
import { describeExamples } from './describe-examples.ts'
import { isBox } from './describe-layout.ts'
import type { PageLayouts } from './page-layouts.ts'
import { readableName } from './readable-name.ts'
import { isJsonObject, isSafeKey, safeCopy } from '../json-object.ts'
import { describeInputStream, liveness } from './describe-input-stream.ts'
import { markedText } from './translations.ts'
import { readEvents } from './trigger.ts'
import { TYPED } from '../values/value-schema.ts'

/** Components that info omits and whose config has no `skip_api` (Gradio 3). */
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

/** Components that hold a value and are never visible, or only control the page. */
const NEVER_SHOWN: ReadonlySet<string> = new Set(['browserstate', 'navbar', 'timer'])
/** Member of the config with the schema of a typed function's value. */
const CONFIGURED = '_api_info'
/** Gradio's names for parameters whose real name is unknown or private. */
const NUMBERED = /^param_\d+$/

/** The source of {@link describeEndpoint}. */
export interface EndpointSource {
  /** With its leading slash. */
  readonly name: string
  readonly fnIndex: number
  readonly dependency: GradioDependency
  /** All functions of the app. */
  readonly dependencies: readonly GradioDependency[]
  /** Other functions of the app follow it. */
  readonly isFollowed: boolean
  /** `null` when the app's info is not known. */
  readonly info: ApiEndpoint | null
  readonly components: ReadonlyMap<number, GradioComponent>
  readonly pages: PageLayouts
  readonly apiUrl: string
}

/**
 * Describes one endpoint. If info and config disagree on the number of values, the config is right: the wire follows
 * it.
 */
export function describeEndpoint(source: EndpointSource): EndpointDescription {
  const { name, fnIndex, dependency, info, components, pages, apiUrl } = source
  const inputs = placeValues(dependency.inputs, components)
  const outputs = placeValues(dependency.outputs, components)
  const { boxes, slots: outputSlots } = placeBoxes(outputs.slots, dependency.outputs, components)
  const parameterInfo = info?.parameters.length === inputs.values.length ? info.parameters : []
  const returnInfo = info?.returns.length === outputs.values.length ? info.returns : []
  const taken = new Set<string>()
  const lines = new Set<number>()
  const unnamed = new Map<string, number>()
  const parameters = inputs.values.map((component, index) => {
    const lineId = component && pages.lineAbove(component.id)
    const line = lineId === undefined ? undefined : markedText(safeCopy(components.get(lineId)?.props).value)
    const told = describeParameter(component, parameterInfo[index], index, taken)
    const rebase = createRebase(told.component, apiUrl)
    const parameter = rebase ? { ...told, defaultValue: rebase(told.defaultValue) } : told
    const named = nameParameter(parameter, component, textOrNull(parameterInfo[index]?.parameter_name), line ?? undefined, unnamed)
    if (lineId !== undefined && named.isOfLine) lines.add(lineId)
    const live = liveness(dependency, component)
    return live ? { ...named.parameter, live } : named.parameter
  })
  const drawn = parameters.filter(({ component }) => !NEVER_SHOWN.has(component))
  const fields = new Map(drawn.flatMap(({ componentId, name: field }) => (componentId === undefined ? [] : [[componentId, field]])))
  const layout = pages.layoutOf(dependency, fields, lines)
  const submitLabel = pages.submitLabelOf(dependency)
  const events = readEvents(dependency, components, source.isFollowed)
  const chat = describeChat(source, inputs.ids, outputs.ids)
  const examples = describeExamples(components.values(), inputs.ids, parameters)
  return {
    name,
    fnIndex,
    description: textOrNull(info?.description) ?? textOrNull(dependency.api_description),
    isGenerator: dependency.types?.generator === true,
    isStateful: inputs.isStateful || outputs.isStateful,
    ...(info?.oauth_token === 'required' || info?.oauth_token === 'optional' ? { oauthToken: info.oauth_token } : {}),
    ...(dependency.connection === 'stream' ? { isInputStream: true, inputStream: describeInputStream(dependency) } : {}),
    parameters,
    returns: outputs.values.map((component, index) => ({
      ...describeReturn(component, returnInfo[index]),
      ...withBoxes(component && pages.boxesAround(component.id)),
      ...(isRevealed(component, source) ? { isRevealed: true } : {}),
    })),
    inputSlots: inputs.slots,
    outputSlots,
    ...withBoxes(boxes),
    ...(events.length > 0 ? { events } : {}),
    ...(layout.length > 0 ? { layout } : {}),
    ...(submitLabel === null ? {} : { submitLabel }),
    ...(chat ? { chat } : {}),
    ...(examples.length > 0 ? { examples } : {}),
    url: `${apiUrl}/call${name.split('/').map(encodeURIComponent).join('/')}`,
  }
}

/** Whether a later function, directly or indirectly, writes to a component that is hidden at first. */
function isRevealed(component: GradioComponent | undefined, { fnIndex, dependencies }: EndpointSource): boolean {
  if (!component || !isHidden(component)) return false
  const chain = new Set<unknown>([fnIndex])
  // In the app's order a function stands after the one that it follows.
  return dependencies.some(({ id, trigger_after: before, outputs }, index) => {
    if (before === undefined || before === null || !chain.has(before)) return false
    chain.add(id ?? index)
    return outputs.includes(component.id)
  })
}

/** The chat of this endpoint. `inputIds` and `outputIds` are the components of its values, in order. */
function describeChat(source: EndpointSource, inputIds: readonly number[], outputIds: readonly number[]): ChatDescription | null {
  const { dependency, components, dependencies, apiUrl } = source
  const found = findChat(dependency, components, dependencies)
  if (!found) return null
  const message = inputIds.indexOf(found.messageId)
  const answer = outputIds.indexOf(found.answerId)
  if (message === -1 || answer === -1) return null
  const { chatbot, rewrite } = found
  const write =
    rewrite &&
    describeEndpoint({
      name: `/${typeof rewrite.dependency.api_name === 'string' ? rewrite.dependency.api_name : 'rewrite'}`,
      fnIndex: rewrite.dependency.id ?? rewrite.index,
      dependency: rewrite.dependency,
      dependencies: [],
      isFollowed: false,
      info: null,
      components,
      pages: source.pages,
      apiUrl,
    })
  return { message, answer, chatbot: describeReturn(chatbot, undefined), ...(write ? { rewrite: write } : {}) }
}

function placeValues(ids: readonly number[], components: ReadonlyMap<number, GradioComponent>) {
  const values: (GradioComponent | undefined)[] = []
  /** Ids of the components of the values. */
  const valueIds: number[] = []
  const slots: WireSlot[] = []
  let isStateful = false
  for (const id of ids) {
    const component = components.get(id)
    const type = component?.type.toLowerCase()
    if (type === 'state') isStateful = true
    if (component?.skip_api === true || (type !== undefined && component?.skip_api === undefined && SKIPPED_TYPES.has(type))) {
      slots.push({ kind: 'state', ...wordsOn(component) })
    } else {
      slots.push({ kind: 'value', index: values.length })
      values.push(component)
      valueIds.push(id)
    }
  }
  return { values, ids: valueIds, slots, isStateful }
}

/**
 * Finds the slots that are containers of fields and outputs. The function's changes to them are not values, but are
 * applied.
 */
function placeBoxes(slots: readonly WireSlot[], ids: readonly number[], components: ReadonlyMap<number, GradioComponent>) {
  const boxes: number[] = []
  const placed = slots.map((slot, position): WireSlot => {
    const id = ids[position] ?? -1
    return slot.kind === 'state' && isBox(components.get(id)?.type ?? '') ? { ...slot, box: boxes.push(id) - 1 } : slot
  })
  return { boxes, slots: placed }
}

function withBoxes(boxes: readonly number[] | undefined): { readonly boxes?: readonly number[] } {
  return boxes && boxes.length > 0 ? { boxes } : {}
}

/** A button has a value that cannot be filled in: its label. */
function wordsOn(component: GradioComponent | undefined): { readonly sent?: string } {
  const words = component?.type.toLowerCase() === 'button' ? textOrNull(safeCopy(component.props).value) : null
  return words === null ? {} : { sent: words }
}

function describeParameter(
  component: GradioComponent | undefined,
  info: ApiParameter | undefined,
  index: number,
  taken: Set<string>,
): ParameterDescription {
  const value = describeReturn(component, info)
  const given = textOrNull(info?.parameter_name)
  const isTyped = value.component === TYPED
  // If a typed function's parameter has no name, Gradio's number is used: `1st`.
  const name = uniqueName(
    given ?? (value.label || (isTyped && textOrNull(safeCopy(component?.props).label)) || `param_${index}`),
    index,
    taken,
  )
  const isKept = value.component === 'browserstate'
  const initial = (isKept ? value.props.default_value : value.props.value) ?? null
  const stated = typeof info?.parameter_has_default === 'boolean' && !isKept
  const hasDefault = isKept || (stated ? info.parameter_has_default : initial !== null)
  return {
    ...value,
    name,
    ...(isTyped && given !== null && !NUMBERED.test(given) ? { label: readableName(given) } : {}),
    pythonType: (isJsonObject(info?.python_type) ? textOrNull(info.python_type.type) : textOrNull(info?.python_type)) ?? '',
    hasDefault,
    defaultValue: stated && hasDefault ? (info.parameter_default ?? null) : initial,
    exampleValue: info?.example_input ?? null,
  }
}

/**
 * The label: the author's, else words found for it, else the component's word. `isOfLine`: the line above became the
 * label.
 */
function nameParameter(
  parameter: ParameterDescription,
  component: GradioComponent | undefined,
  argument: string | null,
  line: string | undefined,
  unnamed: Map<string, number>,
): { readonly parameter: ParameterDescription; readonly isOfLine: boolean } {
  if (parameter.label !== '') return { parameter, isOfLine: false }
  const own = wordsFor(component, argument, undefined)
  const label = own ?? wordsFor(undefined, null, line)
  if (label !== null) return { parameter: { ...parameter, label }, isOfLine: own === null }
  const word = componentWord(parameter.component)
  const number = (unnamed.get(word) ?? 0) + 1
  unnamed.set(word, number)
  return { parameter: { ...parameter, label: number > 1 ? `${word} ${number}` : word, unnamed: number }, isOfLine: false }
}

function describeReturn(component: GradioComponent | undefined, info: ApiReturn | undefined): ReturnDescription {
  const props = safeCopy(component?.props)
  const type = (component?.type ?? textOrNull(info?.component) ?? 'unknown').toLowerCase()
  const isTyped = type === TYPED
  const schema = safeCopy(info?.type ?? (isTyped ? props[CONFIGURED] : undefined))
  if (isTyped) {
    // Values of a typed function have numbers instead of labels: `1st`, `2nd`.
    delete props[CONFIGURED]
    delete props.label
  }
  const choices = readChoices(props.choices) ?? readEnum(schema)
  if (choices) props.choices = choices
  else delete props.choices
  const infoLabel = markedText(info?.label)
  const label = textOrNull(markedText(props.label)) ?? (infoLabel !== null && isGeneratedLabel(infoLabel) ? '' : infoLabel) ?? ''
  if (NEVER_SHOWN.has(type)) props.visible = false
  return {
    label: isTyped ? '' : label,
    component: type,
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
    // A list of unknown items.
    const [label, value] = choice as unknown[]
    return isLabel(label) ? [[String(label), choice.length > 1 ? value : label]] : []
  })
}

/** The choices of a schema: its own `enum`, or that of its items. */
function readEnum(schema: Readonly<Record<string, unknown>>): [string, unknown][] | null {
  return readChoices(schema.enum) ?? (isJsonObject(schema.items) ? readChoices(schema.items.enum) : null)
}

function isLabel(value: unknown): value is string | number | bigint | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
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
