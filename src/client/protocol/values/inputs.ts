/** Turns what a caller gives into what the wire needs: names to positions, defaults filled in, `gr.State` as `null`. */
import { GradioStreamError } from '../../errors.ts'
import type { InputFault, InputIssue } from '../../errors.ts'
import type { EndpointDescription, ParameterDescription } from '../describe/app-description.ts'
import { describeWanted, findFault } from './check-value.ts'
import { TYPED } from './value-schema.ts'

/** Values by position, or by parameter name. */
export type Inputs = readonly unknown[] | Readonly<Record<string, unknown>>

/**
 * One value per parameter, in order. An omitted or `undefined` value takes the parameter's default; `null` is a value.
 * `infoFailure` is the app's, for the error's words. Throws `input-invalid` with one issue per unknown name, missing
 * value or extra value; for a typed function (`gr.api`, `gr.Server`) also per value that its type hint does not allow.
 */
export function toParameterValues(endpoint: EndpointDescription, inputs: Inputs = [], infoFailure?: string): unknown[] {
  const issues: InputIssue[] = []
  const given = isList(inputs) ? byPosition(endpoint, inputs, issues) : byName(endpoint, inputs, issues)
  const values = endpoint.parameters.map((parameter, index) => {
    const value = given[index]
    if (value !== undefined) {
      const wrong = numberFault(parameter, value) ?? faultOf(parameter, value)
      if (wrong !== null) issues.push({ parameter: parameter.name, ...wrong })
      return value
    }
    if (!parameter.hasDefault) {
      issues.push({ parameter: parameter.name, code: 'value-missing', params: {}, message: `is required: ${needOf(parameter)}` })
    }
    return parameter.defaultValue
  })
  if (issues.length > 0) throw inputInvalid(endpoint, issues, infoFailure)
  return values
}

/** The schemas of Gradio's components are not checked: components take more or less than their schemas say. */
function faultOf({ component, schema, hasDefault, defaultValue }: ParameterDescription, value: unknown): InputFault | null {
  if (component !== TYPED || (value === null && hasDefault && defaultValue === null)) return null
  return findFault(schema, value)
}

function needOf({ component, schema }: ParameterDescription): string {
  return component === TYPED ? `it takes ${describeWanted(schema)} and has no default` : 'it has no default'
}

// `Array.isArray` alone does not narrow a readonly list.
function isList(inputs: Inputs): inputs is readonly unknown[] {
  return Array.isArray(inputs)
}

function byPosition(endpoint: EndpointDescription, inputs: readonly unknown[], issues: InputIssue[]): readonly unknown[] {
  const extra = inputs.length - endpoint.parameters.length
  if (extra > 0) {
    const [given, taken] = [inputs.length, endpoint.parameters.length]
    const message = `${given} values were given, it takes ${taken}`
    issues.push({ parameter: null, code: 'value-extra', params: { given, taken }, message })
  }
  return inputs
}

function byName(endpoint: EndpointDescription, inputs: Readonly<Record<string, unknown>>, issues: InputIssue[]): readonly unknown[] {
  const names = new Set(endpoint.parameters.map((parameter) => parameter.name))
  for (const name of Object.keys(inputs)) {
    if (!names.has(name)) issues.push({ parameter: name, code: 'name-unknown', params: {}, message: 'is no parameter of this endpoint' })
  }
  return endpoint.parameters.map(({ name }) => (Object.hasOwn(inputs, name) ? inputs[name] : undefined))
}

/** JavaScript has already rounded such a number: a seed of 64 bits would be another seed. */
function numberFault({ component, schema, props }: ParameterDescription, value: unknown): InputFault | null {
  const isWhole = schema.type === 'integer' || props.precision === 0 || (component === 'slider' && Number.isInteger(props.step))
  if (!isWhole || typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) return null
  const message = `takes a whole number, and ${value} is beyond 2^53, where a number loses digits: pass a BigInt`
  return { code: 'number-inexact', params: { value: String(value) }, message }
}

function inputInvalid(
  endpoint: EndpointDescription,
  issues: readonly InputIssue[],
  infoFailure: string | undefined,
): GradioStreamError<'input-invalid'> {
  const words = issues.map(({ parameter, message }) => (parameter === null ? message : `"${parameter}" ${message}`)).join('; ')
  const names = endpoint.parameters.map((parameter) => parameter.name).join(', ')
  return new GradioStreamError('input-invalid', {
    message: `The inputs for ${endpoint.name} cannot be used: ${words}.`,
    hint:
      infoFailure === undefined
        ? names === ''
          ? 'Call it without inputs.'
          : `Its parameters are, in order: ${names}.`
        : `What the app calls its parameters is not known, because its info could not be read. ${infoFailure} Give the values by position, or discover the app again.`,
    details: { endpoint: endpoint.name, issues },
  })
}
