/** A field whose code is on its way: its label, its help, and room of the size of what comes. Says so where it could not be loaded. */
import type { ReactElement } from 'react'
import type { EndpointDescription, ParameterDescription } from '../../core/protocol/app-description.ts'
import { textProp } from '../inputs/component-props.ts'
import type { InputRegistry } from '../inputs/input-kind.ts'
import type { LateCode } from '../late-code.ts'
import { BareError } from './bare-error.tsx'
import { fieldId } from './field.tsx'
import { roomOf } from './late-room.ts'
import { useProcessSettings } from './process-context.ts'
import { isReadOnly } from './read-form.ts'

/** Props of {@link LateField}. */
export interface LateFieldProps {
  id: string
  endpoint: EndpointDescription
  parameter: ParameterDescription
  issue: string | null
  /** What is on its way. */
  late: LateCode<InputRegistry> | null
}

/** The field. It takes the whole width, as all that come late do. */
export function LateField({ id, endpoint, parameter, issue, late }: LateFieldProps): ReactElement {
  const { messages } = useProcessSettings()
  const error = late?.getState().error ?? null
  const help = textProp(parameter.props, 'info')
  return (
    <div id={fieldId(id)} className="rgs-field" data-wide data-invalid={issue !== null || undefined}>
      <span className="rgs-label">
        <bdi>{parameter.label}</bdi>
        {isReadOnly(parameter) && ' '}
        {isReadOnly(parameter) && <span className="rgs-field-mark">{messages.form.readOnly}</span>}
      </span>
      {late && error ? (
        <BareError error={error} retry={late.load} />
      ) : (
        <div className="rgs-skeleton rgs-late" aria-hidden="true" {...roomOf(parameter, endpoint)} />
      )}
      {help && (
        <p className="rgs-field-help">
          <bdi>{help}</bdi>
        </p>
      )}
    </div>
  )
}
