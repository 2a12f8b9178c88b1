/** The field a cell becomes while it is edited. It keeps what is typed to itself until it is taken or dropped. */
import { useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'

/** Where to go once a cell is taken. */
export type AfterEdit = 'stay' | 'down' | 'up' | 'next' | 'previous'

/** Props of {@link CellEditor}. */
export interface CellEditorProps {
  /** What it starts with; all of it is selected where `selects`. */
  text: string
  selects: boolean
  label: string
  isNumber: boolean
  onTake: (text: string, after: AfterEdit) => void
  onDrop: () => void
}

/** Enter and Tab take what is typed, Escape drops it, and leaving takes it. */
export function CellEditor({ text, selects, label, isNumber, onTake, onDrop }: CellEditorProps): ReactElement {
  const field = useRef<HTMLTextAreaElement>(null)
  const [typed, setTyped] = useState(text)
  // A cell that is taken by a key is left right after: that must not take it again.
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
    // Enter ends a word in an input method, not the cell.
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
      // With Control the form goes on to send it.
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
