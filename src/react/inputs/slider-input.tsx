/** A number between limits: a slider, and the number itself beside it to read and to type. */
import type { CSSProperties, ReactElement } from 'react'
import { Icon } from '../process/icons.tsx'
import type { ParameterDescription } from '../../core/protocol/app-description.ts'
import { numberProp } from './component-props.ts'
import type { InputKind, InputProps } from './input-kind.ts'
import { limitsOf, readNumber } from './number-input.tsx'
import { draftIn, UNREADABLE, watchUnreadable } from './unreadable.ts'

function boundsOf(parameter: ParameterDescription): { min: number; max: number; step: number | 'any' } {
  const { min = 0, max = 100 } = limitsOf(parameter)
  const step = numberProp(parameter.props, 'step')
  return { min, max, step: step !== undefined && step > 0 ? step : 'any' }
}

function SliderInput({ id, parameter, draft, onChange, describedBy, isInvalid, isReadOnly, messages }: InputProps): ReactElement {
  const bounds = boundsOf(parameter)
  const text = typeof draft === 'string' && draft !== UNREADABLE ? draft : ''
  const number = Number(text)
  const value = text !== '' && Number.isFinite(number) ? Math.min(bounds.max, Math.max(bounds.min, number)) : bounds.min
  const fill = bounds.max > bounds.min ? (value - bounds.min) / (bounds.max - bounds.min) : 0
  // A custom property is not in CSSProperties; the track is filled up to it.
  const style = { '--rgs-fill': fill } as CSSProperties
  return (
    <div className="rgs-slider">
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
      <input
        className="rgs-control rgs-number rgs-slider-number"
        type="number"
        dir="ltr"
        inputMode="decimal"
        value={text}
        {...bounds}
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
          // Not taken away once it is pressed: the focus would go with it.
          aria-disabled={draft === startOf(parameter) || undefined}
          onClick={() => onChange(startOf(parameter))}
        >
          <Icon name="reset" />
        </button>
      )}
    </div>
  )
}

/** Without a default, the least value: that is where the platform's slider stands. */
function startOf(parameter: ParameterDescription): string {
  return String(typeof parameter.defaultValue === 'number' ? parameter.defaultValue : boundsOf(parameter).min)
}

/** `gr.Slider`. Without a default it starts at its least value, as the platform's slider does; Gradio takes no slider without a number. */
export const sliderInput: InputKind = {
  Component: SliderInput,
  toDraft: startOf,
  read(draft, parameter, words) {
    const reading = readNumber(draft, parameter, words)
    return reading.ok && reading.value === null ? { ok: false, message: words.messages.issues.missing } : reading
  },
}
