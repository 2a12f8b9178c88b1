/** The outputs of an endpoint, one after the other. Loaded with the first run: a page draws its form long before there is a result. */
import type { ReactElement } from 'react'
import type { EndpointDescription, ReturnDescription } from '../../core/protocol/app-description.ts'
import type { OutputUpdate } from '../../core/run/run-event.ts'
import { textProp } from '../inputs/component-props.ts'
import { OutputBoundary } from '../outputs/output-boundary.tsx'
import type { OutputPlaceholder, OutputRegistry } from '../outputs/output-kind.ts'
import { Placeholder } from '../outputs/placeholder.tsx'
import { OutputRegistryContext } from '../outputs/registry-context.ts'
import { kindOf, registryOf, resolveOutput } from '../outputs/registry.ts'
import { CopyButton } from './copy-button.tsx'
import { useGradioProcess } from './process-context.ts'
import { landmarkName } from './title.tsx'

/** What there is to draw. */
export interface OutputList {
  readonly endpoint: EndpointDescription | null
  readonly values: readonly unknown[]
  readonly updates: readonly OutputUpdate[] | null
  /** The values are still to come: only their room is drawn. */
  readonly isPending: boolean
  readonly isStreaming: boolean
}

/** One element for each output that is shown; none where there is nothing to see. `own` are the user's entries of the registry. */
export function listOutputs(own: OutputRegistry | null, list: OutputList): readonly ReactElement[] {
  const { endpoint, values, updates, isPending, isStreaming } = list
  const registry = registryOf(own)
  const named = new Map<string, number>()
  return values.flatMap((value, index) => {
    const description = endpoint?.returns[index]
    const componentProps = { ...description?.props, ...updates?.[index] }
    const placeholder = kindOf(registry, description?.component ?? '')?.placeholder
    // A component the app has hidden has nothing to say, and one whose size is not known gets no room.
    const isHidden = componentProps.visible === false || componentProps.visible === 'hidden' || (isPending && !placeholder)
    if (isHidden) return []
    const given = textProp(componentProps, 'label') ?? description?.label ?? ''
    const namesake = (named.get(given) ?? 0) + 1
    named.set(given, namesake)
    const one = {
      value,
      index,
      namesake: given === '' ? 1 : namesake,
      description,
      componentProps,
      placeholder: isPending ? placeholder : undefined,
    }
    return [<OneOutput key={index} {...one} registry={registry} count={values.length} isStreaming={isStreaming} />]
  })
}

interface OneOutputProps {
  value: unknown
  index: number
  /** Which of the outputs with this label it is, from 1. */
  namesake: number
  count: number
  registry: OutputRegistry
  description: ReturnDescription | undefined
  /** The description's properties, an update of the run laid over them. */
  componentProps: Readonly<Record<string, unknown>>
  /** The value is still to come. */
  placeholder: OutputPlaceholder | undefined
  isStreaming: boolean
}

function OneOutput({
  value,
  index,
  namesake,
  count,
  registry,
  description,
  componentProps,
  placeholder,
  isStreaming,
}: OneOutputProps): ReactElement {
  const { stream, settings } = useGradioProcess()
  const { messages, formats } = settings
  const component = description?.component ?? ''
  const label =
    textProp(componentProps, 'label') ??
    (description?.label || (count > 1 ? messages.output.unnamed(index + 1, formats) : messages.output.label))
  // Told apart where all one has is a list of names; under each other they are seen apart.
  const name = namesake > 1 ? `${label} (${formats.number(namesake)})` : label
  const kind = resolveOutput(registry, component, value)
  const copyText = kind.toText
  const canCopy = copyText !== undefined && value !== null && value !== '' && !placeholder && !isStreaming
  const isUnknown = component !== '' && kindOf(registry, component) === undefined
  return (
    <section className="rgs-output" aria-label={landmarkName(stream, settings, name)} data-component={component || undefined}>
      <div className="rgs-output-head" data-unlabelled={componentProps.show_label === false || undefined}>
        <h3 className="rgs-output-label" dir="auto">
          {label}
        </h3>
        {isUnknown && (
          <span className="rgs-output-component rgs-mono">
            <bdi>{messages.media.unknownKind(component)}</bdi>
          </span>
        )}
        {canCopy && <CopyButton label={name} text={() => copyText(value, componentProps)} />}
      </div>
      {placeholder ? (
        <Placeholder shape={placeholder} componentProps={componentProps} />
      ) : (
        <OutputRegistryContext.Provider value={registry}>
          <OutputBoundary value={value} label={label}>
            <kind.Component
              value={value}
              label={label}
              componentId={description?.componentId}
              componentProps={componentProps}
              app={stream.discovery.data ?? null}
              isStreaming={isStreaming}
              messages={messages}
              formats={formats}
            />
          </OutputBoundary>
        </OutputRegistryContext.Provider>
      )}
    </section>
  )
}
