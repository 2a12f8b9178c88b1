/** What is wrong with the form, in one place: how many values, and a way to each of them. */
import type { ReactElement } from 'react'
import type { EndpointDescription } from '../../core/protocol/app-description.ts'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import { focusField } from './form-focus.ts'
import { Icon } from './icons.tsx'

/** Props of {@link FormSummary}. */
export interface FormSummaryProps {
  endpoint: EndpointDescription
  issues: ReadonlyMap<string, string>
  /** Id of the control of a parameter, by its place. */
  idOf: (index: number) => string
  messages: Messages
  formats: Formats
}

/** The summary, which a refusal takes the focus to; for a single wrong value its field is enough. */
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
                // The address of the page is not ours to change.
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
