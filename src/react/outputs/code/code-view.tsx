/** Code in a box: coloured if its language is known, with line numbers if the app wants them. */
import type { ReactElement } from 'react'
import { CodePieces } from './code-pieces.tsx'
import { LongCode } from './long-code.tsx'
import { useHighlighted } from './use-highlighted.ts'

/** Props of {@link CodeView}. */
export interface CodeViewProps {
  readonly code: string
  readonly language: string | null
  /** Name of the box, for screen readers. */
  readonly label: string
  readonly isGrowing?: boolean
  /** Long lines wrap instead of leaving the box. @defaultValue false */
  readonly wraps?: boolean
  /** @defaultValue false */
  readonly hasLineNumbers?: boolean
}

// Longer code has no line numbers: they would be a long text themselves.
const MOST_NUMBERED_LINES = 5000

/** A block of code. */
export function CodeView(props: CodeViewProps): ReactElement {
  const { code, language, label, isGrowing = false, wraps = false, hasLineNumbers = false } = props
  const highlighted = useHighlighted(code, language, isGrowing)
  const lines = hasLineNumbers && !wraps && code.length < 500_000 ? code.split('\n').length : 0
  const isNumbered = lines > 0 && lines <= MOST_NUMBERED_LINES
  return (
    // oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what scrolls must be reachable by keyboard, and named
    <pre
      className="rgs-code rgs-code-view"
      data-wraps={wraps || undefined}
      data-numbered={isNumbered || undefined}
      dir="ltr"
      translate="no"
      tabIndex={0}
      role="group"
      aria-label={label}
    >
      {isNumbered && (
        <span
          className="rgs-code-numbers"
          aria-hidden="true"
          data-numbers={Array.from({ length: lines }, (_, line) => line + 1).join('\n')}
        />
      )}
      <code>
        {highlighted && <CodePieces pieces={highlighted.pieces} />}
        <LongCode text={highlighted ? code.slice(highlighted.length) : code} />
      </code>
    </pre>
  )
}
