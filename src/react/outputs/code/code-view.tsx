/** Code in a box: in colour where its language is known, with line numbers where the app wants them. */
import type { ReactElement } from 'react'
import { CodePieces } from './code-pieces.tsx'
import { LongText } from './long-text.tsx'
import { useHighlighted } from './use-highlighted.ts'

/** Props of {@link CodeView}. */
export interface CodeViewProps {
  readonly code: string
  readonly language: string | null
  /** Name of the box, for screen readers. */
  readonly label: string
  readonly isGrowing?: boolean
  /** Long lines go on below instead of out of the box. @defaultValue false */
  readonly wraps?: boolean
  /** @defaultValue false */
  readonly hasLineNumbers?: boolean
}

// Numbers of more lines than this would be a text of their own.
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
        <LongText text={highlighted ? code.slice(highlighted.length) : code} />
      </code>
    </pre>
  )
}
