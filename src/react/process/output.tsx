/** The result, in its final place from the first piece on. The last good one stays until there is a new one. */
import { forwardRef, useId } from 'react'
import type { ReactElement } from 'react'
import type { ReturnDescription } from '../../core/protocol/app-description.ts'
import type { OutputUpdate } from '../../core/run/run-event.ts'
import { resolveOutput } from '../outputs/registry.ts'
import { CopyButton } from './copy-button.tsx'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
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

/** All outputs in the endpoint's order; draws nothing before the first value. */
export const Output = forwardRef<HTMLDivElement, OutputProps>(function Output(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { data, isDataStale, state, endpoint } = stream
  if (!data || data.length === 0) return null
  const isStreaming = isActive(stream) && !isDataStale
  const updates = 'updates' in state && !isDataStale ? state.updates : null
  const { label, stale } = settings.messages.output
  const children = data.map((value, index) => (
    <OneOutput
      key={index}
      value={value}
      index={index}
      count={data.length}
      description={endpoint?.returns[index]}
      update={updates?.[index] ?? null}
      isStreaming={isStreaming}
    />
  ))
  const own = {
    className: 'rgs-outputs',
    role: 'group',
    'aria-label': isDataStale ? stale : label,
    'aria-busy': isStreaming,
    'data-stale': isDataStale || undefined,
    children,
  }
  return <PartElement tag="div" own={own} given={props} state={{ ...part, data, isStale: isDataStale, isStreaming }} elementRef={ref} />
})

interface OneOutputProps {
  value: unknown
  index: number
  count: number
  description: ReturnDescription | undefined
  update: OutputUpdate
  isStreaming: boolean
}

function OneOutput({ value, index, count, description, update, isStreaming }: OneOutputProps): ReactElement | null {
  const { stream, settings } = useGradioProcess()
  const { messages, formats, outputs } = settings
  const labelId = useId()
  const props = { ...description?.props, ...update }
  // A component the app has hidden has nothing to say.
  if (props.visible === false) return null
  const named = typeof props.label === 'string' && props.label !== '' ? props.label : description?.label
  const label = named || (count > 1 ? messages.output.unnamed(index + 1, formats) : messages.output.label)
  const kind = resolveOutput(outputs, description?.component ?? '', value)
  const copyText = kind.toText
  const canCopy = copyText !== undefined && value !== null && value !== ''
  return (
    <section className="rgs-output" aria-labelledby={labelId}>
      <div className="rgs-output-head">
        <h3 id={labelId} className="rgs-output-label" dir="auto">
          {label}
        </h3>
        {canCopy && !isStreaming && <CopyButton label={label} text={() => copyText(value)} />}
      </div>
      <kind.Component
        value={value}
        label={label}
        componentProps={props}
        app={stream.discovery.data ?? null}
        isStreaming={isStreaming}
        messages={messages}
        formats={formats}
      />
    </section>
  )
}
