/** The fields of an endpoint in their order, those with a default beyond the first few folded away, and its examples. */
import { memo, useState } from 'react'
import type { ReactNode } from 'react'
import type { EndpointDescription, ParameterDescription } from '../../core/protocol/app-description.ts'
import type { UploadingFile } from '../../core/run/run-event.ts'
import { findInput, loaderOf } from '../inputs/find-input.ts'
import type { InputApp } from '../inputs/input-kind.ts'
import { useInputs } from '../inputs/use-inputs.ts'
import { Examples } from './examples.tsx'
import { Field } from './field.tsx'
import type { FormSnapshot } from './form-store.ts'
import { FormSummary } from './form-summary.tsx'
import { LateField } from './late-field.tsx'
import type { ProcessSettings } from './process-context.ts'
import { draftOf, isDrawn, isOptional, isReadOnly, isRequired } from './read-form.ts'

const SHOWN_FIELDS = 5
const NO_DRAFTS: ReadonlyMap<string, unknown> = new Map()

interface FieldsProps {
  endpoint: EndpointDescription
  snapshot: FormSnapshot
  issues: ReadonlyMap<string, string>
  /** The form was sent with something wrong in it: here, or the app said so. */
  isRefused: boolean
  settings: ProcessSettings
  app: InputApp | null
  uploads: readonly UploadingFile[]
  onChange: (parameter: ParameterDescription, draft: unknown) => void
  onLeave: (parameter: ParameterDescription) => void
}

/** Drawn anew only for something of the form's own: a run changes the stream with every frame. */
export const Fields = memo(function Fields(props: FieldsProps): ReactNode {
  const { endpoint, snapshot, issues, isRefused, settings, app, uploads, onChange, onLeave } = props
  const { inputs, messages, formats, formId } = settings
  useInputs(endpoint, inputs)
  const drawn = endpoint.parameters.filter((parameter) => isDrawn(findInput(inputs, parameter.component), parameter))
  const { shown, folded } = foldFields(drawn)
  // Opened by what is wrong inside. Closed by a person alone: what was put right has the focus.
  const isWrong = folded.some(({ name }) => issues.has(name))
  const [fold, setFold] = useState({ isOpen: isWrong, isWrong })
  if (fold.isWrong !== isWrong) setFold({ isOpen: fold.isOpen || isWrong, isWrong })
  const idOf = (index: number) => `${formId}-${index}`
  const draw = (parameter: ParameterDescription) => {
    const { name, component } = parameter
    const kind = findInput(inputs, component)
    const id = idOf(endpoint.parameters.indexOf(parameter))
    const issue = issues.get(name) ?? null
    if (!kind) {
      const late = loaderOf(inputs, component)
      return <LateField key={name} id={id} endpoint={endpoint} parameter={parameter} issue={issue} late={late} />
    }
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
  return (
    <>
      {isRefused && <FormSummary endpoint={endpoint} issues={issues} idOf={idOf} messages={messages} formats={formats} />}
      {shown.length > 0 && <div className="rgs-fields">{shown.map(draw)}</div>}
      {folded.length > 0 && (
        <details
          className="rgs-fold rgs-more"
          open={fold.isOpen}
          onToggle={({ currentTarget, target }) => {
            // The event comes from folds inside, too.
            if (target === currentTarget) setFold({ ...fold, isOpen: currentTarget.open })
          }}
        >
          <summary className="rgs-summary">{messages.form.more(folded.length, formats)}</summary>
          <div className="rgs-fields">{folded.map(draw)}</div>
        </details>
      )}
      <Examples endpoint={endpoint} settings={settings} app={app} />
    </>
  )
})

/** Fields with a default beyond the first few fold away; folding a single one would save nothing. */
function foldFields(parameters: readonly ParameterDescription[]): { shown: ParameterDescription[]; folded: ParameterDescription[] } {
  const shown: ParameterDescription[] = []
  const folded: ParameterDescription[] = []
  for (const parameter of parameters) (parameter.hasDefault && shown.length >= SHOWN_FIELDS ? folded : shown).push(parameter)
  return folded.length > 1 ? { shown, folded } : { shown: [...parameters], folded: [] }
}
