/** A classification: the winner, and how sure the app is of each. */
import type { CSSProperties, ReactElement } from 'react'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'

interface Classification {
  label: string | number
  confidences?: readonly { label: string | number; confidence: number }[] | null
}

function isClassification(value: unknown): value is Classification {
  if (typeof value !== 'object' || value === null) return false
  const { label, confidences } = value as Partial<Classification>
  if (typeof label !== 'string' && typeof label !== 'number') return false
  return confidences === null || confidences === undefined || (Array.isArray(confidences) && confidences.every(isConfidence))
}

function isConfidence(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'label' in value && 'confidence' in value && typeof value.confidence === 'number'
}

function LabelOutput({ value, formats }: OutputComponentProps): ReactElement | null {
  if (!isClassification(value)) return null
  return (
    <div className="rgs-classes">
      <p className="rgs-output-number" dir="auto">
        {value.label}
      </p>
      {value.confidences && (
        <ul className="rgs-class-list">
          {value.confidences.map(({ label, confidence }) => (
            <li key={label} className="rgs-class">
              <span dir="auto">{label}</span>
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
    </div>
  )
}

/** `gr.Label`. */
export const labelOutput: OutputKind = { Component: LabelOutput, accepts: isClassification }
