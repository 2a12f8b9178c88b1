/** Text that grows downwards. Never markup: what the app sends is shown as it is. */
import type { ReactElement } from 'react'
import { writeJson } from '../write-json.ts'
import { LongText } from './code/long-text.tsx'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'

function TextOutput({ value, isStreaming, messages, componentProps }: OutputComponentProps): ReactElement {
  const text = toText(value)
  if (text === '' && !isStreaming) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <div className="rgs-output-text" dir={componentProps.rtl === true ? 'rtl' : 'auto'} data-streaming={isStreaming || undefined}>
      <LongText text={text} />
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
export const textOutput: OutputKind = { Component: TextOutput, accepts: isPlain, toText }
