/** Turns what was typed into the inputs of a call, or into what is wrong with it. */
import type { EndpointDescription, ParameterDescription } from '../../core/protocol/app-description.ts'
import type { InputKind, InputReading, InputRegistry } from '../inputs/input-kind.ts'
import { resolveInput } from '../inputs/registry.ts'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'

interface Words {
  readonly messages: Messages
  readonly formats: Formats
}

/** What reading a whole form gave. */
export interface FormReading {
  /** Values by parameter name. Untouched fields with a default are left out: the default is the description's to fill in. */
  readonly values: Readonly<Record<string, unknown>>
  readonly issues: ReadonlyMap<string, string>
}

/** The draft a field starts with. */
export function initialDraft(kind: InputKind, parameter: ParameterDescription): unknown {
  return kind.toDraft ? kind.toDraft(parameter) : parameter.defaultValue
}

/** Reads one draft. */
export function readField(kind: InputKind, parameter: ParameterDescription, draft: unknown, words: Words): InputReading {
  return kind.read ? kind.read(draft, parameter, words) : { ok: true, value: draft }
}

/** Whether somebody has to fill this in: it has no default, and what it starts with cannot be sent. */
export function isRequired(kind: InputKind, parameter: ParameterDescription, words: Words): boolean {
  return !parameter.hasDefault && !readField(kind, parameter, initialDraft(kind, parameter), words).ok
}

/** Reads every field of a form. */
export function readForm(
  endpoint: EndpointDescription,
  registry: InputRegistry,
  drafts: ReadonlyMap<string, unknown>,
  words: Words,
): FormReading {
  const values: Record<string, unknown> = Object.create(null)
  const issues = new Map<string, string>()
  for (const parameter of endpoint.parameters) {
    const { name, hasDefault } = parameter
    if (!drafts.has(name) && hasDefault) continue
    const kind = resolveInput(registry, parameter.component)
    const draft = drafts.has(name) ? drafts.get(name) : initialDraft(kind, parameter)
    const reading = readField(kind, parameter, draft, words)
    if (reading.ok) values[name] = reading.value
    else issues.set(name, reading.message)
  }
  return { values: { ...values }, issues }
}
