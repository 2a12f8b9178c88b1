/** Fields whose code is loaded when the first of their kind is drawn. What was typed is the form's, so none of it hangs on that. */
import { Component, lazy, Suspense } from 'react'
import type { ComponentType, ReactElement, ReactNode } from 'react'
import type { InputProps } from './input-kind.ts'

type Load = () => Promise<{ readonly default: ComponentType<InputProps> }>

/** A field that is loaded when it is first drawn. `Meanwhile` has its size; `Instead` takes its place for good where the code cannot be loaded. */
export function lazyInput(load: Load, Meanwhile: ComponentType<InputProps>, Instead: ComponentType<InputProps>): ComponentType<InputProps> {
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

/** Catches code that cannot be loaded. */
class LoadBoundary extends Component<{ instead: ReactElement; onFail: () => void; children: ReactNode }, { hasFailed: boolean }> {
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
