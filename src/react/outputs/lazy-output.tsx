/**
 * Outputs whose code is loaded when the first of their kind is drawn. Until then, and where loading fails, something simpler
 * of about the same size stands in: a value that has come is never hidden by code that has not.
 */
import { Component, lazy, Suspense } from 'react'
import type { ComponentType, ReactElement, ReactNode } from 'react'
import type { OutputComponentProps } from './output-kind.ts'

type Load<Props> = () => Promise<{ readonly default: ComponentType<Props> }>

/**
 * A component that is loaded when it is first drawn.
 * `Meanwhile` is drawn before that, and for good where the code cannot be loaded; the next output of the kind tries again.
 */
export function lazyOutput<Props extends object = OutputComponentProps>(
  load: Load<Props>,
  Meanwhile: ComponentType<Props>,
): ComponentType<Props> {
  let Loaded = lazy(load)
  // React keeps the answer of `lazy` for ever, a refusal too.
  const forget = (): void => {
    Loaded = lazy(load)
  }
  return function LazyOutput(props: Props): ReactElement {
    const meanwhile = <Meanwhile {...props} />
    return (
      <LoadBoundary meanwhile={meanwhile} onFail={forget}>
        <Suspense fallback={meanwhile}>
          <Loaded {...props} />
        </Suspense>
      </LoadBoundary>
    )
  }
}

interface LoadBoundaryProps {
  readonly meanwhile: ReactElement
  readonly onFail: () => void
  readonly children: ReactNode
}

/** Catches code that cannot be loaded, and code that cannot draw what the app sent. */
class LoadBoundary extends Component<LoadBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true }
  }

  override componentDidCatch(): void {
    this.props.onFail()
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.meanwhile : this.props.children
  }
}
