/** Preformatted text in a box that scrolls. */
import type { ReactElement } from 'react'
import { LongCode } from './long-code.tsx'

/** A block of code with a name for screen readers. */
export function CodeBlock({ text, label }: { text: string; label: string }): ReactElement {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what scrolls must be reachable by keyboard, and named
    <pre className="rgs-code" dir="ltr" tabIndex={0} role="group" aria-label={label}>
      <LongCode text={text} />
    </pre>
  )
}
