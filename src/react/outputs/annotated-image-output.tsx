/** A picture with regions laid over it. The list beside it names them; pointing at a name shows that region alone. */
import { useState } from 'react'
import type { CSSProperties, ReactElement } from 'react'
import { fileAddress, readOneFile } from './file-address.ts'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'
import { categoryColour } from './category-colour.ts'

interface Annotated {
  readonly image: unknown
  readonly annotations: readonly { readonly image: unknown; readonly label: string }[]
}

function isAnnotated(value: unknown): value is Annotated {
  if (typeof value !== 'object' || value === null || !('image' in value) || !('annotations' in value)) return false
  const { annotations } = value
  return (
    Array.isArray(annotations) &&
    annotations.every((one: unknown) => typeof one === 'object' && one !== null && 'label' in one && typeof one.label === 'string')
  )
}

/** Gradio's mask pictures are opaque in their region and clear elsewhere: used as masks, they take our colour. */
function AnnotatedImageOutput({ value, app, label, messages, componentProps }: OutputComponentProps): ReactElement | null {
  const [shown, setShown] = useState<number | null>(null)
  if (!isAnnotated(value)) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  const base = readOneFile(value.image)
  const address = base && fileAddress(base, app)
  if (address === null) return null
  const regions = value.annotations.map((one, index) => {
    const mask = readOneFile(one.image)
    const colour = categoryColour(one.label, index, componentProps.color_map)
    return { label: one.label, address: mask && fileAddress(mask, app), colour }
  })
  return (
    <div className="rgs-annotated">
      <div className="rgs-annotated-stage">
        <img className="rgs-picture-image" src={address} alt={label} referrerPolicy="no-referrer" />
        {regions.map(({ address: mask, colour }, index) => {
          if (mask === null) return null
          const isHidden = shown !== null && shown !== index
          const style = { '--rgs-region': colour, '--rgs-mask': `url("${encodeURI(mask)}")` } as CSSProperties
          return <span key={index} className="rgs-region" aria-hidden="true" data-hidden={isHidden || undefined} style={style} />
        })}
      </div>
      <ul className="rgs-legend" aria-label={messages.output.regions}>
        {regions.map((region, index) => (
          <li key={index}>
            <button
              type="button"
              className="rgs-legend-item"
              aria-pressed={shown === index}
              style={{ '--rgs-region': region.colour } as CSSProperties}
              onClick={() => setShown(shown === index ? null : index)}
            >
              <span className="rgs-legend-colour" aria-hidden="true" />
              <bdi>{region.label}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** `gr.AnnotatedImage`. */
export const annotatedImageOutput: OutputKind = {
  Component: AnnotatedImageOutput,
  accepts: (value) => value === null || isAnnotated(value),
}
