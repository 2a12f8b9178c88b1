/**
 * A number or a date of which only a part is typed: the browser keeps the text to itself and answers with nothing, which must not be taken
 * for a field that was left empty.
 */
import type { SyntheticEvent } from 'react'

/** Draft of a control that holds something which is no value. */
export const UNREADABLE = '\u0000'

/** What a control holds, as a draft. */
export function draftIn(control: HTMLInputElement): string {
  return control.validity?.badInput ? UNREADABLE : control.value
}

/** Handlers that keep the draft true: React tells of no change while the value stays empty. */
export function watchUnreadable(draft: unknown, onChange: (draft: string) => void) {
  const look = ({ currentTarget }: SyntheticEvent<HTMLInputElement>): void => {
    const isUnreadable = draftIn(currentTarget) === UNREADABLE
    if (isUnreadable !== (draft === UNREADABLE)) onChange(isUnreadable ? UNREADABLE : currentTarget.value)
  }
  return { onKeyUp: look, onBlur: look }
}
