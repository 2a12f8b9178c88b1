/** Text: one line, several lines that grow with the text, a password, an e-mail address. */
import type { CSSProperties, ReactElement } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { flagProp, numberProp, textOfValue, textProp } from '../../kit/component-props.ts'
import type { InputKind, InputProps } from '../input-kind.ts'

const LONGEST_VISIBLE = 20
const LINES_OF_OTHERS = 4
const FROM_ONE_LINE: ReadonlySet<string> = new Set(['textbox', 'multimodaltextbox', 'api'])
const ADDRESS = /^[^\s@]+@[^\s@]+$/

/** The initial number of lines, and the largest. */
export function linesOf({ props, component }: ParameterDescription): { rows: number; mostRows: number } {
  const fewest = FROM_ONE_LINE.has(component) ? 1 : LINES_OF_OTHERS
  const rows = Math.min(LONGEST_VISIBLE, Math.max(fewest, numberProp(props, 'lines') ?? 1))
  return { rows, mostRows: Math.max(rows, Math.min(LONGEST_VISIBLE, numberProp(props, 'max_lines') ?? LONGEST_VISIBLE)) }
}

/** Custom properties with which the stylesheet makes a field grow. */
export function growingStyle({ rows, mostRows }: { rows: number; mostRows: number }): CSSProperties {
  // CSSProperties has no custom properties.
  return { '--rgs-rows': rows, '--rgs-most-rows': mostRows } as CSSProperties
}

function isMultiline({ props, component }: ParameterDescription): boolean {
  if (textProp(props, 'type') === 'password' || textProp(props, 'type') === 'email') return false
  return component !== 'textbox' || (numberProp(props, 'lines') ?? 1) > 1
}

function TextInput({ id, parameter, draft, onChange, describedBy, isInvalid, isRequired, isReadOnly }: InputProps): ReactElement {
  const { props } = parameter
  const text = typeof draft === 'string' ? draft : ''
  const shared = {
    id,
    value: text,
    placeholder: textProp(props, 'placeholder'),
    readOnly: isReadOnly,
    // Typed text has the direction of its own language, not of the page's.
    dir: flagProp(props, 'rtl') ? 'rtl' : 'auto',
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid || undefined,
    'aria-required': isRequired || undefined,
  } as const
  const type = textProp(props, 'type')
  // A field of one line would drop the line breaks of a default or an example.
  if (isMultiline(parameter) || (text.includes('\n') && type !== 'password' && type !== 'email')) {
    const lines = linesOf(parameter)
    return (
      <textarea
        {...shared}
        className="rgs-control rgs-textarea rgs-growing"
        rows={lines.rows}
        style={growingStyle(lines)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
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

/** `gr.Textbox`, and other components with a text value. An empty text is a value. */
export const textInput: InputKind = {
  Component: TextInput,
  locksItself: true,
  isWide: (parameter) => isMultiline(parameter) || textProp(parameter.props, 'placeholder') !== undefined || !parameter.hasDefault,
  toDraft: ({ defaultValue }) => textOfValue(defaultValue),
  read(draft, { props }, { messages, formats }) {
    const text = typeof draft === 'string' ? draft : ''
    const limit = numberProp(props, 'max_length')
    if (limit !== undefined && text.length > limit) return { ok: false, message: messages.issues.tooLong(limit, formats) }
    if (textProp(props, 'type') === 'email' && text !== '' && !ADDRESS.test(text)) return { ok: false, message: messages.issues.notEmail }
    return { ok: true, value: text }
  },
}
