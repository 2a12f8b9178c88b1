/** Values of one line with a special reading: a colour as a sample, a date in the reader's format. */
import type { ReactElement } from 'react'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'
import { isTextOrNone } from './text-value.ts'

/** What Gradio's picker writes. Anything else is shown as text and never becomes a style. */
const COLOUR = /^(?:#[\da-f]{3,8}|(?:rgb|hsl)a?\([\d\s.,%/deg-]{1,60}\))$/i
const MOMENT = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?$/

function ColourOutput({ value, messages }: OutputComponentProps): ReactElement {
  if (typeof value !== 'string' || value === '') return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <p className="rgs-colour">
      {COLOUR.test(value) && <span className="rgs-colour-swatch" style={{ backgroundColor: value }} aria-hidden="true" />}
      <bdi className="rgs-mono">{value}</bdi>
    </p>
  )
}

/** `gr.ColorPicker`. */
export const colourOutput: OutputKind = {
  Component: ColourOutput,
  accepts: isTextOrNone,
  toText: String,
  placeholder: 'line',
}

function MomentOutput({ value, messages, formats }: OutputComponentProps): ReactElement {
  if (typeof value !== 'string' || value === '') return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  const [, ...parts] = MOMENT.exec(value) ?? []
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0))
  // A time on the app's clock without a zone: shown unchanged, in the reader's format.
  const at = new Date(year, month - 1, day, hour, minute, second).getTime()
  const words = parts.length === 0 || Number.isNaN(at) ? value : parts[3] === undefined ? formats.day(at) : formats.instant(at)
  return (
    <p className="rgs-output-text rgs-figures" dir="auto">
      {words}
    </p>
  )
}

/** `gr.DateTime`. */
export const momentOutput: OutputKind = {
  Component: MomentOutput,
  accepts: isTextOrNone,
  toText: String,
  placeholder: 'line',
}
