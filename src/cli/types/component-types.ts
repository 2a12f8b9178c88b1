/**
 * The types of the values of Gradio's components. The client gives and takes the shapes of Gradio 6 on every version,
 * so a component has one type; that of a component which is not Gradio's comes from its schema.
 */
import type { ParameterDescription, ReturnDescription } from '@gradio-stream/client'
import { isFileSchema, namesOf, resolveSchema, TYPED } from '@gradio-stream/client/internal/protocol/values/value-schema'
import type { Declarations } from './declarations.ts'
import { MOST_CHOICES, typeOfChoices, typeOfSchema } from './schema-types.ts'
import { ANYTHING, FLAG, givenListOf, listOf, NUMBER, orNull, TEXT, unionOf, WHOLE } from './value-type.ts'
import type { ValueType } from './value-type.ts'

type Value = ParameterDescription | ReturnDescription
type Read = (value: Value, declarations: Declarations) => ValueType

const text: Read = () => TEXT
const number: Read = () => NUMBER
const anything: Read = () => ANYTHING
const builtIn =
  (name: string): Read =>
  (_, declarations) =>
    declarations.builtIn(name)
const builtInList =
  (name: string): Read =>
  (_, declarations) =>
    listOf(declarations.builtIn(name))

/** Components whose value is the same in both directions. */
const BOTH: Readonly<Record<string, Read>> = {
  textbox: text,
  code: text,
  markdown: text,
  html: text,
  colorpicker: text,
  datetime: text,
  checkbox: () => FLAG,
  timer: number,
  dataframe: builtIn('TableValue'),
  highlightedtext: builtInList('HighlightedPart'),
  label: builtIn('LabelValue'),
  fileexplorer: ({ props }) => (props.file_count === 'single' ? listOf(TEXT) : listOf(listOf(TEXT))),
  dialogue: (_, declarations) => unionOf([listOf(declarations.builtIn('DialogueLine')), TEXT]),
  json: anything,
  browserstate: anything,
  paramviewer: anything,
  lineplot: anything,
  barplot: anything,
  scatterplot: anything,
  nativeplot: anything,
  plot: anything,
}

const INPUTS: Readonly<Record<string, Read>> = {
  ...BOTH,
  number: wholeOrNumber,
  slider: wholeOrNumber,
  dropdown: chosen,
  radio: chosen,
  checkboxgroup: (value) => givenListOf(chosenOne(value)),
  file: filesOf('FileInput'),
  uploadbutton: filesOf('FileInput'),
  downloadbutton: builtIn('FileInput'),
  image: builtIn('FileInput'),
  simpleimage: builtIn('FileInput'),
  audio: builtIn('FileInput'),
  microphone: builtIn('FileInput'),
  model3d: builtIn('FileInput'),
  video: (value, declarations) => declarations.builtIn(isNested(value) ? 'VideoInput' : 'FileInput'),
  playablevideo: (value, declarations) => declarations.builtIn(isNested(value) ? 'VideoInput' : 'FileInput'),
  gallery: (_, declarations) => givenListOf(unionOf([declarations.builtIn('FileInput'), declarations.builtIn('GalleryItemInput')])),
  imageeditor: builtIn('EditorInput'),
  imagemask: builtIn('EditorInput'),
  sketchpad: builtIn('EditorInput'),
  paint: builtIn('EditorInput'),
  imageslider: pairOf('FileInput'),
  multimodaltextbox: (_, declarations) => unionOf([TEXT, declarations.builtIn('MessageInput')]),
  annotatedimage: builtIn('AnnotatedImageInput'),
  chatbot: (_, declarations) => givenListOf(declarations.builtIn('ChatMessageInput')),
}

