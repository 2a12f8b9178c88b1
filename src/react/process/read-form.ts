/** Turns what was typed into the inputs of a call, or into what is wrong with it. */
import type { EndpointDescription, ParameterDescription } from '../../core/protocol/app-description.ts'
import { findInput } from '../inputs/find-input.ts'
import type { FinishTools, InputKind, InputReading, InputRegistry, InputWords } from '../inputs/input-kind.ts'
import { draftKey } from './form-store.ts'

/** What reading a whole form gave. */
export interface FormReading {
  /** Values by parameter name. Untouched fields with a default are left out: the default is the description's to fill in. */
  readonly values: Readonly<Record<string, unknown>>
  readonly issues: ReadonlyMap<string, string>
}

/** What is known of a parameter's field before anything is typed. Asked for with every key, and as long as the description stays the same. */
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

/** How what a field starts with is read. Only whether it can be sent is of use: its words may be of another language. */
function readBeginning(kind: InputKind, parameter: ParameterDescription, words: InputWords): InputReading {
  const beginning = beginningOf(kind, parameter)
  return (beginning.reading ??= readField(kind, parameter, beginning.draft, words))
}

/** The draft a field starts with: the same for the same description, so that a field that was not touched is not drawn anew. */
export function initialDraft(kind: InputKind, parameter: ParameterDescription): unknown {
  return beginningOf(kind, parameter).draft
}

/** Whether a parameter has a field: not what the app hides, and not what nobody fills in. What has none is sent as the app starts it. */
export function isDrawn(kind: InputKind | null, { props }: ParameterDescription): boolean {
  return (kind?.isDrawn ?? true) && props.visible !== false && props.visible !== 'hidden'
}

/** Whether the app has set a parameter for good. */
export function isReadOnly({ props }: ParameterDescription): boolean {
  return props.interactive === false
}

/** The draft a field has: what was typed, else what it starts with. */
export function draftOf(kind: InputKind, parameter: ParameterDescription, drafts: ReadonlyMap<string, unknown>): unknown {
  const key = draftKey(parameter)
  return drafts.has(key) ? drafts.get(key) : initialDraft(kind, parameter)
}

/** Reads one draft. */
export function readField(kind: InputKind, parameter: ParameterDescription, draft: unknown, words: InputWords): InputReading {
  return kind.read ? kind.read(draft, parameter, words) : { ok: true, value: draft }
}

/** Whether somebody has to fill this in: it has no default, and what it starts with cannot be sent. */
export function isRequired(kind: InputKind, parameter: ParameterDescription, words: InputWords): boolean {
  return !parameter.hasDefault && !readBeginning(kind, parameter, words).ok
}

/** Whether the app itself has said that this may be left empty (`def run(mask=None)`): of others that is not known. */
export function isOptional(kind: InputKind, parameter: ParameterDescription, words: InputWords): boolean {
  if (!parameter.hasDefault || parameter.defaultValue !== null) return false
  const reading = readBeginning(kind, parameter, words)
  return reading.ok && (reading.value === null || reading.value === '')
}

/** Reads every field of a form. */
export function readForm(
  endpoint: EndpointDescription,
  own: InputRegistry | null,
  drafts: ReadonlyMap<string, unknown>,
  words: InputWords,
): FormReading {
  const values: Record<string, unknown> = Object.create(null)
  const issues = new Map<string, string>()
  for (const parameter of endpoint.parameters) {
    const { name, hasDefault, defaultValue } = parameter
    const kind = findInput(own, parameter.component)
    const isSettled = !isDrawn(kind, parameter) || isReadOnly(parameter)
    const isTouched = !isSettled && kind !== null && drafts.has(draftKey(parameter))
    if (!isTouched && hasDefault) continue
    // What nobody can change cannot be wrong either.
    const reading = isSettled
      ? ({ ok: true, value: defaultValue } as const)
      : kind
        ? readField(kind, parameter, draftOf(kind, parameter, drafts), words)
        : ({ ok: false, message: words.messages.issues.missing } as const)
    if (reading.ok) values[name] = reading.value
    else issues.set(name, reading.message)
  }
  return { values: { ...values }, issues }
}

/** Finishes the values of a form; `null` where all are ready. */
export function finishForm(
  endpoint: EndpointDescription,
  registry: InputRegistry | null,
  values: FormReading['values'],
  tools: FinishTools,
): Promise<FormReading> | null {
  const finishing = endpoint.parameters.flatMap((parameter) => {
    if (!Object.hasOwn(values, parameter.name)) return []
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
