/**
 * The outputs of an endpoint, one after another. Loaded once an endpoint is known: the form is drawn before there is
 * a result.
 */
import type { ReactElement } from 'react'
import type { EndpointDescription, ReturnDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { OutputUpdate } from '@gradio-stream/client/internal/run/run-event'
import { textProp } from '../../kit/component-props.ts'
import { ConversationOutput } from '../../outputs/chat/conversation-output.tsx'
import { OutputBoundary } from '../../outputs/output-boundary.tsx'
import type { OutputPlaceholder, OutputRegistry } from '../../outputs/output-kind.ts'
import { Placeholder } from '../../outputs/placeholder.tsx'
import { OutputRegistryContext } from '../../outputs/registry-context.ts'
import { findOutput, registryOf, resolveOutput } from '../../outputs/output-registry.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import type { OutputListProps } from './output.tsx'
import { PartElement } from '../../kit/part.tsx'
import { isActive, useGradioProcess } from '../../kit/process-context.ts'
import { shownOutputs, whyNothing } from './shown-outputs.ts'
import { landmarkName } from '../title.tsx'

/** What is drawn. */
interface ListedOutputs {
  readonly endpoint: EndpointDescription | null
  readonly values: readonly unknown[]
  readonly updates: readonly OutputUpdate[] | null
  /** The values have not come: only their space is drawn. */
  readonly isPending: boolean
  readonly isStreaming: boolean
  /** The conversation, if the endpoint is a chat that returns only replies. */
  readonly conversation: readonly unknown[] | null
}

/** The element around the outputs; nothing if there is nothing to show. */
export function OutputList({ given, elementRef }: OutputListProps): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { state, endpoint, conversation } = stream
  // Until a run has values, those of the last one stay in sight, and say so.
  const data = stream.data ?? stream.previousData
  const isOld = stream.data === null && data !== null
  const isGoing = isActive(stream)
  const isTalk = Boolean(endpoint?.chat && conversation?.length)
  const isPending = data === null && isGoing && endpoint !== null
  const values = data ?? (isPending ? endpoint.returns.map(() => null) : [])
  const hasEnded = state.status === 'succeeded' && !stream.triggered
  if (values.length === 0 && !isTalk && !hasEnded) return null
  const isStreaming = isGoing && !isOld
  // In a conversation the position shows what is old.
  const isStale = isOld && !isTalk
  const updates = 'updates' in state && !isOld ? state.updates : null
  const { output } = settings.messages
  const list = { endpoint, values, updates, isPending, isStreaming, conversation }
  const drawn = listOutputs(settings.outputKinds, list)
  if (drawn.length === 0 && hasEnded) {
    drawn.push(
      <p key="nothing" className="rgs-muted rgs-output-empty">
        <bdi>{output.nothing(whyNothing(list))}</bdi>
      </p>,
    )
  }
  if (drawn.length === 0) return null
  const own = {
    className: 'rgs-outputs',
    role: 'group',
    'aria-label': isStale ? output.stale : output.label,
    'aria-busy': isStreaming,
    'data-stale': isStale || undefined,
    children: (
      <>
        {/*
         * While a run goes on, its status line is enough. Below the error of another run, nothing else would tell whose
         * values these are.
         */}
        {isStale && !isGoing && <p className="rgs-outputs-stale">{output.stale}</p>}
        {drawn}
      </>
    ),
  }
  const told = { ...part, data: data ?? [], isStale: isOld, isStreaming }
  return <PartElement tag="div" own={own} given={given} state={told} elementRef={elementRef} />
}

/** One element per visible output; none if there is nothing to show. `own`: the page's entries of the registry. */
function listOutputs(own: OutputRegistry | null, list: ListedOutputs): ReactElement[] {
  const { endpoint, values, updates, isPending, isStreaming, conversation } = list
  const registry = registryOf(own)
  const named = new Map<string, number>()
  const drawn = shownOutputs(list).flatMap(({ value, index }) => {
    const description = endpoint?.returns[index]
    const componentProps = { ...description?.props, ...updates?.[index] }
    const placeholder = findOutput(registry, description?.component ?? '')?.placeholder
    // An output of unknown size gets no space.
    if (isPending && !placeholder) return []
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
  if (!endpoint?.chat || !conversation || conversation.length === 0) return drawn
  const talk = (
    <OutputRegistryContext.Provider key="conversation" value={registry}>
      <ConversationOutput chat={endpoint.chat} value={conversation} />
    </OutputRegistryContext.Provider>
  )
  return [talk, ...drawn]
}

interface OneOutputProps {
  value: unknown
  index: number
  /** Its number among the outputs with the same label, from 1. */
  namesake: number
  count: number
  registry: OutputRegistry
  description: ReturnDescription | undefined
  /** The description's properties, with the run's updates. */
  componentProps: Readonly<Record<string, unknown>>
  /** The value has not come. */
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
  // In a list of names they need a number; on the page their position is enough.
  const name = namesake > 1 ? `${label} (${formats.number(namesake)})` : label
  const kind = resolveOutput(registry, component, value)
  const copyText = kind.toText
  const canCopy = copyText !== undefined && value !== null && value !== '' && !placeholder && !isStreaming
  // The value of a button is its label.
  const isUnknown = component !== '' && !component.endsWith('button') && findOutput(registry, component) === undefined
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
              schema={description?.schema}
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
