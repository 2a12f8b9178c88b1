/**
 * A page's settings of a form: initial values, fixed values that are sent without a field, hidden fields, and their
 * order.
 */
import { useMemo, useState } from 'react'
import type { EndpointDescription, ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { LayoutNode } from '@gradio-stream/client/internal/protocol/describe/layout'

/** Values by parameter name. */
export type FieldValues = Readonly<Record<string, unknown>>

/** Settings of the form. Objects and lists are compared entry by entry, so they may be written in place. */
export interface FormOptions {
  /**
   * The initial values of fields, by parameter name, instead of the app's defaults. They are sent even if the field is
   * not touched, and "Reset" returns to them. A function gets the endpoint, once per description: see `valuesFromLink`.
   * Unknown names are ignored.
   * @defaultValue the app's defaults
   */
  initialValues?: FieldValues | ((endpoint: EndpointDescription) => FieldValues) | undefined
  /**
   * Values that are sent with every run of the form and have no field, by parameter name. They are in the page's code
   * and in its requests, so they must not be secrets. An unknown name fails with `input-invalid`.
   * @defaultValue none
   */
  fixedValues?: FieldValues | undefined
  /**
   * Names of parameters without a field. Their initial value is sent, else the app's default. @defaultValue what the
   * app hides
   */
  hiddenFields?: readonly string[] | undefined
  /**
   * Names of the fields that come first, in this order. The others follow in the order of the call. The form is then
   * one list, without the rows and tabs of the app's author. @defaultValue the author's order
   */
  fieldOrder?: readonly string[] | undefined
}

/** How the form is read and drawn. */
export interface FormPresets {
  readonly fixedValues: FieldValues
  readonly hiddenFields: readonly string[]
  readonly fieldOrder: readonly string[]
  /** Names with an initial value. */
  readonly preset: ReadonlySet<string>
}

const NO_VALUES: FieldValues = {}
const NO_NAMES: readonly string[] = []

/**
 * The options of a form as one object, and the endpoint with the options applied. Both stay the same while their
 * entries do.
 */
export function useFormPresets(
  options: FormOptions,
  endpoint: EndpointDescription | null,
): readonly [FormPresets, EndpointDescription | null] {
  const fixedValues = useSameEntries(options.fixedValues ?? NO_VALUES)
  const hiddenFields = useSameEntries(options.hiddenFields ?? NO_NAMES)
  const fieldOrder = useSameEntries(options.fieldOrder ?? NO_NAMES)
  const shown = useMemo(() => endpoint && withoutHidden(endpoint, { fixedValues, hiddenFields }), [endpoint, fixedValues, hiddenFields])
  const { initialValues: given = NO_VALUES } = options
  const initialValues = useSameEntries(
    useMemo(() => (typeof given === 'function' ? (shown ? given(shown) : NO_VALUES) : given), [given, shown]),
  )
  return useMemo(() => {
    const preset = new Set(Object.keys(initialValues).filter((name) => initialValues[name] !== undefined))
    const presets = { fixedValues, hiddenFields, fieldOrder, preset }
    return [presets, shown && withValues(withOrder(shown, fieldOrder), { ...initialValues, ...fixedValues })]
  }, [shown, initialValues, fixedValues, hiddenFields, fieldOrder])
}

/** The endpoint without fields for fixed and hidden parameters; applied again after a run that has shown a field. */
export function withoutHidden(
  endpoint: EndpointDescription,
  { fixedValues, hiddenFields }: Pick<FormPresets, 'fixedValues' | 'hiddenFields'>,
): EndpointDescription {
  return withParameters(endpoint, (parameter) => {
    const isHidden = Object.hasOwn(fixedValues, parameter.name) || hiddenFields.includes(parameter.name)
    return isHidden && parameter.props.visible !== false ? { ...parameter, props: { ...parameter.props, visible: false } } : parameter
  })
}

function withValues(endpoint: EndpointDescription, values: FieldValues): EndpointDescription {
  return withParameters(endpoint, (parameter) => {
    const value = Object.hasOwn(values, parameter.name) ? values[parameter.name] : undefined
    return value === undefined ? parameter : { ...parameter, hasDefault: true, defaultValue: value }
  })
}

/** One list of fields in the page's order. */
function withOrder(endpoint: EndpointDescription, names: readonly string[]): EndpointDescription {
  if (names.length === 0) return endpoint
  const known = names.filter((name) => endpoint.parameters.some((parameter) => parameter.name === name))
  return { ...endpoint, layout: [...new Set(known)].map((parameter): LayoutNode => ({ kind: 'field', parameter })) }
}

function withParameters(
  endpoint: EndpointDescription,
  change: (parameter: ParameterDescription) => ParameterDescription,
): EndpointDescription {
  const parameters = endpoint.parameters.map(change)
  return parameters.some((parameter, index) => parameter !== endpoint.parameters[index]) ? { ...endpoint, parameters } : endpoint
}

/** The first object, while later ones have the same entries. */
function useSameEntries<Value extends object>(value: Value): Value {
  const [kept, keep] = useState(value)
  if (kept === value || hasSameEntries(kept, value)) return kept
  keep(value)
  return value
}

function hasSameEntries(one: object, other: object): boolean {
  const entries = Object.entries(one)
  return entries.length === Object.keys(other).length && entries.every(([key, value]) => isSame(value, Reflect.get(other, key)))
}

/** A list is often written in place too. */
function isSame(one: unknown, other: unknown): boolean {
  const isList = Array.isArray(one) && Array.isArray(other) && one.length === other.length
  return Object.is(one, other) || (isList && one.every((item, index) => Object.is(item, other[index])))
}
