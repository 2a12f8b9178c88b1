/**
 * Catches render errors and draws something else. If the page was changed outside React (by a translating browser, an
 * extension), it first renders the children again from scratch in a new element.
 */
import { Component, Fragment } from 'react'
import type { ReactNode } from 'react'

/** Props of {@link DrawBoundary}. */
export interface DrawBoundaryProps {
  /** What is drawn. A new value is tried again. */
  readonly of?: unknown
  /** The replacement; a function gets the error. */
  readonly instead: ReactNode | ((error: unknown) => ReactNode)
  readonly onFail?: () => void
  readonly children: ReactNode
}

interface State {
  readonly of: unknown
  /** `undefined`: nothing was thrown. */
  readonly failure: { readonly error: unknown } | undefined
  /** Another number is another element. */
  readonly turn: number
}

/** A program that changes the page each time would keep it busy forever. */
const MOST_TURNS = 20
/** The DOM's errors for a node that is no longer where React has put it. */
const FOREIGN_HANDS: ReadonlySet<unknown> = new Set(['NotFoundError', 'HierarchyRequestError'])

/** Draws its children, or their replacement. */
export class DrawBoundary extends Component<DrawBoundaryProps, State> {
  override state: State = { of: this.props.of, failure: undefined, turn: 0 }

  static getDerivedStateFromProps({ of }: DrawBoundaryProps, state: State): Partial<State> | null {
    return Object.is(of, state.of) ? null : { of, failure: undefined }
  }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { failure: { error } }
  }

  override componentDidCatch(error: unknown): void {
    if (isForeignHand(error) && this.state.turn < MOST_TURNS) this.setState(({ turn }) => ({ failure: undefined, turn: turn + 1 }))
    else this.props.onFail?.()
  }

  override render(): ReactNode {
    const { failure, turn } = this.state
    const { instead, children } = this.props
    if (!failure) return <Fragment key={turn}>{children}</Fragment>
    return typeof instead === 'function' ? instead(failure.error) : instead
  }
}

function isForeignHand(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && FOREIGN_HANDS.has(error.name)
}
