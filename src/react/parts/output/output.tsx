/** The result, in its final place from the first value on. The last good result stays until there is a new one. */
import { forwardRef, useEffect } from 'react'
import type { ForwardedRef, ReactElement } from 'react'
import { lazyPart } from '../../kit/lazy-part.tsx'
import type { LazyPart } from '../../kit/lazy-part.tsx'
import { NotLoaded } from '../error/not-loaded.tsx'
import type { PartProps, PartState } from '../../kit/part.tsx'
import { isActive, useGradioProcess } from '../../kit/process-context.ts'

/** State for a `render` function of the output. */
export interface OutputState extends PartState {
  readonly data: readonly unknown[]
  /** The values are from the run before. */
  readonly isStale: boolean
  /** The values are still growing. */
  readonly isStreaming: boolean
}
/** Props of `GradioProcess.Output`. */
export type OutputProps = PartProps<'div', OutputState>

/** Props of {@link LateOutputList}. */
export interface OutputListProps {
  readonly given: OutputProps
  readonly elementRef: ForwardedRef<HTMLDivElement>
}

/** The code for results, loaded once an endpoint is known. */
export const LateOutputList: LazyPart<OutputListProps> = lazyPart<OutputListProps>(
  () => import('./value-parts.ts').then(({ OutputList }) => ({ default: OutputList })),
  () => null,
  NotLoaded,
)

/** All outputs in the endpoint's order. Before the first value, the space for them; nothing without a run. */
export const Output = forwardRef<HTMLDivElement, OutputProps>(function Output(props, ref): ReactElement | null {
  const { stream } = useGradioProcess()
  const { state, endpoint, conversation } = stream
  const data = stream.data ?? stream.previousData
  // A resumed run is known together with the app, and so is the space of its outputs.
  const isExpected = endpoint !== null || stream.isKept
  useEffect(() => {
    if (isExpected) void LateOutputList.load()
  }, [isExpected])
  const isPending = isActive(stream) && endpoint !== null
  // A conversation exists before its first reply.
  const isTalk = Boolean(endpoint?.chat && conversation?.length)
  if (data === null && !isPending && !isTalk && state.status !== 'succeeded') return null
  return <LateOutputList given={props} elementRef={ref} />
})
