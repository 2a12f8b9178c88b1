/** The errors of the form in one place: their number, and a link to each. */
import type { ReactElement } from 'react'
import type { EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import { focusField } from './form-focus.ts'
import { Icon } from '../kit/icons.tsx'

/** Props of {@link FormSummary}. */
export interface FormSummaryProps {
  endpoint: EndpointDescription
  issues: ReadonlyMap<string, string>
  /** Id of a parameter's control, by index. */
  idOf: (index: number) => string
  messages: Messages
  formats: Formats
}

/** The summary, which gets the focus on a refusal. A single error is shown at its field only. */
export function FormSummary({ endpoint, issues, idOf, messages, formats }: FormSummaryProps): ReactElement | null {
  const wrong = endpoint.parameters.flatMap(({ name, label }, index) => {
    const message = issues.get(name)
    return message === undefined ? [] : [{ label, message, id: idOf(index) }]
  })
  if (wrong.length < 2) return null
  const title = messages.form.summary(wrong.length, formats)
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- nothing to fill in: links, and no landmark
    <div className="rgs-form-summary" role="group" aria-label={title} tabIndex={-1} data-summary>
      <p className="rgs-form-summary-title">
        <Icon name="error" />
        <bdi>{title}</bdi>
      </p>
      <ul>
        {wrong.map(({ label, message, id }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                // The page's address must not change.
                event.preventDefault()
                focusField(id)
              }}
            >
              <bdi>{label}</bdi>
            </a>{' '}
            <bdi>{message}</bdi>
          </li>
        ))}
      </ul>
    </div>
  )
}
