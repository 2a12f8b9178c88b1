/** Code in a plain field with a monospace font. */
import type { ReactElement } from 'react'
import { numberProp, textOfValue, textProp } from '../../kit/component-props.ts'
import type { InputKind, InputProps } from '../input-kind.ts'
import { CodeArea } from './code-area.tsx'
import { growingStyle } from './text-input.tsx'

const FEWEST_ROWS = 5
const MOST_ROWS = 24

function CodeInput({ id, parameter, draft, onChange, describedBy, isInvalid, isRequired, isReadOnly }: InputProps): ReactElement {
  const rows = Math.min(MOST_ROWS, Math.max(1, numberProp(parameter.props, 'lines') ?? FEWEST_ROWS))
  const mostRows = Math.max(rows, Math.min(MOST_ROWS, numberProp(parameter.props, 'max_lines') ?? MOST_ROWS))
  return (
    <CodeArea
      {...{ id, draft, onChange, describedBy, isInvalid, isRequired, isReadOnly, rows }}
      className="rgs-growing"
      style={growingStyle({ rows, mostRows })}
      placeholder={textProp(parameter.props, 'language')}
      wrap="off"
    />
  )
}

/** `gr.Code`. An empty text is a value. */
export const codeInput: InputKind = {
  Component: CodeInput,
  locksItself: true,
  isWide: true,
  toDraft: ({ defaultValue }) => textOfValue(defaultValue),
}
