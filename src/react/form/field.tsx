/** One field: label above, help below, its error below that, all tied to the control by id. */
import { memo, useCallback } from 'react'
import type { FocusEvent, ReactElement } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { UploadingFile } from '@gradio-stream/client/internal/run/run-event'
import { numberProp, textProp } from '../kit/component-props.ts'
import { isWideOf, labellingOf } from '../inputs/input-kind.ts'
import type { InputApp, InputKind } from '../inputs/input-kind.ts'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import { Icon } from '../kit/icons.tsx'

const COUNTED_FROM = 0.8

/** Props of {@link Field}. All but the draft and the error stay the same while a run goes on. */
export interface FieldProps {
  id: string
  parameter: ParameterDescription
  kind: InputKind
  draft: unknown
  issue: string | null
  isRequired: boolean
  /** Shown as optional: the app says so itself. */
  isOptional: boolean
  isReadOnly: boolean
  app: InputApp | null
  /** Files of all fields that are being uploaded. */
  uploads: readonly UploadingFile[]
  onChange: (parameter: ParameterDescription, draft: unknown) => void
  onLeave: (parameter: ParameterDescription) => void
  messages: Messages
  formats: Formats
}

/** Id of the element around a field's control. */
export function fieldId(id: string): string {
  return `${id}-field`
}

/** A field renders only for its own changes: the form sees every frame of a run. */
export const Field = memo(function Field(props: FieldProps): ReactElement {
  const { id, parameter, kind, draft, issue, isRequired, isOptional, isReadOnly, app, uploads, onChange, onLeave, messages, formats } =
    props
  const { label } = parameter
  const change = useCallback((next: unknown) => onChange(parameter, next), [onChange, parameter])
  const labelling = labellingOf(kind, parameter)
  const help = textProp(parameter.props, 'info')
  const limit = numberProp(parameter.props, 'max_length')
  // A limit that is far away is not shown.
  const isCounted = limit !== undefined && typeof draft === 'string' && draft.length >= limit * COUNTED_FROM
  const ids = { help: `${id}-help`, count: `${id}-count`, issue: `${id}-issue` }
  const describedBy = [issue && ids.issue, help && ids.help, isCounted && ids.count].filter(Boolean).join(' ') || undefined

  const caption = (
    <>
      <bdi>{label}</bdi>
      {/* The space separates the two in the name that a screen reader reads. */}
      {isRequired && ' '}
      {isRequired && <span className="rgs-field-mark">{messages.form.required}</span>}
      {isOptional && ' '}
      {isOptional && <span className="rgs-field-mark">{messages.form.optional}</span>}
      {isReadOnly && ' '}
      {isReadOnly && <span className="rgs-field-mark">{messages.form.readOnly}</span>}
    </>
  )
  const unlocked = (
    <kind.Component
      id={id}
      parameter={parameter}
      draft={draft}
      onChange={change}
      describedBy={labelling === 'group' ? undefined : describedBy}
      isInvalid={issue !== null}
      isRequired={isRequired}
      isReadOnly={isReadOnly}
      app={app}
      uploads={uploads}
      messages={messages}
      formats={formats}
    />
  )
  const control =
    isReadOnly && !kind.locksItself ? (
      <fieldset className="rgs-lock" disabled>
        {unlocked}
      </fieldset>
    ) : (
      unlocked
    )
  const notes = (
    <>
      {issue !== null && (
        <p id={ids.issue} className="rgs-field-issue">
          <Icon name="error" />
          <bdi>{issue}</bdi>
        </p>
      )}
      {help && (
        <p id={ids.help} className="rgs-field-help">
          <bdi>{help}</bdi>
        </p>
      )}
      {isCounted && (
        <p id={ids.count} className="rgs-field-help rgs-figures">
          <bdi>{messages.form.characters(draft.length, limit, formats)}</bdi>
        </p>
      )}
    </>
  )
  const shared = {
    id: fieldId(id),
    className: 'rgs-field',
    'data-kind': labelling,
    'data-wide': isWideOf(kind, parameter) || undefined,
    'data-invalid': issue !== null || undefined,
    // Moving to another control of the same group does not leave the field.
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
      const isInside = labelling === 'group' && relatedTarget instanceof Node && currentTarget.contains(relatedTarget)
      if (!isInside) onLeave(parameter)
    },
  }
  if (labelling === 'group') {
    return (
      <fieldset
        {...shared}
        aria-describedby={describedBy}
        {...(kind.isRadioGroup && { role: 'radiogroup', 'aria-invalid': issue !== null || undefined })}
      >
        <legend className="rgs-label">{caption}</legend>
        {control}
        {notes}
      </fieldset>
    )
  }
  if (labelling === 'beside') {
    return (
      <div {...shared}>
        <label className="rgs-choice" htmlFor={id}>
          {control}
          {caption}
        </label>
        {notes}
      </div>
    )
  }
  return (
    <div {...shared}>
      <label className="rgs-label" htmlFor={id}>
        {caption}
      </label>
      {control}
      {notes}
    </div>
  )
})
