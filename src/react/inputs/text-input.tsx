/** Text: one line or several, a secret, an e-mail address. */
import type { ReactElement } from 'react'
import type { ParameterDescription } from '../../core/protocol/app-description.ts'
import { flagProp, numberProp, plainText, textProp } from './component-props.ts'
import type { InputKind, InputProps } from './input-kind.ts'

const LONGEST_VISIBLE = 20

function linesOf(parameter: ParameterDescription): number {
  return Math.min(LONGEST_VISIBLE, Math.max(1, numberProp(parameter.props, 'lines') ?? 1))
}

function isMultiline({ props, component }: ParameterDescription): boolean {
  if (textProp(props, 'type') === 'password' || textProp(props, 'type') === 'email') return false
  return component !== 'textbox' || (numberProp(props, 'lines') ?? 1) > 1
}

function TextInput({ id, parameter, draft, onChange, describedBy, isInvalid, isRequired }: InputProps): ReactElement {
  const { props } = parameter
  const shared = {
    id,
    value: typeof draft === 'string' ? draft : '',
    placeholder: textProp(props, 'placeholder'),
    // Typed text has the direction of its own language, whatever the page's.
    dir: flagProp(props, 'rtl') ? 'rtl' : 'auto',
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid || undefined,
    'aria-required': isRequired || undefined,
  } as const
  if (isMultiline(parameter)) {
    const rows = Math.max(parameter.component === 'textbox' ? 1 : 4, linesOf(parameter))
    const isCode = parameter.component === 'code'
    return (
      <textarea
        {...shared}
        className={isCode ? 'rgs-control rgs-textarea rgs-mono' : 'rgs-control rgs-textarea'}
        rows={rows}
        spellCheck={isCode ? false : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  const type = textProp(props, 'type')
  return (
    <input
      {...shared}
      className="rgs-control"
      type={type === 'password' || type === 'email' ? type : 'text'}
      autoComplete={type === 'password' ? 'off' : type === 'email' ? 'email' : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** `gr.Textbox`, and other components whose value is text. An empty text is a value. */
export const textInput: InputKind = {
  Component: TextInput,
  isWide: (parameter) => isMultiline(parameter) || textProp(parameter.props, 'placeholder') !== undefined || !parameter.hasDefault,
  toDraft: ({ defaultValue }) => plainText(defaultValue),
  read(draft, { props }, { messages, formats }) {
    const text = typeof draft === 'string' ? draft : ''
    const limit = numberProp(props, 'max_length')
    if (limit !== undefined && text.length > limit) return { ok: false, message: messages.issues.tooLong(limit, formats) }
    return { ok: true, value: text }
  },
}
