/** The field in an edited cell. It holds the typed text until the text is taken or dropped. */
import { useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'

/** Where the cursor goes after an edit. */
export type AfterEdit = 'stay' | 'down' | 'up' | 'next' | 'previous'

/** Props of {@link CellEditor}. */
export interface CellEditorProps {
  /** The initial text; selected if `selects`. */
  text: string
  selects: boolean
  label: string
  isNumber: boolean
  onTake: (text: string, after: AfterEdit) => void
  onDrop: () => void
}

/** Enter, Tab and leaving take the text; Escape drops it. */
export function CellEditor({ text, selects, label, isNumber, onTake, onDrop }: CellEditorProps): ReactElement {
  const field = useRef<HTMLTextAreaElement>(null)
  const [typed, setTyped] = useState(text)
  // After a key has taken the text, the field is left. That must not take the text again.
  const isDone = useRef(false)
  useLayoutEffect(() => {
    isDone.current = false
    const element = field.current
    if (!element) return
    element.focus({ preventScroll: true })
    if (selects) element.select()
    else element.setSelectionRange(element.value.length, element.value.length)
  }, [selects])
  const take = (after: AfterEdit): void => {
    if (isDone.current) return
    isDone.current = true
    onTake(typed, after)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // In an input method Enter ends a word, not the edit.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      isDone.current = true
      onDrop()
    } else if (event.key === 'Tab') {
      event.preventDefault()
      take(event.shiftKey ? 'previous' : 'next')
    } else if (event.key === 'Enter' && !event.altKey) {
      event.preventDefault()
      // With Control the form also submits.
      take(event.ctrlKey || event.metaKey ? 'stay' : event.shiftKey ? 'up' : 'down')
    }
  }
  return (
    <textarea
      ref={field}
      className="rgs-cell-editor"
      rows={1}
      value={typed}
      dir="auto"
      aria-label={label}
      inputMode={isNumber ? 'decimal' : undefined}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => take('stay')}
    />
  )
}
