/** Text that grows downwards. Never markup: the app's text is shown as it is. */
import type { ReactElement } from 'react'
import { isNumber } from '../../kit/numbers.ts'
import { writeJson } from '../../kit/write-json.ts'
import { LongText } from './long-text.tsx'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'

/** A longer text is not laid out whole: a browser takes seconds for megabytes. */
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
    (Array.isArray(value) && value.every((item) => typeof item === 'string' || isNumber(item)))
  )
}

/** `gr.Textbox` and other components that return text. */
export const textOutput: OutputKind = { Component: TextOutput, accepts: isPlain, toText, placeholder: 'text' }
