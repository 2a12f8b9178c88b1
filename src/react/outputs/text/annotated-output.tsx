/** A picture with parts marked in it, and a legend that shows one part alone. */
import { useState } from 'react'
import type { CSSProperties, ReactElement } from 'react'
import { fileAddress } from '../../kit/file-address.ts'
import { limitsOf } from '../../kit/size-limits.ts'
import { isRecord, readAnnotated } from '../media/media-values.ts'
import type { Annotation } from '../media/media-values.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { Picture } from '../media/picture.tsx'
import { useAddress } from '../../kit/use-address.ts'
import type { FileHome } from '../../kit/use-address.ts'

/** Most masks in one picture. The rest is left out of picture and legend. */
const MAX_PARTS = 200
const HEX_COLOUR = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i

/** Draws the picture, the masks over it, the legend under it. */
function AnnotatedImage({ value, label, componentProps, app, messages, formats }: OutputComponentProps): ReactElement {
  const [pressed, setPressed] = useState<number | null>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const annotated = readAnnotated(value)
  if (!annotated) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  const parts = annotated.annotations.slice(0, MAX_PARTS)
  const lit = pointed ?? pressed
  const colours = parts.map((part, index) => colourOf(part, index, parts.length, componentProps.color_map))
  const nameOf = ({ label: name }: Annotation, index: number): string => name || messages.media.part(index + 1, formats)
  return (
    <div className="rgs-media">
      <Picture file={annotated.image} alt={label} app={app} messages={messages} limits={limitsOf(componentProps)}>
        {(picture) => (
          <span className="rgs-annotated">
            {picture}
            {parts.map((part, index) => (
              <Mask key={index} part={part} app={app} turn={colours[index]?.turn} isOff={lit !== null && lit !== index} />
            ))}
          </span>
        )}
      </Picture>
      {parts.length > 0 && componentProps.show_legend !== false && (
        <ul className="rgs-legend" aria-label={messages.media.legend}>
          {parts.map((part, index) => (
            <li key={index}>
              <button
                type="button"
                className="rgs-legend-part"
                aria-pressed={pressed === index}
                style={{ '--rgs-part': colours[index]?.css } as CSSProperties}
                onClick={() => setPressed(pressed === index ? null : index)}
                onPointerEnter={() => setPointed(index)}
                onPointerLeave={() => setPointed(null)}
                onFocus={() => setPointed(index)}
                onBlur={() => setPointed(null)}
              >
                <span className="rgs-legend-colour" aria-hidden="true" />
                <bdi>{nameOf(part, index)}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface PartColour {
  readonly css: string
  /** Degrees by which the mask's hue is rotated to this colour; absent: the mask has this colour. */
  readonly turn?: number
}

/**
 * Gradio paints a mask in the app's colour for its label, and all others red. Here the others get different colours, as
 * on Gradio's page.
 */
function colourOf({ label }: Annotation, index: number, count: number, map: unknown): PartColour {
  const chosen = isRecord(map) && Object.hasOwn(map, label) ? map[label] : undefined
  if (typeof chosen === 'string' && HEX_COLOUR.test(chosen)) return { css: chosen }
  const turn = Math.round((index * 360) / count)
  return { css: `hsl(${turn} 100% 50%)`, turn }
}

function Mask({
  part,
  app,
  turn,
  isOff,
}: {
  part: Annotation
  app: FileHome | null
  turn: number | undefined
  isOff: boolean
}): ReactElement | null {
  const { url } = useAddress(fileAddress(part.mask, app), app)
  if (url === null) return null
  return (
    <img
      className="rgs-mask"
      src={url}
      alt=""
      decoding="async"
      data-off={isOff || undefined}
      style={turn === undefined ? undefined : { filter: `hue-rotate(${turn}deg)` }}
    />
  )
}

/** `gr.AnnotatedImage`. */
export const annotatedOutput: OutputKind = {
  Component: AnnotatedImage,
  accepts: (value) => value === null || readAnnotated(value) !== null,
  placeholder: 'picture',
}
