/**
 * Records sound or video, or takes a picture: asks for the device, shows its signal, and returns a file. Loaded on
 * demand.
 */
import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { Messages } from '../../messages/messages.ts'
import type { RecorderProps } from './record-button.tsx'
import { Level } from './recorder-level.tsx'
import { toWav } from './wav.ts'

const TICK_MS = 250

type Phase = { kind: 'asking' } | { kind: 'live'; stream: MediaStream } | { kind: 'failed'; words: string }

/** The recorder. It closes the device when it is unmounted. */
export default function Recorder(props: RecorderProps): ReactElement {
  const { mode, onClose, messages } = props
  const [phase, setPhase] = useState<Phase>({ kind: 'asking' })
  useEffect(() => {
    let isGone = false
    let stream: MediaStream | null = null
    const ask = async () => {
      try {
        const granted = await navigator.mediaDevices.getUserMedia({ audio: mode !== 'picture', video: mode !== 'audio' })
        if (isGone) return letGo(granted)
        stream = granted
        setPhase({ kind: 'live', stream })
      } catch (cause) {
        if (!isGone) setPhase({ kind: 'failed', words: refusalWords(cause, messages) })
      }
    }
    void ask()
    return () => {
      isGone = true
      if (stream) letGo(stream)
    }
  }, [mode, messages])

  if (phase.kind === 'live')
    return mode === 'picture' ? <Camera {...props} stream={phase.stream} /> : <Take {...props} stream={phase.stream} />
  return (
    <>
      {phase.kind === 'failed' ? (
        <p role="alert" className="rgs-recorder-words">
          {phase.words}
        </p>
      ) : (
        <p className="rgs-muted rgs-recorder-words">
          <bdi>{messages.recording.asking}</bdi>
        </p>
      )}
      <button type="button" className="rgs-button" onClick={onClose}>
        {messages.recording.close}
      </button>
    </>
  )
}

function letGo(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function refusalWords(cause: unknown, { recording }: Messages): string {
  const name = typeof cause === 'object' && cause !== null && 'name' in cause ? cause.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return recording.refused
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return recording.noDevice
  return name === 'NotReadableError' || name === 'AbortError' ? recording.busyDevice : recording.failed
}

type LiveProps = RecorderProps & { stream: MediaStream }

/** Records from its first render. */
function Take({ mode, stream, onFile, onClose, messages, formats }: LiveProps): ReactElement {
  const recorder = useRef<MediaRecorder | null>(null)
  const [elapsedMs, setElapsed] = useState(0)
  const [hasFailed, setFailed] = useState(false)
  const finish = useRef(onFile)
  useEffect(() => {
    finish.current = onFile
  })
  const { fileName } = messages.recording
  useEffect(() => {
    const parts: Blob[] = []
    const begunAt = performance.now()
    let isGone = false
    let own: MediaRecorder
    try {
      own = new MediaRecorder(stream)
      own.addEventListener('dataavailable', ({ data }) => parts.push(data))
      own.addEventListener('stop', () => {
        if (isGone) return
        const type = own.mimeType || parts[0]?.type || ''
        void named(new Blob(parts, { type }), mode, fileName).then((file) => finish.current(file))
      })
      own.start()
    } catch {
      // Whether it works is known once it was tried, and trying is no part of drawing.
      // oxlint-disable-next-line react/set-state-in-effect
      setFailed(true)
      return undefined
    }
    recorder.current = own
    const timer = setInterval(() => setElapsed(performance.now() - begunAt), TICK_MS)
    return () => {
      isGone = true
      clearInterval(timer)
      if (own.state !== 'inactive') own.stop()
    }
  }, [stream, mode, fileName])
  const stop = () => {
    if (recorder.current?.state === 'recording') recorder.current.stop()
    else onClose()
  }
  return (
    <>
      {mode === 'video' && <View stream={stream} label={messages.recording.cameraView} />}
      {hasFailed ? (
        <p role="alert">
          <bdi>{messages.recording.failed}</bdi>
        </p>
      ) : (
        <>
          <span className="rgs-record-dot" aria-hidden="true" />
          <span className="rgs-figures">
            <bdi>{messages.recording.recorded(formats.stopwatch(elapsedMs))}</bdi>
          </span>
          <Level stream={stream} label={messages.recording.level} />
        </>
      )}
      <FirstButton onClick={stop}>{messages.recording.stop}</FirstButton>
    </>
  )
}

/** The camera, until a picture is taken. */
function Camera({ stream, onFile, onClose, messages }: LiveProps): ReactElement {
  const video = useRef<HTMLVideoElement>(null)
  const take = () => {
    const { current } = video
    if (!current || current.videoWidth === 0) return
    const canvas = document.createElement('canvas')
    canvas.width = current.videoWidth
    canvas.height = current.videoHeight
    canvas.getContext('2d')?.drawImage(current, 0, 0)
    canvas.toBlob((blob) => {
      if (blob) onFile(new File([blob], `${messages.recording.fileName}.png`, { type: 'image/png' }))
    }, 'image/png')
  }
  return (
    <>
      <View stream={stream} label={messages.recording.cameraView} videoRef={video} />
      <FirstButton onClick={take}>{messages.recording.takePicture}</FirstButton>
      <button type="button" className="rgs-button" onClick={onClose}>
        {messages.recording.close}
      </button>
    </>
  )
}

function View({
  stream,
  label,
  videoRef,
}: {
  stream: MediaStream
  label: string
  videoRef?: { current: HTMLVideoElement | null }
}): ReactElement {
  return (
    <video
      ref={(element) => {
        if (videoRef) videoRef.current = element
        if (element && element.srcObject !== stream) element.srcObject = stream
      }}
      className="rgs-recorder-view"
      aria-label={label}
      autoPlay
      muted
      playsInline
    />
  )
}

/** Takes the focus, since the button that was pressed is gone. */
function FirstButton({ onClick, children }: { onClick: () => void; children: string }): ReactElement {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <button ref={button} type="button" className="rgs-button rgs-button-primary" onClick={onClick}>
      {children}
    </button>
  )
}

/** Sound becomes WAV: many apps cannot read the browsers' own formats. */
async function named(blob: Blob, mode: RecorderProps['mode'], name: string): Promise<File> {
  const wav = mode === 'audio' ? await toWav(blob) : null
  if (wav) return new File([wav], `${name}.wav`, { type: 'audio/wav' })
  const type = blob.type.split(';', 1).join('')
  return new File([blob], `${name}.${type.endsWith('mp4') ? 'mp4' : type.endsWith('ogg') ? 'ogg' : 'webm'}`, { type })
}
