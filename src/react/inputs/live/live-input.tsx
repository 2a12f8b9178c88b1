/**
 * Live sound and pictures: the device's signal, whether it is sent to the app, and a pause button. Run (labelled Start
 * here) switches it on.
 */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import type { Messages } from '../../messages/messages.ts'
import type { Formats } from '../../messages/formats.ts'
import { Icon } from '../../kit/icons.tsx'
import { isActive, useGradioProcess } from '../../kit/process-context.ts'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import type { InputProps } from '../input-kind.ts'
import { Level } from '../files/recorder-level.tsx'
import { currentValues } from './current-values.ts'
import { liveKindOf, liveSessionOf } from './live-session.ts'
import type { LiveDevice, LiveSnapshot } from './live-session.ts'

/** How far an app may be behind before the field says so. */
const BEHIND_MS = 3000

/** The field. Its run is that of the process around it. */
export default function LiveInput({ id, parameter, messages, formats }: InputProps): ReactElement {
  const { stream, settings } = useGradioProcess()
  const { form, inputKinds, presets, clock } = settings
  const session = liveSessionOf(form)
  const live = useSyncExternalStore(session.subscribe, session.getSnapshot, session.getSnapshot)
  const { finishing } = useSyncExternalStore(form.subscribe, form.getSnapshot, form.getSnapshot)
  const { run, endpoint } = stream
  const isGoing = isActive(stream)
  const app = stream.discovery.data ?? null
  const others = useCallback(
    () =>
      currentValues({ endpoint, own: inputKinds, presets, drafts: form.getSnapshot().drafts, messages, formats, app }, run?.inputs ?? []),
    [endpoint, inputKinds, presets, form, messages, formats, app, run],
  )
  useEffect(() => {
    if (run && endpoint && isGoing) session.follow({ run, endpoint, clock, others })
  }, [session, run, endpoint, isGoing, clock, others])
  useEffect(() => {
    if (!isGoing && finishing === null) session.close()
  }, [session, isGoing, finishing])
  useEffect(() => () => session.close(), [session])

  const kind = liveKindOf(parameter)
  const device = live.devices.get(parameter.name) ?? null
  const isOn = device?.phase === 'on' && !live.isEnding
  return (
    <div id={id} className="rgs-live" data-kind={kind} data-phase={device?.phase ?? 'off'}>
      {kind === 'camera' ? (
        <CameraView view={device?.source?.view ?? null} />
      ) : (
        <span className="rgs-live-sound">
          <Icon name="record" />
          {isOn && device.source ? (
            <Level stream={device.source.stream} label={messages.recording.level} />
          ) : (
            <span className="rgs-live-silence" aria-hidden="true" />
          )}
        </span>
      )}
      <output className="rgs-live-words" data-tone={device?.phase === 'lost' || device?.isMuted ? 'warning' : undefined}>
        <bdi>{liveWords({ device, live, stream, kind, messages, formats })}</bdi>
      </output>
      <LiveButton
        {...{ device, live, messages }}
        onPause={(isPaused) => session.pause(isPaused)}
        onReopen={() => void session.reopen(parameter, messages)}
      />
    </div>
  )
}

interface WordsOf {
  device: LiveDevice | null
  live: LiveSnapshot
  stream: Pick<GradioStream, 'state' | 'endpoint'>
  kind: ReturnType<typeof liveKindOf>
  messages: Messages
  formats: Formats
}

/** The state of the device, and what the person can do. */
export function liveWords({ device, live, stream, kind, messages, formats }: WordsOf): string {
  const words = messages[kind]
  if (!device) {
    const limit = stream.endpoint?.inputStream?.timeLimitMs ?? null
    return limit === null ? words.ready : `${words.ready} ${messages.live.limit(formats.stopwatch(limit))}`
  }
  if (device.phase === 'asking') return messages.live.opening
  if (device.phase === 'lost') return device.words ?? words.lost
  if (live.isEnding) return messages.live.ending
  if (live.isPaused) return messages.live.paused
  if (device.isMuted) return words.muted
  if (stream.state.status !== 'running') return words.waiting
  if (live.droppedMs > 0) return messages.live.dropped(Math.ceil(live.droppedMs / 1000), formats)
  if (live.waitingMs > BEHIND_MS) return messages.live.behind(Math.round(live.waitingMs / 1000), formats)
  return words.sending
}

interface LiveButtonProps {
  device: LiveDevice | null
  live: LiveSnapshot
  messages: Messages
  onPause: (isPaused: boolean) => void
  onReopen: () => void
}

/** Pause and resume: one button, so that the focus stays. */
function LiveButton({ device, live, messages, onPause, onReopen }: LiveButtonProps): ReactElement {
  const isLost = device?.phase === 'lost'
  const canPress = device !== null && device.phase !== 'asking' && !live.isEnding
  const isStill = isLost || live.isPaused
  const press = () => (isLost ? onReopen() : onPause(!live.isPaused))
  return (
    <button type="button" className="rgs-button" aria-disabled={!canPress || undefined} onClick={() => canPress && press()}>
      {isStill ? messages.live.resume : messages.live.pause}
    </button>
  )
}

/** The camera's own element, or the space for it. */
function CameraView({ view }: { view: HTMLVideoElement | null }): ReactElement {
  const box = useRef<HTMLSpanElement>(null)
  const [ratio, setRatio] = useState<string | undefined>()
  useEffect(() => {
    if (!view) return undefined
    const measure = () => setRatio(view.videoWidth > 0 ? `${view.videoWidth} / ${view.videoHeight}` : undefined)
    view.addEventListener('loadedmetadata', measure)
    measure()
    box.current?.append(view)
    return () => {
      view.removeEventListener('loadedmetadata', measure)
      view.remove()
    }
  }, [view])
  return (
    <span ref={box} className="rgs-live-camera" style={{ aspectRatio: ratio }}>
      {!view && <Icon name="camera" />}
    </span>
  )
}
