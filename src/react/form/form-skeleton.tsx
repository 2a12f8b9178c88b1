/** The shape of a form, until the app is known and what draws its fields has been loaded. */
import type { ReactElement } from 'react'
import { visuallyHidden } from '../kit/visually-hidden.ts'
import { useProcessSettings } from '../kit/process-context.ts'

const FIELDS = 2

/** Two fields without words; says that the form is being loaded. */
export function FormSkeleton(): ReactElement {
  const { messages } = useProcessSettings()
  return (
    <>
      <span {...visuallyHidden}>{messages.form.loading}</span>
      <div className="rgs-fields" aria-hidden="true">
        {Array.from({ length: FIELDS }, (_, index) => (
          <div key={index} className="rgs-field" data-wide={index === 0 || undefined}>
            <span className="rgs-skeleton rgs-skeleton-label" />
            <span className="rgs-skeleton rgs-skeleton-control" />
          </div>
        ))}
      </div>
    </>
  )
}
