/**
 * A component whose code is loaded when it is first drawn: one for each third-party library and for each rare part.
 * Until then, and if it cannot be loaded, something simpler of the same size stands in: nothing moves.
 */
import { lazy, Suspense, useEffect, useMemo, useReducer, useState } from 'react'
import type { ComponentType, ReactElement, ReactNode } from 'react'
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import { loadInTime } from '@gradio-stream/client/internal/kit/load-piece'
import { DrawBoundary } from './draw-boundary.tsx'
import { useIsServed } from './use-is-served.ts'

/** As long as a request may take by default. */
const limit = { clock: systemClock, limitMs: 30_000 }

/** Props of the replacement for a component that could not be loaded, beside the component's own. */
export interface NotLoadedProps {
  /** `load-failed`, or what the loaded component threw. */
  readonly error: unknown
  readonly retry: () => void
}

/** What {@link lazyPart} makes. */
export type LazyPart<Props> = ComponentType<Props> & {
  /** Loads it ahead of need. Resolves also if it could not be loaded. */
  readonly load: () => Promise<void>
}

/**
 * Makes a component that is loaded when it is first drawn, and drawn at once if it is loaded already. `Meanwhile` is
 * drawn until then, `Instead` if the code cannot be loaded or throws. The next mount, or `retry`, loads again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  Meanwhile: ComponentType<Props>,
  Instead: (props: Props & NotLoadedProps) => ReactNode = (props) => <Meanwhile {...props} />,
): LazyPart<Props> {
  let loaded: ComponentType<Props> | null = null
  let loading: ReturnType<typeof load> | null = null
  const begin = async (): ReturnType<typeof load> => {
    try {
      const module = await loadInTime('draws this', load, limit)
      loaded = module.default
      return module
    } catch (cause) {
      // React's `lazy` keeps a failure for ever; a new one asks again.
      loading = null
      Lazy = lazy(get)
      throw cause
    }
  }
  const get = (): ReturnType<typeof load> => (loading ??= begin())
  let Lazy: ComponentType<Props> = lazy(get)
  function Part(props: Props): ReactElement {
    // `lazy` suspends once even if its module is there, hence `loaded`.
    const [Drawn, setDrawn] = useState(() => loaded ?? Lazy)
    const retry = (): void => setDrawn(() => loaded ?? Lazy)
    const shown = useServedProps(props, loaded === null, get)
    // The same element until something changes: an update would make React give up what a server has drawn.
    const drawn = useMemo(
      () => (
        <Suspense fallback={<Meanwhile {...shown} />}>
          <Drawn {...shown} />
        </Suspense>
      ),
      [Drawn, shown],
    )
    return (
      <DrawBoundary
        of={Drawn}
        // oxlint-disable-next-line react/no-unstable-nested-components -- an element, not a component
        instead={(error) => <Instead {...props} error={error} retry={retry} />}
      >
        {drawn}
      </DrawBoundary>
    )
  }
  return Object.assign(Part, { load: () => get().then(ignore, ignore) })
}

/**
 * The props that a server has drawn with, until the code is there that takes over what it has drawn; then the
 * latest.
 */
function useServedProps<Props>(props: Props, isComing: boolean, load: () => Promise<unknown>): Props {
  const isServed = useIsServed()
  const [served] = useState(isServed ? props : null)
  const [, drawAgain] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    if (served !== null) load().then(drawAgain, drawAgain)
    // oxlint-disable-next-line react/exhaustive-deps -- once
  }, [])
  return served !== null && isComing ? served : props
}

function ignore(): void {}
