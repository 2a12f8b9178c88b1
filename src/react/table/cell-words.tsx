/** The text of a cell. It runs, and is cut, in its own direction, not in the page's. */
import type { ReactElement } from 'react'

/** Numbers, dates and signs alone have no direction: the page's direction would reverse them. */
export function CellText({ text }: { text: string }): ReactElement {
  return (
    <span className="rgs-grid-text" dir={/\p{L}/u.test(text) ? 'auto' : 'ltr'}>
      {text}
    </span>
  )
}
