/**
 * Initial values of a form from the query of a link. A link can come from anywhere: only values that a person can see
 * and change are taken from it.
 */
import type { EndpointDescription, ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { findFault } from '@gradio-stream/client/internal/protocol/values/check-value'
import { TYPED, typesOf } from '@gradio-stream/client/internal/protocol/values/value-schema'
import { exactProp, flagProp, numberProp, readChoices, textProp } from '../kit/component-props.ts'
import { readNumberText, readWholeText } from '../kit/numbers.ts'
import type { FieldValues } from '../form/form-presets.ts'

const MOST_LETTERS = 10_000
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?$/

/**
 * Reads initial values from a link, by parameter name: `?prompt=a+harbour&steps=4&tags=red&tags=blue`. Each value is
 * checked against its parameter (type, limits, choices, length), and what does not fit is left out, so that the field
 * begins as the app says. Texts, numbers, boxes, choices, colours and dates are read. Never read: files, passwords,
 * fields that are hidden or fixed by the page or the app, and names the endpoint does not have. Nothing is sent: the
 * values stand in the form until its reader presses Run. Throws nothing.
 *
 * @param link query of the page's address
 * @param endpoint as `initialValues` gets it
 * @example
 * ```tsx
 * const fromLink = (endpoint: EndpointDescription) => valuesFromLink(new URLSearchParams(location.search), endpoint)
 *
 * <GradioProcess app="https://owner-space.hf.space" endpoint="/predict" initialValues={fromLink} />
 * ```
 */
export function valuesFromLink(link: URLSearchParams, endpoint: EndpointDescription): FieldValues {
  const found = endpoint.parameters.flatMap((parameter): [string, unknown][] => {
    const { visible, interactive } = parameter.props
    const texts = link.getAll(parameter.name)
    if (texts.length === 0 || visible === false || visible === 'hidden' || interactive === false) return []
    const value = isList(parameter) ? readList(texts, parameter) : texts.length === 1 ? readOne(texts[0] ?? '', parameter) : undefined
    return value === undefined ? [] : [[parameter.name, value]]
  })
  // A name may be `__proto__`.
  return Object.fromEntries(found)
}

function isList({ component, props }: ParameterDescription): boolean {
  return component === 'checkboxgroup' || (component === 'dropdown' && flagProp(props, 'multiselect'))
}

function readList(texts: readonly string[], parameter: ParameterDescription): readonly unknown[] | undefined {
  const values = texts.map((text) => readChosen(text, parameter))
  const isTooLong = values.length > (numberProp(parameter.props, 'max_choices') ?? Infinity)
  return isTooLong || values.includes(undefined) ? undefined : [...new Set(values)]
}

/** `undefined` if it does not fit. */
function readOne(text: string, parameter: ParameterDescription): unknown {
  const { component, props } = parameter
  switch (component) {
    case 'textbox':
      return textProp(props, 'type') === 'password' || text.length > (numberProp(props, 'max_length') ?? MOST_LETTERS) ? undefined : text
    case 'number':
    case 'slider':
      return readNumber(text, parameter)
    case 'checkbox':
      return readFlag(text)
    case 'radio':
    case 'dropdown':
      return readChosen(text, parameter)
    case 'colorpicker':
      return /^#[\da-f]{6}$/i.test(text) ? text : undefined
    case 'datetime':
      return MOMENT.test(text) ? text : undefined
    case TYPED:
      return readTyped(text, parameter)
    default:
      return undefined
  }
}

function readFlag(text: string): boolean | undefined {
  return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined
}

function readNumber(text: string, { props, schema }: ParameterDescription): number | bigint | undefined {
  const isWhole = numberProp(props, 'precision') === 0 || schema.type === 'integer'
  const value = isWhole ? readWholeText(text.trim()) : readNumberText(text.trim())
  const [min, max] = [exactProp(props, 'minimum'), exactProp(props, 'maximum')]
  return value === null || (min !== undefined && value < min) || (max !== undefined && value > max) ? undefined : value
}

/** A choice by its value, else by its label. */
function readChosen(text: string, parameter: ParameterDescription): unknown {
  const choices = readChoices(parameter)
  const chosen = choices.find(({ value }) => String(value) === text) ?? choices.find(({ label }) => label === text)
  return chosen ? chosen.value : flagProp(parameter.props, 'allow_custom_value') && text.length <= MOST_LETTERS ? text : undefined
}

/** For a typed function, only values that are one JSON word. */
function readTyped(text: string, { schema }: ParameterDescription): unknown {
  if (schema.format === 'password') return undefined
  const types = typesOf(schema)
  const candidates: readonly unknown[] = [
    types.includes('integer') ? (readWholeText(text) ?? undefined) : undefined,
    types.includes('number') ? (readNumberText(text) ?? undefined) : undefined,
    types.includes('boolean') ? readFlag(text) : undefined,
    (types.includes('string') || Array.isArray(schema.enum)) && text.length <= MOST_LETTERS ? text : undefined,
  ]
  return candidates.find((value) => value !== undefined && findFault(schema, value) === null)
}
