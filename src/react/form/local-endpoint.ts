/** An endpoint in the page's language: the app's own translations, and words for fields without a label. */
import type {
  AppDescription,
  EndpointDescription,
  ParameterDescription,
} from '@gradio-stream/client/internal/protocol/describe/app-description'
import { componentWordOf } from '@gradio-stream/client/internal/protocol/describe/field-label'
import { OWN, translateWithin } from '@gradio-stream/client/internal/protocol/describe/translations'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'

/** The language and its words. */
export interface LocalWords {
  readonly messages: Messages
  readonly formats: Formats
  /** False: one list of fields, and this library's own label for the button. */
  readonly isAuthored: boolean
}

/** The endpoint; the same object if nothing changes. */
export function localEndpoint(
  endpoint: EndpointDescription,
  app: Pick<AppDescription, 'translations'> | undefined,
  { messages, formats, isAuthored }: LocalWords,
): EndpointDescription {
  const language = formats.locale ?? new Intl.NumberFormat().resolvedOptions().locale
  const words = { ...app?.translations, [OWN]: messages.form.gradio }
  const translated = translateWithin(isAuthored ? endpoint : withoutAuthor(endpoint), words, language)
  if (translated.parameters.every(({ unnamed }) => unnamed === undefined)) return translated
  return { ...translated, parameters: translated.parameters.map((parameter) => withWords(parameter, messages, formats)) }
}

function withWords(parameter: ParameterDescription, messages: Messages, formats: Formats): ParameterDescription {
  const { unnamed, component } = parameter
  if (unnamed === undefined) return parameter
  const word = messages.form.kinds[componentWordOf(component)]
  return { ...parameter, label: unnamed > 1 ? `${word} ${formats.number(unnamed)}` : word }
}

function withoutAuthor(endpoint: EndpointDescription): EndpointDescription {
  if (!endpoint.layout && endpoint.submitLabel === undefined) return endpoint
  const { layout: _layout, submitLabel: _submitLabel, ...rest } = endpoint
  return rest
}
