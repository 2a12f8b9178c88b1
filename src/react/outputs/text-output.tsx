/** Text that grows downwards. Never markup: what the app sends is shown as it is. */
import type { ReactElement } from 'react'
import { writeJson } from '../write-json.ts'
import { LongText } from './long-text.tsx'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'

/** Longer texts are not laid out whole: a browser takes seconds for one of megabytes. */
const MAX_PLAIN_LENGTH = 20_000

function TextOutput(props: OutputComponentProps): ReactElement {
  const { value, isStreaming, messages, componentProps } = props
  const text = toText(value)
  if (text === '' && !isStreaming) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  if (text.length > MAX_PLAIN_LENGTH) return <LongText {...props} text={text} />
  return (
    <div className="rgs-output-text" dir={componentProps.rtl === true ? 'rtl' : 'auto'} data-streaming={isStreaming || undefined}>
      {text}
    </div>
  )
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join(', ')
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : writeJson(value)
}

function isPlain(value: unknown): boolean {
  return (
    value === null ||
    typeof value !== 'object' ||
    (Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number'))
  )
}

/** `gr.Textbox` and whatever else answers with text. */
export const textOutput: OutputKind = { Component: TextOutput, accepts: isPlain, toText, placeholder: 'text' }
