/** The types of an app's endpoints, from its description: what is written into a file. Pure. */
import type { AppDescription, EndpointDescription, ParameterDescription } from '@gradio-stream/client'
import { typeOfInput, typeOfOutput } from './component-types.ts'
import { Declarations } from './declarations.ts'
import { commentLines, tupleLabel, typeName } from './safe-text.ts'
import { ANYTHING } from './value-type.ts'
import type { Declaration, ValueMember, ValueType } from './value-type.ts'

/** One endpoint as types. */
export interface EndpointTypes {
  /** With its leading slash. */
  readonly endpoint: string
  /** The name of its type. */
  readonly name: string
  readonly comment: readonly string[]
  readonly inputs: readonly ValueMember[]
  /** By position: an input is optional if it and all after it have defaults. */
  readonly args: readonly TupleElement[]
  readonly data: readonly TupleElement[]
}

/** One element of a tuple with labels. */
export interface TupleElement {
  readonly label: string
  readonly type: ValueType
  readonly isOptional: boolean
}

/** All types of an app. */
export interface AppTypes {
  readonly comment: readonly string[]
  readonly declarations: readonly Declaration[]
  readonly endpoints: readonly EndpointTypes[]
}

/** How much of an app has a type, for a report. */
export interface TypeCounts {
  readonly endpoints: number
  /** Inputs and outputs. */
  readonly values: number
  /** Those that are `unknown`. */
  readonly unknown: number
}

/** The types of all endpoints of an app. The same description gives the same types. */
export function typesOfApp(app: AppDescription): AppTypes {
  const declarations = new Declarations()
  const endpoints = app.endpoints.map((endpoint) => typesOfEndpoint(endpoint, declarations))
  // "Gradio" is the title of an app without one.
  const title = app.title === null || app.title === 'Gradio' ? [] : commentLines(app.title).slice(0, 1)
  const [version = ''] = commentLines(app.version)
  return {
    comment: [
      `Endpoints of ${title[0] === undefined ? 'a Gradio app' : `"${title[0]}"`}, Gradio ${version}. Written by \`gradio-stream types\`.`,
    ],
    declarations: declarations.inOrder(),
    endpoints,
  }
}

/** Counts the values of an app, and those whose type is not known. */
export function countTypes({ endpoints }: AppTypes): TypeCounts {
  const types = endpoints.flatMap(({ inputs, data }) => [...inputs, ...data].map(({ type }) => type))
  return { endpoints: endpoints.length, values: types.length, unknown: types.filter((type) => type === ANYTHING).length }
}

function typesOfEndpoint(endpoint: EndpointDescription, declarations: Declarations): EndpointTypes {
  const stem = typeName(endpoint.name)
  const name = declarations.nameFor(`${stem}Endpoint`)
  const inputs = endpoint.parameters.map((parameter): ValueMember => ({
    name: parameter.name,
    type: typeOfInput(parameter, declarations, `${stem}${typeName(parameter.name)}`),
    isOptional: parameter.hasDefault,
    comment: commentOf(parameter),
  }))
  return {
    endpoint: endpoint.name,
    name,
    comment: endpoint.description === null ? [] : commentLines(endpoint.description),
    inputs,
    args: inputs.map((input, index) => ({
      label: tupleLabel(input.name, index),
      type: input.type,
      isOptional: inputs.slice(index).every(({ isOptional }) => isOptional),
    })),
    data: endpoint.returns.map((value, index) => ({
      label: tupleLabel(value.label, index),
      type: typeOfOutput(value, declarations, `${stem}${typeName(value.label) || 'Value'}`),
      isOptional: false,
    })),
  }
}

/** What is known of a parameter beside its type: label, help, limits, default. */
function commentOf({
  name,
  label,
  component,
  pythonType,
  props,
  hasDefault,
  defaultValue,
  unnamed,
}: ParameterDescription): readonly string[] {
  const isNamed = unnamed === undefined && typeName(label).toLowerCase() !== typeName(name).toLowerCase()
  const words = isNamed ? commentLines(label).slice(0, 1) : []
  const help = typeof props.info === 'string' ? commentLines(props.info) : []
  const { minimum, maximum } = props
  const range = [typeof minimum === 'number' ? `from ${minimum}` : '', typeof maximum === 'number' ? `to ${maximum}` : '']
  const python = pythonType !== '' && pythonType.length <= 60 ? [`Python: ${pythonType}`] : []
  const facts = [
    component === 'api' ? '' : component,
    range.filter(Boolean).join(' '),
    ...python,
    hasDefault ? `default: ${shown(defaultValue)}` : '',
  ]
  return [...words, ...help, ...commentLines(facts.filter(Boolean).join(', '))]
}

/** A default in a comment: short, else only that there is one. */
function shown(value: unknown): string {
  const text =
    typeof value === 'bigint'
      ? value.toString()
      : JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner))
  return text === undefined || text.length > 60 ? 'its own' : text
}
