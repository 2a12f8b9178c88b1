/**
 * Code in a plain field with a monospace font. Tab leaves it, as in every other field: otherwise a keyboard user could
 * not get out.
 */
import type { ReactElement } from 'react'
import { numberProp, plainText, textProp } from '../../kit/component-props.ts'
import type { InputKind, InputProps } from '../input-kind.ts'
import { growingStyle } from './text-input.tsx'

const FEWEST_ROWS = 5
const MOST_ROWS = 24

function CodeInput({ id, parameter, draft, onChange, describedBy, isInvalid, isRequired, isReadOnly }: InputProps): ReactElement {
  const rows = Math.min(MOST_ROWS, Math.max(1, numberProp(parameter.props, 'lines') ?? FEWEST_ROWS))
  const mostRows = Math.max(rows, Math.min(MOST_ROWS, numberProp(parameter.props, 'max_lines') ?? MOST_ROWS))
  return (
    <textarea
      id={id}
      className="rgs-control rgs-textarea rgs-mono rgs-growing"
      rows={rows}
      style={growingStyle({ rows, mostRows })}
      value={typeof draft === 'string' ? draft : ''}
      placeholder={textProp(parameter.props, 'language')}
      readOnly={isReadOnly}
      // Code is written from left to right in every language.
      dir="ltr"
      wrap="off"
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      aria-describedby={describedBy}
      aria-invalid={isInvalid || undefined}
      aria-required={isRequired || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** `gr.Code`. An empty text is a value. */
export const codeInput: InputKind = {
  Component: CodeInput,
  locksItself: true,
  isWide: true,
  toDraft: ({ defaultValue }) => plainText(defaultValue),
}
