/** A number between limits: a slider, and a field beside it that shows the number. */
import type { CSSProperties, ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { isNumber } from '../../kit/numbers.ts'
import { numberProp } from '../../kit/component-props.ts'
import type { InputKind, InputProps } from '../input-kind.ts'
import { readNumber } from './number-input.tsx'
import { draftIn, UNREADABLE, watchUnreadable } from '../half-typed-values.ts'

const FEW_STEPS = 100
/** Most letters that the box has space for. */
const LONGEST = 12

function boundsOf(parameter: ParameterDescription): { min: number; max: number; step: number | 'any' } {
  const min = numberProp(parameter.props, 'minimum') ?? 0
  const max = numberProp(parameter.props, 'maximum') ?? 100
  const step = numberProp(parameter.props, 'step')
  return { min, max, step: step !== undefined && step > 0 ? step : 'any' }
}

/** Whether a few key presses reach every value from any other. */
function isReached({ min, max, step }: ReturnType<typeof boundsOf>): boolean {
  return step !== 'any' && (max - min) / step <= FEW_STEPS
}

/** Letters of the longest possible number. */
function longestOf({ min, max, step }: ReturnType<typeof boundsOf>): number {
  const decimals = Math.max(...[min, step].map((number) => /\.(\d+)/.exec(String(number))?.[0].length ?? 0))
  return Math.min(LONGEST, Math.max(...[min, max].map((number) => String(Math.trunc(number)).length + decimals)))
}

function SliderInput({ id, parameter, draft, onChange, describedBy, isInvalid, isReadOnly, messages, formats }: InputProps): ReactElement {
  const bounds = boundsOf(parameter)
  const text = typeof draft === 'string' && draft !== UNREADABLE ? draft : ''
  const number = Number(text)
  const value = text !== '' && Number.isFinite(number) ? Math.min(bounds.max, Math.max(bounds.min, number)) : bounds.min
  const fill = bounds.max > bounds.min ? (value - bounds.min) / (bounds.max - bounds.min) : 0
  // CSSProperties has no custom properties. One fills the track; the other gives the box space for its letters.
  const style = { '--rgs-fill': fill } as CSSProperties
  const room = { '--rgs-letters': longestOf(bounds) } as CSSProperties
  return (
    <div className="rgs-slider">
      <div className="rgs-slider-track">
        <input
          id={id}
          className="rgs-range"
          type="range"
          value={value}
          {...bounds}
          style={style}
          aria-describedby={describedBy}
          aria-invalid={isInvalid || undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        {/* A screen reader reads them with the slider. */}
        <span className="rgs-slider-ends rgs-figures" aria-hidden="true">
          <bdi>{formats.number(bounds.min)}</bdi>
          <bdi>{formats.number(bounds.max)}</bdi>
        </span>
      </div>
      <input
        className="rgs-control rgs-number rgs-slider-number"
        type="number"
        dir="ltr"
        inputMode="decimal"
        value={text}
        {...bounds}
        style={room}
        // The slider's keys reach every value: one Tab stop is enough for both. With more values, the field is a stop
        // too.
        tabIndex={isReached(bounds) ? -1 : undefined}
        aria-label={messages.form.sliderNumber(parameter.label)}
        aria-describedby={describedBy}
        aria-invalid={isInvalid || undefined}
        {...watchUnreadable(draft, onChange)}
        onChange={(event) => onChange(draftIn(event.currentTarget))}
      />
      {parameter.hasDefault && !isReadOnly && (
        <button
          type="button"
          className="rgs-button rgs-button-quiet rgs-icon-button"
          aria-label={messages.form.resetThing(parameter.label)}
          // Not removed after a press: it would lose the focus.
          aria-disabled={draft === startOf(parameter) || undefined}
          tabIndex={draft === startOf(parameter) ? -1 : undefined}
          onClick={() => onChange(startOf(parameter))}
        >
          <Icon name="reset" />
        </button>
      )}
    </div>
  )
}

/** Without a default, the least value: the platform's slider stands there. */
function startOf(parameter: ParameterDescription): string {
  return String(isNumber(parameter.defaultValue) ? parameter.defaultValue : boundsOf(parameter).min)
}

/** `gr.Slider`. Without a default it starts at its least value, like the platform's slider; Gradio needs a number. */
export const sliderInput: InputKind = {
  Component: SliderInput,
  toDraft: startOf,
  read(draft, parameter, words) {
    const reading = readNumber(draft, parameter, words)
    return reading.ok && reading.value === null ? { ok: false, message: words.messages.issues.missing } : reading
  },
}
