/** The one voice of a process: a polite live region for milestones, an assertive one for errors only. Never seen. */
import { forwardRef, useEffect, useState, useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import type { Clock } from '../../core/clock.ts'
import type { ConnectionReadyState } from '../../core/connection/connection.ts'
import { useLateCode } from '../late-code.ts'
import type { Announcement } from './announcement.ts'
import { runCode } from './late-pieces.ts'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { isActive, useGradioProcess } from './process-context.ts'
import { landmarkName } from './title.tsx'
import { useIsOneOfSeveral } from './use-several.ts'

/** What a `render` of the announcer is told. */
export interface AnnouncerState extends PartState, Announcement {}
/** Props of `GradioProcess.Announcer`. */
export type AnnouncerProps = PartProps<'div', AnnouncerState>

const SILENCE: Announcement = { polite: [], assertive: '' }

/** Both regions; always there, since a live region that comes with its text is often not read. */
export const Announcer = forwardRef<HTMLDivElement, AnnouncerProps>(function Announcer(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { readyState } = stream.connection
  // What has come back is news only after it was said to be lost.
  const [wire, setWire] = useState({ readyState, isBack: false })
  if (wire.readyState !== readyState) setWire({ readyState, isBack: isBackAfter(wire, readyState) })
  const { messages, formats, form, clock } = settings
  const { finishing } = useSyncExternalStore(form.subscribe, form.getSnapshot, form.getSnapshot)
  const isPreparing = finishing !== null && !isActive(stream)
  const { code } = useLateCode(runCode, 'soon')
  const news = useFresh(code?.announcement(stream, messages, formats, wire.isBack, isPreparing) ?? SILENCE, clock)
  const isOneOfSeveral = useIsOneOfSeveral()
  const say = (text: string) => (isOneOfSeveral && text !== '' ? landmarkName(stream, settings, text) : text)
  const children = (
    <>
      {/* In pieces, so that a new one is read alone and not with all that was said before. */}
      <output aria-live="polite" aria-atomic={false}>
        {news.polite.map(({ of, text }) => (
          <span key={of}>{say(text)} </span>
        ))}
      </output>
      <div role="alert" aria-live="assertive">
        {say(news.assertive)}
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

function isBackAfter(before: { readyState: ConnectionReadyState; isBack: boolean }, now: ConnectionReadyState): boolean {
  if (now !== 'open' && now !== 'polling') return now !== 'closed' && before.isBack
  return before.isBack || before.readyState === 'reconnecting'
}

/** Longer than any reader takes to pick a text up. */
const KEPT_MS = 10_000

/** What was said a while ago is taken away again: who reads through the page would find it there a second time. */
function useFresh(news: Announcement, clock: Clock): Announcement {
  const texts = [...news.polite.map(({ of, text }) => `${of} ${text}`), news.assertive]
  const [stale, setStale] = useState<readonly string[]>([])
  // What has gone and comes again is news.
  const gone = stale.filter((text) => texts.includes(text))
  if (gone.length < stale.length) setStale(gone)
  const fresh = JSON.stringify(texts.filter((text) => text !== '' && !gone.includes(text)))
  useEffect(() => {
    if (fresh === '[]') return undefined
    return clock.schedule(() => setStale((before) => [...before, ...(JSON.parse(fresh) as string[])]), KEPT_MS)
  }, [clock, fresh])
  return {
    polite: news.polite.filter(({ of, text }) => !gone.includes(`${of} ${text}`)),
    assertive: gone.includes(news.assertive) ? '' : news.assertive,
  }
}
