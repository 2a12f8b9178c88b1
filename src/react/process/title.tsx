/** The name of the process: given, or the app's own where it has one endpoint only, or the endpoint's in words. */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import type { GradioStream } from '../gradio-stream.ts'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { useGradioProcess } from './process-context.ts'
import type { ProcessSettings } from './process-context.ts'

/** What a `render` of the title is told. */
export interface TitleState extends PartState {
  readonly title: string
}
/** Props of `GradioProcess.Title`. */
export type TitleProps = PartProps<'h2', TitleState>

/** Title of a process, empty while nothing is known. */
export function titleOf({ discovery }: GradioStream, { title, endpointName }: Pick<ProcessSettings, 'title' | 'endpointName'>): string {
  if (title !== null) return title
  // With several endpoints the app's title would name them all alike. "Gradio" is what an app without a title calls itself.
  const own = discovery.data?.endpoints.length === 1 ? discovery.data.title : null
  return own && own !== 'Gradio' ? own : inWords(endpointName)
}

/** The name of a landmark within a process: a page may hold several of them. */
export function landmarkName(stream: GradioStream, settings: ProcessSettings, name: string): string {
  const title = titleOf(stream, settings)
  return title === '' ? name : `${title}: ${name}`
}

/** `/stream_text` as `Stream text`. */
function inWords(name: string): string {
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
