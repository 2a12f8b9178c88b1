/** Turns the drafts of a form into the inputs of a call, or into errors. */
import type { EndpointDescription, ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { findInput } from '../inputs/find-input.ts'
import type { FinishTools, InputKind, InputReading, InputRegistry, InputWords } from '../inputs/input-kind.ts'
import type { FormPresets } from './form-presets.ts'
import { draftKey } from './form-store.ts'
import type { FormReading } from './form-store.ts'

/** What a form is read by. */
export interface FormRules {
  readonly inputKinds: InputRegistry | null
  readonly presets: FormPresets
}

/**
 * What is known about a parameter's field before anything is typed. Cached, since it is needed with every key and
 * depends only on the description.
 */
interface Beginning {
  readonly draft: unknown
  reading?: InputReading
}

const beginnings = new WeakMap<InputKind, WeakMap<ParameterDescription, Beginning>>()

function beginningOf(kind: InputKind, parameter: ParameterDescription): Beginning {
  const ofKind = beginnings.get(kind) ?? new WeakMap<ParameterDescription, Beginning>()
  beginnings.set(kind, ofKind)
  const beginning = ofKind.get(parameter) ?? { draft: kind.toDraft ? kind.toDraft(parameter) : parameter.defaultValue }
  ofKind.set(parameter, beginning)
  return beginning
}

/** Reads a field's initial draft. Only whether it is valid is used: its words may be in another language. */
function readBeginning(kind: InputKind, parameter: ParameterDescription, words: InputWords): InputReading {
  const beginning = beginningOf(kind, parameter)
  return (beginning.reading ??= readField(kind, parameter, beginning.draft, words))
}

/**
 * The initial draft of a field. The same object for the same description, so that an untouched field does not render
 * again.
 */
export function initialDraft(kind: InputKind, parameter: ParameterDescription): unknown {
  return beginningOf(kind, parameter).draft
}

/**
 * Whether a parameter has a field: not if the app hides it, and not for components without one. The app's initial value
 * is sent for the others.
 */
export function isDrawn(kind: InputKind | null, parameter: ParameterDescription): boolean {
  const { props } = parameter
  const isOfKind = typeof kind?.isDrawn === 'function' ? kind.isDrawn(parameter) : (kind?.isDrawn ?? true)
  return isOfKind && props.visible !== false && props.visible !== 'hidden'
}

/** Whether the app has fixed a parameter's value. */
export function isReadOnly({ props }: ParameterDescription): boolean {
  return props.interactive === false
}

/** The present draft of a field: the typed one, else the initial one. */
export function draftOf(kind: InputKind, parameter: ParameterDescription, drafts: ReadonlyMap<string, unknown>): unknown {
  const key = draftKey(parameter)
  return drafts.has(key) ? drafts.get(key) : initialDraft(kind, parameter)
}

/** Reads one draft. */
export function readField(kind: InputKind, parameter: ParameterDescription, draft: unknown, words: InputWords): InputReading {
  return kind.read ? kind.read(draft, parameter, words) : { ok: true, value: draft }
}

/** Whether a value is required: there is no default, and the initial draft is invalid. */
export function isRequired(kind: InputKind, parameter: ParameterDescription, words: InputWords): boolean {
  return !parameter.hasDefault && !readBeginning(kind, parameter, words).ok
}

/** Whether the app itself allows an empty value (`def run(mask=None)`); for other parameters that is unknown. */
export function isOptional(kind: InputKind, parameter: ParameterDescription, words: InputWords): boolean {
  if (!(kind.mayBeEmpty?.(parameter) ?? (parameter.hasDefault && parameter.defaultValue === null))) return false
  const reading = readBeginning(kind, parameter, words)
  return reading.ok && (reading.value === null || reading.value === '')
}

/**
 * Reads every field of a form. Initial values are sent even if a field was not touched, since the app would use its
 * own. Fixed values are sent unchanged, independent of any field. A fixed value with an unknown name is kept, so that
 * the client refuses it by name.
 */
export function readForm(
  endpoint: EndpointDescription,
  { inputKinds: own, presets }: FormRules,
  drafts: ReadonlyMap<string, unknown>,
  words: InputWords,
): FormReading {
  const values: Record<string, unknown> = Object.create(null)
  const issues = new Map<string, string>()
  for (const parameter of endpoint.parameters) {
    const { name, hasDefault } = parameter
    if (Object.hasOwn(presets.fixedValues, name)) continue
    const kind = findInput(own, parameter.component)
    const isSettled = !isDrawn(kind, parameter) || isReadOnly(parameter)
    // What was typed before the app hid the field, and what a run has written there, is sent, as on the app's own page.
    const isTouched = kind !== null && drafts.has(draftKey(parameter))
    if (!isTouched && hasDefault && !presets.preset.has(name)) continue
    // A value that cannot be edited cannot be wrong.
    const reading = isSettled
      ? readSettled(kind, parameter, drafts, words)
      : kind
        ? readField(kind, parameter, draftOf(kind, parameter, drafts), words)
        : ({ ok: false, message: words.messages.issues.missing } as const)
    if (reading.ok) values[name] = reading.value
    else issues.set(name, reading.message)
  }
  return { values: { ...values, ...presets.fixedValues }, issues }
}

/** The value of a field that cannot be edited now; if that is invalid, the app's initial value. */
function readSettled(
  kind: InputKind | null,
  parameter: ParameterDescription,
  drafts: ReadonlyMap<string, unknown>,
  words: InputWords,
): InputReading & { readonly ok: true } {
  const key = draftKey(parameter)
  const reading = kind && drafts.has(key) ? readField(kind, parameter, drafts.get(key), words) : null
  return reading?.ok ? reading : { ok: true, value: parameter.defaultValue }
}

/** Makes the final values of a form; `null` if all are ready. */
export function finishForm(
  endpoint: EndpointDescription,
  { inputKinds: registry, presets }: FormRules,
  values: FormReading['values'],
  tools: FinishTools,
): Promise<FormReading> | null {
  const finishing = endpoint.parameters.flatMap((parameter) => {
    if (!Object.hasOwn(values, parameter.name) || Object.hasOwn(presets.fixedValues, parameter.name)) return []
    const reading = findInput(registry, parameter.component)?.finish?.(values[parameter.name], parameter, tools)
    return reading ? [reading.then((made) => [parameter.name, made] as const)] : []
  })
  if (finishing.length === 0) return null
  return Promise.all(finishing).then((made) => {
    const finished: Record<string, unknown> = { ...values }
    const issues = new Map<string, string>()
    for (const [name, reading] of made) {
      if (reading.ok) finished[name] = reading.value
      else issues.set(name, reading.message)
    }
    return { values: finished, issues }
  })
}
