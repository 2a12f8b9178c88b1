/**
 * A half-typed number or date: the browser hides the text and reports an empty value, which must not count as an empty
 * field.
 */
import type { SyntheticEvent } from 'react'

/** The draft of a control whose text is not a value. */
export const UNREADABLE = '\u0000'

/** The content of a control as a draft. */
export function draftIn(control: HTMLInputElement): string {
  return control.validity?.badInput ? UNREADABLE : control.value
}

/** Handlers that keep the draft correct: React reports no change while the value stays empty. */
export function watchUnreadable(draft: unknown, onChange: (draft: string) => void) {
  const look = ({ currentTarget }: SyntheticEvent<HTMLInputElement>): void => {
    const isUnreadable = draftIn(currentTarget) === UNREADABLE
    if (isUnreadable !== (draft === UNREADABLE)) onChange(isUnreadable ? UNREADABLE : currentTarget.value)
  }
  return { onKeyUp: look, onBlur: look }
}