const OUTPUTS: Readonly<Record<string, Read>> = {
  ...BOTH,
  number,
  slider: number,
  // A function may change the choices while it runs, so a value is not one of those at the beginning.
  dropdown: (value) => (isMultiple(value) ? listOf(unionOf([TEXT, NUMBER])) : unionOf([TEXT, NUMBER])),
  radio: () => unionOf([TEXT, NUMBER]),
  checkboxgroup: () => listOf(unionOf([TEXT, NUMBER])),
  file: filesOf('GradioFile'),
  uploadbutton: filesOf('GradioFile'),
  downloadbutton: builtIn('GradioFile'),
  image: builtIn('GradioFile'),
  simpleimage: builtIn('GradioFile'),
  audio: builtIn('GradioFile'),
  model3d: builtIn('GradioFile'),
  video: (value, declarations) => declarations.builtIn(isFileSchema(schemaOf(value)) ? 'GradioFile' : 'VideoValue'),
  playablevideo: builtIn('VideoValue'),
  gallery: builtInList('GalleryItem'),
  imageeditor: builtIn('EditorValue'),
  imagemask: builtIn('EditorValue'),
  sketchpad: builtIn('EditorValue'),
  paint: builtIn('EditorValue'),
  imageslider: pairOf('GradioFile'),
  multimodaltextbox: builtIn('MessageValue'),
  annotatedimage: builtIn('AnnotatedImage'),
  chatbot: builtInList('ChatMessage'),
  plot: builtIn('PlotValue'),
}

/** Components that hand `None` to their function when nothing is given. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set([
  'number',
  'dropdown',
  'radio',
  'datetime',
  'file',
  'uploadbutton',
  'image',
  'simpleimage',
  'audio',
  'microphone',
  'model3d',
  'video',
  'imageeditor',
  'imagemask',
  'sketchpad',
  'paint',
  'imageslider',
  'annotatedimage',
])

/** Components that always send a value, also when their function returned `None`. */
const NEVER_NULL: ReadonlySet<string> = new Set(['chatbot', 'slider'])

/** The type of what a page gives for a parameter. `wanted` names the objects in it. */
export function typeOfInput(parameter: ParameterDescription, declarations: Declarations, wanted: string): ValueType {
  const { component, schema, hasDefault, defaultValue } = parameter
  const read = Object.hasOwn(INPUTS, component) ? INPUTS[component] : undefined
  const type = read?.(parameter, declarations) ?? typeOfSchema(schema, 'input', declarations, wanted)
  return MAY_BE_EMPTY.has(component) || (hasDefault && defaultValue === null) ? orNull(type) : type
}

/** The type of one value that an endpoint returns. A function of an app may return `None` for every component. */
export function typeOfOutput(value: ReturnDescription, declarations: Declarations, wanted: string): ValueType {
  const { component, schema } = value
  const read = Object.hasOwn(OUTPUTS, component) ? OUTPUTS[component] : undefined
  const type = read?.(value, declarations) ?? typeOfSchema(schema, 'output', declarations, wanted)
  return component === TYPED || NEVER_NULL.has(component) ? type : orNull(type)
}

function schemaOf({ schema }: Value): Readonly<Record<string, unknown>> {
  return resolveSchema(schema, schema)
}

function wholeOrNumber({ component, schema, props }: Value): ValueType {
  const isWhole = schema.type === 'integer' || props.precision === 0 || (component === 'slider' && Number.isInteger(props.step))
  return isWhole ? WHOLE : NUMBER
}

function isMultiple({ schema, props }: Value): boolean {
  return props.multiselect === true || schema.type === 'array'
}

function chosen(value: Value): ValueType {
  const one = chosenOne(value)
  return isMultiple(value) ? givenListOf(one) : one
}

/** One of the choices, which the description has as pairs of label and value. */
function chosenOne({ props }: Value): ValueType {
  const choices = Array.isArray(props.choices)
    ? props.choices.flatMap((pair: unknown) => (Array.isArray(pair) ? [pair[1] as unknown] : []))
    : []
  if (choices.length === 0) return unionOf([TEXT, NUMBER])
  const texts = choices.filter((choice) => typeof choice === 'string')
  if (props.allow_custom_value !== true) return typeOfChoices(choices)
  return texts.length === choices.length && texts.length <= MOST_CHOICES
    ? { kind: 'open-text', choices: texts }
    : unionOf([TEXT, typeOfChoices(choices)])
}

/** A video within an object, as in Gradio 4 and 5. */
function isNested(value: Value): boolean {
  const schema = schemaOf(value)
  return !isFileSchema(schema) && namesOf(schema).includes('video')
}

function filesOf(name: string): Read {
  return ({ props, schema }, declarations) => {
    const file = declarations.builtIn(name)
    const isList = props.file_count === 'multiple' || props.file_count === 'directory' || schema.type === 'array'
    if (!isList) return file
    return name === 'FileInput' ? givenListOf(file) : listOf(file)
  }
}

function pairOf(name: string): Read {
  return (_, declarations) => {
    const file = orNull(declarations.builtIn(name))
    return { kind: 'tuple', items: [file, file] }
  }
}
