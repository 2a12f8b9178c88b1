/** A text area for what a program reads: code, JSON. Tab leaves it: otherwise a keyboard user could not get out. */
import { forwardRef } from 'react'
import type { ComponentPropsWithoutRef } from 'react'
import type { InputProps } from '../input-kind.ts'

type CodeAreaProps = Pick<InputProps, 'id' | 'draft' | 'onChange' | 'describedBy' | 'isInvalid' | 'isRequired' | 'isReadOnly'> &
  Pick<ComponentPropsWithoutRef<'textarea'>, 'className' | 'rows' | 'style' | 'placeholder' | 'wrap'>

/** The area. A draft that is no text is shown as empty. */
export const CodeArea = forwardRef<HTMLTextAreaElement, CodeAreaProps>(function CodeArea(props, ref) {
  const { draft, onChange, describedBy, isInvalid, isRequired, isReadOnly, className = '', ...rest } = props
  return (
    <textarea
      ref={ref}
      {...rest}
      className={`rgs-control rgs-textarea rgs-mono ${className}`.trimEnd()}
      value={typeof draft === 'string' ? draft : ''}
      readOnly={isReadOnly}
      // Code is written from left to right in every language.
      dir="ltr"
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      aria-describedby={describedBy}
      aria-invalid={isInvalid || undefined}
      aria-required={isRequired || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
})
