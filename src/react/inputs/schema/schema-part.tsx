/** A part of a value as a field: a member of a group, a row of a list. Its error is shown beside it. */
import { useContext } from 'react'
import type { ReactElement } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { Field } from '../../form/field.tsx'
import type { InputProps } from '../input-kind.ts'
import { readDraft } from './read-draft.ts'
import { SchemaContext } from './schema-context.ts'
import { draftFrom } from './schema-draft.ts'
import { shapeOf } from './schema-shape.ts'

/** Props of {@link SchemaPart}. */
export interface SchemaPartProps {
  id: string
  parameter: ParameterDescription
  draft: unknown
  /** Props of the whole. */
  input: InputProps
  onChange: (draft: unknown) => void
}

const leave = (): void => {}

/** The field. */
export function SchemaPart({ id, parameter, draft, input, onChange }: SchemaPartProps): ReactElement | null {
  const parts = useContext(SchemaContext)
  if (!parts) return null
  const { isJudged, kind } = parts
  const { messages, formats, app, uploads, isReadOnly } = input
  const words = { messages, formats, maxFileSizeBytes: app?.maxFileSizeBytes ?? null }
  const shape = shapeOf(parameter)
  // A part that has parts shows the errors at those.
  const reading = isJudged && shape.kind === 'leaf' ? readDraft(draft, parameter, words) : null
  const isFilled = readDraft(draftFrom(parameter, parameter.defaultValue), parameter, words).ok
  const isOptional = shape.kind !== 'union' && (shape.isNullable || (parameter.hasDefault && parameter.defaultValue === undefined))
  return (
    <Field
      id={id}
      parameter={parameter}
      kind={kind}
      draft={draft}
      issue={reading?.ok === false ? reading.message : null}
      isRequired={shape.kind === 'leaf' && !isFilled && !isReadOnly}
      isOptional={isOptional && !isReadOnly}
      isReadOnly={isReadOnly}
      app={app}
      uploads={uploads}
      onChange={(_parameter, next) => onChange(next)}
      onLeave={leave}
      messages={messages}
      formats={formats}
    />
  )
}
