/** The text of a cell on the screen. It runs, and is cut, its own way, whichever way the page runs. */
import type { ReactElement } from 'react'

/** Numbers, dates and signs alone have no direction of their own, and would be turned around by that of the page. */
export function CellText({ text }: { text: string }): ReactElement {
  return (
    <span className="rgs-grid-text" dir={/\p{L}/u.test(text) ? 'auto' : 'ltr'}>
      {text}
    </span>
  )
}
