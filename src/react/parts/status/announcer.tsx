/**
 * The only announcer of a process: a polite live region for milestones, an assertive one for errors only. Visually
 * hidden.
 */
import { forwardRef, useEffect, useState, useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import type { ConnectionReadyState } from '@gradio-stream/client/internal/connection/connection-state'
import { announcement } from './announcement.ts'
import type { Announcement, PoliteNews } from './announcement.ts'
import { PartElement } from '../../kit/part.tsx'
import type { PartProps, PartState } from '../../kit/part.tsx'
import { isActive, useGradioProcess } from '../../kit/process-context.ts'
import { landmarkName } from '../title.tsx'
import { useIsOneOfSeveral } from '../../kit/use-is-one-of-several.ts'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

/** State for a `render` function of the announcer. */
export interface AnnouncerState extends PartState, Announcement {}
/** Props of `GradioProcess.Announcer`. */
export type AnnouncerProps = PartProps<'div', AnnouncerState>

/** Both regions. They always exist: a live region that is inserted together with its text is often not read. */
export const Announcer = forwardRef<HTMLDivElement, AnnouncerProps>(function Announcer(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { readyState } = stream.connection
  // A recovery is news only after a loss was announced.
  const [wire, setWire] = useState({ readyState, isBack: false })
  if (wire.readyState !== readyState) setWire({ readyState, isBack: isBackAfter(wire, readyState) })
  const { messages, formats, form, clock } = settings
  const { finishing, live } = useSyncExternalStore(form.subscribe, form.getSnapshot, form.getSnapshot)
  const isPreparing = finishing !== null && !isActive(stream)
  const preparing = isPreparing ? (live ? messages.live.opening : messages.status.preparing) : null
  const news = useFresh(announcement(stream, messages, formats, wire.isBack, preparing), clock)
  const isOneOfSeveral = useIsOneOfSeveral()
  const say = (text: string) => (isOneOfSeveral && text !== '' ? landmarkName(stream, settings, text) : text)
  const children = (
    <>
      {/* In pieces, so that a new piece is read alone. */}
      <output aria-live="polite" aria-atomic={false}>
        {/*
         * A new text is a new element: otherwise a translating browser, which replaces text nodes, could keep it from
         * being announced.
         */}
        {news.polite.map((piece) => (
          <span key={nameOf(piece)}>{`${say(piece.text)} `}</span>
        ))}
      </output>
      <div role="alert" aria-live="assertive">
        {news.assertive !== '' && <span key={news.assertive}>{say(news.assertive)}</span>}
      </div>
    </>
  )
  return <PartElement tag="div" own={{ ...visuallyHidden, children }} given={props} state={{ ...part, ...news }} elementRef={ref} />
})

function isBackAfter(before: { readyState: ConnectionReadyState; isBack: boolean }, now: ConnectionReadyState): boolean {
  if (now !== 'open' && now !== 'polling') return now !== 'closed' && before.isBack
  return before.isBack || before.readyState === 'reconnecting'
}

/** The identity of a piece of news. */
function nameOf({ of, text, sequence }: PoliteNews): string {
  return `${of} ${sequence ?? ''} ${text}`
}

/** Longer than any screen reader takes to notice a text. */
const KEPT_MS = 10_000

/** Announced texts are removed after a while: people who read through the page would find them a second time. */
function useFresh(news: Announcement, clock: Clock): Announcement {
  const texts = [...news.polite.map(nameOf), news.assertive]
  const [stale, setStale] = useState<readonly string[]>([])
  // A text that was removed and comes again is news.
  const gone = stale.filter((text) => texts.includes(text))
  if (gone.length < stale.length) setStale(gone)
  const fresh = JSON.stringify(texts.filter((text) => text !== '' && !gone.includes(text)))
  useEffect(() => {
    if (fresh === '[]') return undefined
    return clock.schedule(() => setStale((before) => [...before, ...(JSON.parse(fresh) as string[])]), KEPT_MS)
  }, [clock, fresh])
  return {
    polite: news.polite.filter((piece) => !gone.includes(nameOf(piece))),
    assertive: gone.includes(news.assertive) ? '' : news.assertive,
  }
}
