/** The result, in its final place from the first piece on. The last good one stays until there is a new one. */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import { useLateCode } from '../late-code.ts'
import { BareError } from './bare-error.tsx'
import { outputCode } from './late-pieces.ts'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { PlainOutputs } from './plain-outputs.tsx'
import { isActive, useGradioProcess } from './process-context.ts'

/** What a `render` of the output is told. */
export interface OutputState extends PartState {
  readonly data: readonly unknown[]
  /** The values are of the run before. */
  readonly isStale: boolean
  /** The values are still growing. */
  readonly isStreaming: boolean
}
/** Props of `GradioProcess.Output`. */
export type OutputProps = PartProps<'div', OutputState>

/** All outputs in the endpoint's order; before the first value the room they will take, and nothing while no run goes on. */
export const Output = forwardRef<HTMLDivElement, OutputProps>(function Output(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { data, isDataStale, state, endpoint } = stream
  const isGoing = isActive(stream)
  // A run that was kept is there with the app, and with it the room of what it gives.
  const isExpected = endpoint !== null || stream.isKept
  const { code, error } = useLateCode(outputCode, data !== null ? 'now' : isExpected ? 'soon' : 'never')
  const isPending = data === null && isGoing && endpoint !== null
  const values = data ?? (isPending ? endpoint.returns.map(() => null) : [])
  if (values.length === 0) return null
  const isStreaming = isGoing && !isDataStale
  const updates = 'updates' in state && !isDataStale ? state.updates : null
  const { label, stale } = settings.messages.output
  const drawn = code?.listOutputs(settings.outputs, { endpoint, values, updates, isPending, isStreaming })
  if (drawn?.length === 0 || (!drawn && isPending)) return null
  const own = {
    className: 'rgs-outputs',
    role: 'group',
    'aria-label': isDataStale ? stale : label,
    'aria-busy': isStreaming,
    'data-stale': isDataStale || undefined,
    children: drawn ?? (
      <>
        <PlainOutputs values={values} endpoint={endpoint} />
        {error && <BareError error={error} retry={outputCode.load} />}
      </>
    ),
  }
  const told = { ...part, data: data ?? [], isStale: isDataStale, isStreaming }
  return <PartElement tag="div" own={own} given={props} state={told} elementRef={ref} />
})
