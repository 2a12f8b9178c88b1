/** From what a caller gives to what the wire wants: names to positions, defaults filled in, `gr.State` as `null`. */
import { GradioStreamError } from '../errors.ts'
import type { InputIssue } from '../errors.ts'
import type { EndpointDescription } from './app-description.ts'

/** Values by position, or by parameter name. */
export type Inputs = readonly unknown[] | Readonly<Record<string, unknown>>

/**
 * One value per parameter, in order. A value left out or `undefined` takes the parameter's default; `null` is a value.
 * Throws `input-invalid` with one issue per name that is unknown, value that is missing, or value too many.
 */
export function toParameterValues(endpoint: EndpointDescription, inputs: Inputs = []): unknown[] {
  const issues: InputIssue[] = []
  const given = isList(inputs) ? byPosition(endpoint, inputs, issues) : byName(endpoint, inputs, issues)
  const values = endpoint.parameters.map((parameter, index) => {
    if (given[index] !== undefined) return given[index]
    if (!parameter.hasDefault) issues.push({ parameter: parameter.name, message: 'is required: it has no default' })
    return parameter.defaultValue
  })
  if (issues.length > 0) throw inputInvalid(endpoint, issues)
  return values
}

// `Array.isArray` alone does not narrow a readonly list.
function isList(inputs: Inputs): inputs is readonly unknown[] {
  return Array.isArray(inputs)
}

function byPosition(endpoint: EndpointDescription, inputs: readonly unknown[], issues: InputIssue[]): readonly unknown[] {
  const extra = inputs.length - endpoint.parameters.length
  if (extra > 0) {
    issues.push({ parameter: null, message: `${inputs.length} values were given, it takes ${endpoint.parameters.length}` })
  }
  return inputs
}

function byName(endpoint: EndpointDescription, inputs: Readonly<Record<string, unknown>>, issues: InputIssue[]): readonly unknown[] {
  const names = new Set(endpoint.parameters.map((parameter) => parameter.name))
  for (const name of Object.keys(inputs)) {
    if (!names.has(name)) issues.push({ parameter: name, message: 'is no parameter of this endpoint' })
  }
  return endpoint.parameters.map(({ name }) => (Object.hasOwn(inputs, name) ? inputs[name] : undefined))
}

function inputInvalid(endpoint: EndpointDescription, issues: readonly InputIssue[]): GradioStreamError<'input-invalid'> {
  const words = issues.map(({ parameter, message }) => (parameter === null ? message : `"${parameter}" ${message}`)).join('; ')
  const names = endpoint.parameters.map((parameter) => parameter.name).join(', ')
  return new GradioStreamError('input-invalid', {
    message: `The inputs for ${endpoint.name} cannot be used: ${words}.`,
    hint: names === '' ? 'Call it without inputs.' : `Its parameters are, in order: ${names}.`,
    details: { endpoint: endpoint.name, issues },
  })
}
