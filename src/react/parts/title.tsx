/** The name of the process: the given one, or the app's own if it has one endpoint, or the endpoint's in words. */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import { introHeading } from './intro-heading.ts'
import { PartElement } from '../kit/part.tsx'
import type { PartProps, PartState } from '../kit/part.tsx'
import { useGradioProcess } from '../kit/process-context.ts'
import type { ProcessSettings } from '../kit/process-context.ts'

/** State for a `render` function of the title. */
export interface TitleState extends PartState {
  readonly title: string
}
/** Props of `GradioProcess.Title`. */
export type TitleProps = PartProps<'h2', TitleState>

/** Title of a process; empty while nothing is known. */
export function titleOf(
  { discovery, endpoint }: Pick<GradioStream, 'discovery' | 'endpoint'>,
  { title, endpointName }: Pick<ProcessSettings, 'title' | 'endpointName'>,
): string {
  if (title !== null) return title
  // With several endpoints the app's title would be the same for all. "Gradio" is the default title of an app.
  const isOnly = discovery.data?.endpoints.length === 1
  const own = isOnly ? discovery.data?.title : null
  if (own && own !== 'Gradio') return own
  return (isOnly && introHeading(endpoint?.layout)) || inWords(endpointName)
}

/** The name of a landmark within a process: a page may have several processes. */
export function landmarkName(stream: GradioStream, settings: ProcessSettings, name: string): string {
  const title = titleOf(stream, settings)
  return title === '' ? name : `${title}: ${name}`
}

/** `/stream_text` as `Stream text`. */
export function inWords(name: string): string {
  const words = name.replace(/^\//, '').replaceAll(/[_-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The heading. It names the whole process for screen readers. */
export const Title = forwardRef<HTMLHeadingElement, TitleProps>(function Title(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const title = titleOf(stream, settings)
  if (title === '') return null
  return (
    <PartElement
      tag="h2"
      own={{ id: settings.titleId, className: 'rgs-title', children: title }}
      given={props}
      state={{ ...part, title }}
      elementRef={ref}
    />
  )
})
