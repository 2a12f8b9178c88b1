/**
 * What a typed function answers with (`gr.api`, `gr.Server`): its values have no component, so each is drawn as what
 * it is.
 */
import { useContext } from 'react'
import type { ReactElement } from 'react'
import { writeJson } from '../../kit/write-json.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { OutputRegistryContext } from '../registry-context.ts'
import { componentOf } from './component-of.ts'
import { TypedView } from './typed-view.tsx'

function TypedOutput(props: OutputComponentProps): ReactElement {
  const registry = useContext(OutputRegistryContext)
  const component = componentOf(props.value)
  const kind = component !== null && Object.hasOwn(registry, component) ? registry[component] : undefined
  return kind ? <kind.Component {...props} /> : <TypedView {...props} />
}

/** `api`, the component of typed functions. */
export const typedOutput: OutputKind = {
  Component: TypedOutput,
  toText: (value) => (typeof value === 'string' ? value : writeJson(value, 2)),
}
