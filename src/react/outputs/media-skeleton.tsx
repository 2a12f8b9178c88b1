/** About as much room as what comes will take. */
import type { ReactElement } from 'react'
import { numberProp } from '../inputs/component-props.ts'
import type { OutputComponentProps } from './output-kind.ts'

export function MediaSkeleton({ componentProps }: OutputComponentProps): ReactElement {
  const height = numberProp(componentProps, 'height')
  return (
    <span
      className="rgs-skeleton rgs-picture-skeleton"
      aria-hidden="true"
      style={height === undefined ? undefined : { blockSize: height }}
    />
  )
}
