/** One output that cannot be drawn takes neither the others nor the page with it: its value is shown as it came. */
import { Component } from 'react'
import type { ReactNode } from 'react'
import { writeJson } from '../write-json.ts'
import { CodeBlock } from './code-block.tsx'

/** Props of {@link OutputBoundary}. */
export interface OutputBoundaryProps {
  readonly value: unknown
  readonly label: string
  readonly children: ReactNode
}

/** More of a value that broke its own output is not laid out. */
const MAX_LENGTH = 20_000

interface State {
  readonly value: unknown
  readonly hasFailed: boolean
}

/** Tries again with the next value. */
export class OutputBoundary extends Component<OutputBoundaryProps, State> {
  override state: State = { value: this.props.value, hasFailed: false }

  static getDerivedStateFromProps({ value }: OutputBoundaryProps, state: State): State | null {
    return value === state.value ? null : { value, hasFailed: false }
  }

  static getDerivedStateFromError(): Pick<State, 'hasFailed'> {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    const { value, label, children } = this.props
    return this.state.hasFailed ? <CodeBlock text={shorten(value)} label={label} /> : children
  }
}

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : writeJson(value, 2)
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}…`
}
