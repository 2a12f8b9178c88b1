/** The one voice of a process: a polite live region for milestones, an assertive one for errors only. Never seen. */
import { forwardRef } from 'react'
import type { ReactElement } from 'react'
import { announcement } from './announcement.ts'
import type { Announcement } from './announcement.ts'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { useGradioProcess } from './process-context.ts'

/** What a `render` of the announcer is told. */
export interface AnnouncerState extends PartState, Announcement {}
/** Props of `GradioProcess.Announcer`. */
export type AnnouncerProps = PartProps<'div', AnnouncerState>

/** Both regions; always there, since a live region that comes with its text is often not read. */
export const Announcer = forwardRef<HTMLDivElement, AnnouncerProps>(function Announcer(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const news = announcement(stream, settings.messages, settings.formats)
  const children = (
    <>
      <output aria-live="polite">{news.polite}</output>
      <div role="alert" aria-live="assertive">
        {news.assertive}
      </div>
    </>
  )
  return (
    <PartElement
      tag="div"
      own={{ className: 'rgs-visually-hidden', children }}
      given={props}
      state={{ ...part, ...news }}
      elementRef={ref}
    />
  )
})
