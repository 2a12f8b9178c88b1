/**
 * A name for a field without a label. Gradio's server then sends `parameter_3`, which is for machines. The author's own
 * words are used first, then the component's name.
 */
import type { GradioComponent } from './config.ts'
import { isJsonObject } from '../json-object.ts'

/** The longest placeholder or line that serves as a label. */
const LONGEST_LABEL = 48
/** The server's names for fields without a label. */
const GENERATED = /^(?:parameter|param|value|component|arg)_?\d*$/i
/** Names of arguments and elements that say nothing about their content. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  'arg args kwargs param params value values val data input inputs inp in output outputs out x y z self fn func obj item thing component'.split(
    ' ',
  ),
)
const SHORT_FOR: Readonly<Record<string, string>> = {
  img: 'image',
  imgs: 'images',
  msg: 'message',
  txt: 'text',
  num: 'number',
  desc: 'description',
  lang: 'language',
  vid: 'video',
  cls: 'class',
}

/** Whether a label is the server's own, not the author's. */
export function isGeneratedLabel(label: string): boolean {
  return GENERATED.test(label)
}

/**
 * The author's words for a component without a label: its argument's name, its id on the page, its placeholder, or the
 * line above it.
 */
export function wordsFor(component: GradioComponent | undefined, argument: string | null, lineAbove: string | undefined): string | null {
  const props = isJsonObject(component?.props) ? component.props : {}
  return nameInWords(argument) ?? nameInWords(props.elem_id) ?? shortLine(props.placeholder) ?? shortLine(lineAbove)
}

/** `input_img` as `Input image`; `null` for a name without meaning. */
export function nameInWords(name: unknown): string | null {
  if (typeof name !== 'string' || name.length > LONGEST_LABEL || GENERATED.test(name)) return null
  const words = name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[\s_.-]+/)
    .filter(Boolean)
    .map((word) => SHORT_FOR[word.toLowerCase()] ?? word)
  const telling = words.filter((word) => /\p{L}{2}/u.test(word) && !EMPTY_WORDS.has(word.toLowerCase().replace(/\d+$/, '')))
  if (telling.length === 0) return null
  const text = words.map((word) => (/^\p{Lu}\p{Ll}/u.test(word) ? word.toLowerCase() : word)).join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function shortLine(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const line = value
    .trim()
    .replace(/^#{1,6}\s+/, '')
    .replace(/\s*(?:…|\.{3}|:)$/, '')
    .trim()
  const isPlain = line !== '' && line.length <= LONGEST_LABEL && !/[\n<>`*[\]|\\]/.test(line)
  return isPlain && /\p{L}{2}/u.test(line) ? line : null
}

/** The word for a component without a label. `messages.form.kinds` has it in the page's language. */
export type ComponentWord =
  | 'text'
  | 'number'
  | 'option'
  | 'choice'
  | 'choices'
  | 'image'
  | 'images'
  | 'audio'
  | 'video'
  | 'file'
  | 'table'
  | 'conversation'
  | 'message'
  | 'colour'
  | 'date'
  | 'code'
  | 'model'
  | 'value'

const WORDS: Readonly<Record<string, ComponentWord>> = {
  textbox: 'text',
  markdown: 'text',
  html: 'text',
  highlightedtext: 'text',
  dialogue: 'text',
  number: 'number',
  slider: 'number',
  checkbox: 'option',
  radio: 'choice',
  dropdown: 'choice',
  dataset: 'choice',
  checkboxgroup: 'choices',
  image: 'image',
  imageeditor: 'image',
  imageslider: 'images',
  annotatedimage: 'image',
  gallery: 'images',
  audio: 'audio',
  video: 'video',
  file: 'file',
  uploadbutton: 'file',
  downloadbutton: 'file',
  fileexplorer: 'file',
  dataframe: 'table',
  chatbot: 'conversation',
  multimodaltextbox: 'message',
  colorpicker: 'colour',
  datetime: 'date',
  code: 'code',
  model3d: 'model',
}

/** The word for a component. */
export function componentWordOf(component: string): ComponentWord {
  return (Object.hasOwn(WORDS, component) ? WORDS[component] : undefined) ?? 'value'
}

/** The word in English, as a label. */
export function componentWord(component: string): string {
  const word = componentWordOf(component)
  return word === 'model' ? '3D model' : word.charAt(0).toUpperCase() + word.slice(1)
}
