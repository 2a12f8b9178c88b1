/** Keeps the space of an output that has not come, so that nothing jumps. */
import type { CSSProperties, ReactElement } from 'react'
import { numberProp } from '../kit/component-props.ts'
import { limitsOf } from '../kit/size-limits.ts'
import type { OutputPlaceholder } from './output-kind.ts'

const LINES = 3
const CELLS = 6

/** The shape of an output; hidden from screen readers. */
export function Placeholder({
  shape,
  componentProps,
}: {
  shape: OutputPlaceholder
  componentProps: Readonly<Record<string, unknown>>
}): ReactElement {
  if (shape === 'text') {
    const lines = Math.min(12, Math.max(LINES, numberProp(componentProps, 'lines') ?? 0))
    return (
      <div className="rgs-placeholder-text" aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => (
          <span key={index} className="rgs-skeleton" />
        ))}
      </div>
    )
  }
  if (shape === 'gallery') {
    return (
      <div className="rgs-gallery" aria-hidden="true">
        {Array.from({ length: CELLS }, (_, index) => (
          <span key={index} className="rgs-skeleton rgs-gallery-picture" />
        ))}
      </div>
    )
  }
  const { maxBlockSize, inlineSize } = limitsOf(componentProps)
  // A picture with a fixed height gets it at once.
  const style: CSSProperties =
    shape === 'picture' ? { ...(maxBlockSize ? { blockSize: maxBlockSize } : {}), ...(inlineSize ? { inlineSize } : {}) } : {}
  return <span className="rgs-skeleton rgs-placeholder" data-shape={shape} style={style} aria-hidden="true" />
}
