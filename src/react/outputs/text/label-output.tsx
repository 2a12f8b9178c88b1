/** A classification: the best class, and the app's confidence in each. */
import type { CSSProperties, ReactElement } from 'react'
import { isRecord } from '../media/media-values.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { useShownCount } from '../../kit/show-more.tsx'

const FIRST_CLASSES = 10
const MORE_CLASSES = 100

interface Classification {
  label: string | number | bigint
  confidences?: readonly { label: string | number | bigint; confidence: number }[] | null
}

function isClassification(value: unknown): value is Classification {
  if (typeof value !== 'object' || value === null) return false
  const { label, confidences } = value as Partial<Classification>
  if (typeof label !== 'string' && typeof label !== 'number' && typeof label !== 'bigint') return false
  return confidences === null || confidences === undefined || (Array.isArray(confidences) && confidences.every(isConfidence))
}

function isConfidence(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'label' in value && 'confidence' in value && typeof value.confidence === 'number'
}

function LabelOutput({ value, componentProps, messages, formats }: OutputComponentProps): ReactElement {
  const confidences = isClassification(value) ? (value.confidences ?? []) : []
  const { shown, button } = useShownCount(confidences.length, { first: FIRST_CLASSES, step: MORE_CLASSES, messages, formats })
  if (!isClassification(value)) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <div className="rgs-classes">
      {componentProps.show_heading !== false && (
        <p className="rgs-output-number">
          {/* React 18 cannot draw a BigInt. */}
          <bdi>{String(value.label)}</bdi>
        </p>
      )}
      {confidences.length > 0 && (
        <ul className="rgs-class-list">
          {confidences.slice(0, shown).map(({ label, confidence }, index) => (
            <li key={index} className="rgs-class">
              <span>
                <bdi>{String(label)}</bdi>
              </span>
              <span className="rgs-figures">{formats.percent(confidence)}</span>
              <span
                className="rgs-bar"
                data-known="true"
                aria-hidden="true"
                style={{ '--rgs-fraction': Math.min(1, Math.max(0, confidence)) } as CSSProperties}
              >
                <span className="rgs-bar-fill" />
              </span>
            </li>
          ))}
        </ul>
      )}
      {button}
    </div>
  )
}

/** `gr.Label`. */
export const labelOutput: OutputKind = {
  Component: LabelOutput,
  // An empty label is `{}` or has `label: null` (`components/label.py`).
  accepts: (value) => value === null || isClassification(value) || (isRecord(value) && (value.label ?? null) === null),
  placeholder: 'text',
}
