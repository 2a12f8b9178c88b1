/**
 * A date, or a date and a time, in the platform's control. Gradio takes `2026-03-01 12:00:00` or `2026-03-01` in the
 * component's time zone, so there is no zone conversion here. Words that Gradio also takes (`now - 5m`) are kept as
 * text.
 */
import type { ReactElement } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { textOfValue } from '../../kit/component-props.ts'
import type { InputKind, InputProps } from '../input-kind.ts'
import { draftIn, UNREADABLE, watchUnreadable } from '../half-typed-values.ts'

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?)?$/
const NOW = /^\s*now\s*(?:-\s*\d+\s*[dmhs]\s*)?$/

function hasTime({ props }: ParameterDescription): boolean {
  return props.include_time !== false
}

/** Gradio's text in the control's form; `null` if the control cannot show it. */
function toControl(text: string, withTime: boolean): string | null {
  if (text === '') return ''
  const [, day, time = '00:00', seconds = ':00'] = MOMENT.exec(text) ?? []
  return day === undefined ? null : withTime ? `${day}T${time}${seconds}` : day
}

/** The control's value in Gradio's form. */
function toGradio(text: string, withTime: boolean): string {
  const [, day, time = '00:00', seconds = ':00'] = MOMENT.exec(text) ?? []
  return day === undefined ? text : withTime ? `${day} ${time}${seconds}` : day
}

function DateTimeInput({ id, parameter, draft, onChange, describedBy, isInvalid, isRequired, isReadOnly }: InputProps): ReactElement {
  const withTime = hasTime(parameter)
  const text = typeof draft === 'string' && draft !== UNREADABLE ? draft : ''
  const shown = toControl(text, withTime)
  return (
    <input
      id={id}
      className="rgs-control rgs-number"
      type={shown === null ? 'text' : withTime ? 'datetime-local' : 'date'}
      step={withTime ? 1 : undefined}
      value={shown ?? text}
      readOnly={isReadOnly}
      aria-describedby={describedBy}
      aria-invalid={isInvalid || undefined}
      aria-required={isRequired || undefined}
      {...watchUnreadable(draft, (next) => onChange(toGradio(next, withTime)))}
      onChange={(event) => onChange(toGradio(draftIn(event.currentTarget), withTime))}
    />
  )
}

/** A time in Gradio's form, in the reader's time zone: a description may give seconds since 1970. */
function fromSeconds(seconds: number, withTime: boolean): string {
  const at = new Date(seconds * 1000)
  if (Number.isNaN(at.getTime())) return ''
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString()
  return toGradio(local.slice(0, 19), withTime)
}

/** `gr.DateTime`. */
export const dateTimeInput: InputKind = {
  Component: DateTimeInput,
  locksItself: true,
  toDraft: (parameter) => {
    const { defaultValue } = parameter
    return typeof defaultValue === 'number' ? fromSeconds(defaultValue, hasTime(parameter)) : textOfValue(defaultValue)
  },
  read(draft, _parameter, { messages }) {
    const text = typeof draft === 'string' ? draft : ''
    if (text === '') return { ok: true, value: null }
    return MOMENT.test(text) || NOW.test(text) ? { ok: true, value: text } : { ok: false, message: messages.issues.notDate }
  },
}
