/**
 * The fields of an endpoint in their author's arrangement, and its examples. Without an arrangement, fields with a
 * default beyond the first few are in a fold.
 */
import { memo } from 'react'
import type { ReactNode } from 'react'
import type { EndpointDescription, ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { fieldsWithin } from '@gradio-stream/client/internal/protocol/describe/layout'
import type { LayoutNode } from '@gradio-stream/client/internal/protocol/describe/layout'
import type { UploadingFile } from '@gradio-stream/client/internal/run/run-event'
import { findInput } from '../inputs/find-input.ts'
import type { InputApp } from '../inputs/input-kind.ts'
import { Examples } from './examples.tsx'
import { Field } from './field.tsx'
import { FormFold } from './form-fold.tsx'
import { FormLayout } from './form-layout.tsx'
import type { FormPresets } from './form-presets.ts'
import type { FormSnapshot } from './form-store.ts'
import { FormSummary } from './form-summary.tsx'
import type { ProcessSettings } from '../kit/process-context.ts'
import { draftOf, isDrawn, isOptional, isReadOnly, isRequired } from './read-form.ts'

const SHOWN_FIELDS = 5
const NO_DRAFTS: ReadonlyMap<string, unknown> = new Map()

interface FieldsProps {
  endpoint: EndpointDescription
  snapshot: FormSnapshot
  issues: ReadonlyMap<string, string>
  /** The form was submitted with an error in it, found here or by the app. */
  isRefused: boolean
  settings: ProcessSettings
  app: InputApp | null
  uploads: readonly UploadingFile[]
  onChange: (parameter: ParameterDescription, draft: unknown) => void
  onLeave: (parameter: ParameterDescription) => void
}

/** Renders only for changes of the form: a run changes the stream with every frame. */
export const Fields = memo(function Fields(props: FieldsProps): ReactNode {
  const { endpoint, snapshot, issues, isRefused, settings, app, uploads, onChange, onLeave } = props
  const { inputKinds, presets, messages, formats, formId } = settings
  const drawn = new Map(
    endpoint.parameters.flatMap((parameter) =>
      isDrawn(findInput(inputKinds, parameter.component), parameter) ? [[parameter.name, parameter] as const] : [],
    ),
  )
  const idOf = (index: number) => `${formId}-${index}`
  const draw = (field: string) => {
    const parameter = drawn.get(field)
    const kind = parameter && findInput(inputKinds, parameter.component)
    if (!parameter || !kind) return null
    const { name } = parameter
    const id = idOf(endpoint.parameters.indexOf(parameter))
    const issue = issues.get(name) ?? null
    return (
      <Field
        key={name}
        id={id}
        parameter={parameter}
        kind={kind}
        draft={draftOf(kind, parameter, isReadOnly(parameter) ? NO_DRAFTS : snapshot.drafts)}
        issue={issue}
        isRequired={!isReadOnly(parameter) && isRequired(kind, parameter, settings)}
        isOptional={!isReadOnly(parameter) && isOptional(kind, parameter, settings)}
        isReadOnly={isReadOnly(parameter)}
        app={app}
        uploads={uploads}
        onChange={onChange}
        onLeave={onLeave}
        messages={messages}
        formats={formats}
      />
    )
  }
  const nodes = nodesOf(endpoint, [...drawn.keys()])
  // An order alone is not a grouping.
  const isGrouped = nodes.some(({ kind }) => kind !== 'field' && kind !== 'text')
  const folded = isGrouped ? new Set<LayoutNode>() : foldFields(nodes, drawn, presets)
  const shared = { draw, isSeen: (name: string) => drawn.has(name), issues, id: `${formId}-part` }
  return (
    <>
      {isRefused && <FormSummary endpoint={endpoint} issues={issues} idOf={idOf} messages={messages} formats={formats} />}
      {isGrouped ? (
        <FormLayout nodes={nodes} {...shared} />
      ) : (
        <>
          <FormLayout nodes={nodes.filter((node) => node.kind === 'text' || !folded.has(node))} isLoose {...shared} />
          {folded.size > 0 && (
            <FormFold
              label={messages.form.more(folded.size, formats)}
              startsOpen={false}
              isWrong={fieldsWithin([...folded]).some((name) => issues.has(name))}
              className="rgs-more"
            >
              <FormLayout nodes={[...folded]} isLoose {...shared} />
            </FormFold>
          )}
        </>
      )}
      <Examples endpoint={endpoint} settings={settings} app={app} />
    </>
  )
})

/** The author's order; that of the call if the app does not say, and for fields that it does not place. */
function nodesOf({ layout = [] }: EndpointDescription, names: readonly string[]): readonly LayoutNode[] {
  const placed = new Set(fieldsWithin(layout))
  const others = names.filter((name) => !placed.has(name)).map((parameter): LayoutNode => ({ kind: 'field', parameter }))
  return [...layout, ...others]
}

/**
 * Fields with a default beyond the first few fold away, but not what the page has preset or ordered; folding a single
 * one would save nothing.
 */
function foldFields(
  nodes: readonly LayoutNode[],
  drawn: ReadonlyMap<string, ParameterDescription>,
  { preset, fieldOrder }: FormPresets,
): ReadonlySet<LayoutNode> {
  const folded = new Set<LayoutNode>()
  let shown = 0
  for (const node of nodes) {
    const parameter = node.kind === 'field' ? drawn.get(node.parameter) : undefined
    if (!parameter) continue
    const isWanted = preset.has(parameter.name) || fieldOrder.includes(parameter.name)
    if (parameter.hasDefault && shown >= SHOWN_FIELDS && !isWanted) folded.add(node)
    else shown++
  }
  return folded.size > 1 ? folded : new Set()
}
