/** Catches an output that cannot be drawn, so that the others and the page survive: its value is shown as text. */
import type { ReactElement, ReactNode } from 'react'
import { DrawBoundary } from '../kit/draw-boundary.tsx'
import { writeJson } from '../kit/write-json.ts'
import { CodeBlock } from './code/code-block.tsx'

/** Props of {@link OutputBoundary}. */
export interface OutputBoundaryProps {
  readonly value: unknown
  readonly label: string
  readonly children: ReactNode
}

/** Most characters of such a value that are laid out. */
const MAX_LENGTH = 20_000

/** Tries again with the next value. */
export function OutputBoundary({ value, label, children }: OutputBoundaryProps): ReactElement {
  return (
    <DrawBoundary of={value} instead={<AsItCame value={value} label={label} />}>
      {children}
    </DrawBoundary>
  )
}

function AsItCame({ value, label }: Omit<OutputBoundaryProps, 'children'>): ReactElement {
  return <CodeBlock text={shorten(value)} label={label} />
}

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : writeJson(value, 2)
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}…`
}
