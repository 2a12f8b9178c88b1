/**
 * What is loaded when the first of its kind is drawn. Until then, and where it cannot be loaded, something simpler of about the same size
 * stands in: a value that has come, or was typed, is never hidden by code that has not.
 */
import { Component, lazy, Suspense, useState } from 'react'
import type { ComponentType, ReactElement, ReactNode } from 'react'
import { systemClock } from '../core/clock.ts'
import { Piece } from '../core/load-piece.ts'

/** As the other pieces. */
const LIMIT_MS = 30_000

type Load<Props> = () => Promise<{ readonly default: ComponentType<Props> }>

/** What {@link lazyPart} makes. */
export type LazyPart<Props> = ComponentType<Props> & {
  /** Loads it ahead of need. Resolves when it is there, or could not be loaded. */
  readonly load: () => Promise<void>
}

/**
 * A component that is loaded when it is first drawn. `Meanwhile` is drawn before that; `Instead` for good where the code cannot be loaded, or
 * cannot draw what it is given. The next one of the kind tries again.
 */
export function lazyPart<Props extends object>(
  load: Load<Props>,
  Meanwhile: ComponentType<Props>,
  Instead: ComponentType<Props> = Meanwhile,
): LazyPart<Props> {
  const piece = new Piece('draws this', load)
  const get = (): ReturnType<Load<Props>> => piece.get({ clock: systemClock, limitMs: LIMIT_MS })
  let Loaded = lazy(get)
  // React keeps the answer of `lazy` for ever, a refusal too.
  const forget = (): void => {
    Loaded = lazy(get)
  }
  function Part(props: Props): ReactElement {
    // `lazy` would draw what is there already a moment later. What was drawn with it stays: another element would begin anew.
    const [here] = useState(() => piece.now)
    const drawn = here ? <here.default {...props} /> : <Loaded {...props} />
    return (
      <LoadBoundary instead={<Instead {...props} />} onFail={forget}>
        <Suspense fallback={<Meanwhile {...props} />}>{drawn}</Suspense>
      </LoadBoundary>
    )
  }
  return Object.assign(Part, { load: () => get().then(ignore, ignore) })
}

function ignore(): void {}

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
