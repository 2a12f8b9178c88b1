/** The result, in its final place from the first piece on. The last good one stays until there is a new one. */
import { forwardRef, useId } from 'react'
import type { ReactElement } from 'react'
import type { ReturnDescription } from '../../core/protocol/app-description.ts'
import { textProp } from '../inputs/component-props.ts'
import { OutputBoundary } from '../outputs/output-boundary.tsx'
import type { OutputPlaceholder } from '../outputs/output-kind.ts'
import { Placeholder } from '../outputs/placeholder.tsx'
import { kindOf, resolveOutput } from '../outputs/registry.ts'
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

/** All outputs in the endpoint's order; before the first value the room they will take, and nothing while no run goes on. */
export const Output = forwardRef<HTMLDivElement, OutputProps>(function Output(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { data, isDataStale, state, endpoint } = stream
  const isGoing = isActive(stream)
  const isPending = data === null && isGoing && endpoint !== null
  const values = data ?? (isPending ? endpoint.returns.map(() => null) : [])
  const updates = 'updates' in state && !isDataStale ? state.updates : null
  const shown = values.flatMap((value, index) => {
    const description = endpoint?.returns[index]
    const componentProps = { ...description?.props, ...updates?.[index] }
    const placeholder = kindOf(settings.outputs, description?.component ?? '')?.placeholder
    // A component the app has hidden has nothing to say, and one whose size is not known gets no room.
    const isHidden = componentProps.visible === false || componentProps.visible === 'hidden' || (isPending && !placeholder)
    return isHidden ? [] : [{ value, index, description, componentProps, placeholder: isPending ? placeholder : undefined }]
  })
  if (shown.length === 0) return null
  const isStreaming = isGoing && !isDataStale
  const { label, stale } = settings.messages.output
  const own = {
    className: 'rgs-outputs',
    role: 'group',
    'aria-label': isDataStale ? stale : label,
    'aria-busy': isStreaming,
    'data-stale': isDataStale || undefined,
    children: shown.map((one) => <OneOutput key={one.index} {...one} count={values.length} isStreaming={isStreaming} />),
  }
  const told = { ...part, data: data ?? [], isStale: isDataStale, isStreaming }
  return <PartElement tag="div" own={own} given={props} state={told} elementRef={ref} />
})

interface OneOutputProps {
  value: unknown
  index: number
  count: number
  description: ReturnDescription | undefined
  /** The description's properties, an update of the run laid over them. */
  componentProps: Readonly<Record<string, unknown>>
  /** The value is still to come. */
  placeholder: OutputPlaceholder | undefined
  isStreaming: boolean
}

function OneOutput({ value, index, count, description, componentProps, placeholder, isStreaming }: OneOutputProps): ReactElement {
  const { stream, settings } = useGradioProcess()
  const { messages, formats, outputs } = settings
  const labelId = useId()
  const component = description?.component ?? ''
  const label =
    textProp(componentProps, 'label') ??
    (description?.label || (count > 1 ? messages.output.unnamed(index + 1, formats) : messages.output.label))
  const kind = resolveOutput(outputs, component, value)
  const copyText = kind.toText
  const canCopy = copyText !== undefined && value !== null && value !== '' && !placeholder && !isStreaming
  const isUnknown = component !== '' && kindOf(outputs, component) === undefined
  return (
    <section className="rgs-output" aria-labelledby={labelId} data-component={component || undefined}>
      <div className="rgs-output-head" data-unlabelled={componentProps.show_label === false || undefined}>
        <h3 id={labelId} className="rgs-output-label" dir="auto">
          {label}
        </h3>
        {isUnknown && <span className="rgs-output-component rgs-mono">{messages.media.unknownKind(component)}</span>}
        {canCopy && <CopyButton label={label} text={() => copyText(value, componentProps)} />}
      </div>
      {placeholder ? (
        <Placeholder shape={placeholder} componentProps={componentProps} />
      ) : (
        <OutputBoundary value={value} label={label}>
          <kind.Component
            value={value}
            label={label}
            componentProps={componentProps}
            app={stream.discovery.data ?? null}
            isStreaming={isStreaming}
            messages={messages}
            formats={formats}
          />
        </OutputBoundary>
      )}
    </section>
  )
}
