/**
 * Fields whose code is loaded when the first of their kind is drawn. Until then something of their size stands there; where the code
 * cannot be loaded, a plainer field does the same.
 */
import { Component, lazy, Suspense } from 'react'
import type { ComponentType, ReactElement, ReactNode } from 'react'
import type { InputProps } from './input-kind.ts'

type Load = () => Promise<{ readonly default: ComponentType<InputProps> }>

/** What stands in for a field. */
export interface StandIns {
  /** While the code is on its way. */
  readonly Meanwhile: ComponentType<InputProps>
  /** Where it could not be loaded. The next field of the kind tries again. */
  readonly Instead: ComponentType<InputProps>
}

/** A field that is loaded when it is first drawn. */
export function lazyInput(load: Load, { Meanwhile, Instead }: StandIns): ComponentType<InputProps> {
  let Loaded = lazy(load)
  // React keeps the answer of `lazy` for ever, a refusal too.
  const forget = (): void => {
    Loaded = lazy(load)
  }
  return function LazyInput(props: InputProps): ReactElement {
    return (
      <LoadBoundary instead={<Instead {...props} />} onFail={forget}>
        <Suspense fallback={<Meanwhile {...props} />}>
          <Loaded {...props} />
        </Suspense>
      </LoadBoundary>
    )
  }
}

interface LoadBoundaryProps {
  readonly instead: ReactElement
  readonly onFail: () => void
  readonly children: ReactNode
}

class LoadBoundary extends Component<LoadBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true }
  }

  override componentDidCatch(): void {
    this.props.onFail()
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.instead : this.props.children
  }
}
