/**
 * A page with a live field and a fake device, held at one moment: it does not use the browser's devices, and nothing
 * moves.
 */
import { useState } from 'react'
import type { ReactElement } from 'react'
import { expect } from 'storybook/test'
import type { EndpointDescription, Run } from '../src/client/index.ts'
import { GradioProcess, type GradioStream } from '../src/react/index.ts'
import { parameter, stillClock, summarise } from './fixtures.ts'
import { states, stream } from './states.ts'

/** What the story's device does. */
export type LiveMoment = 'off' | 'asking' | 'waiting' | 'sending' | 'paused' | 'lost' | 'muted' | 'refused' | 'none'

export interface LiveArgs {
  device: 'microphone' | 'camera'
  moment: LiveMoment
}

const COMPONENT = { microphone: parameter('audio', 'Voice', { live: 'frames' }), camera: parameter('image', 'Face', { live: 'frames' }) }

function endpointOf(device: LiveArgs['device']): EndpointDescription {
  const strength = parameter('slider', 'Strength', { defaultValue: 3, props: { minimum: 0, maximum: 10, step: 1 } })
  const parameters = [COMPONENT[device], strength]
  return { ...summarise, parameters, isInputStream: true, inputStream: { everyMs: 500, timeLimitMs: 30_000 } }
}

/** A run to which frames can be sent, and that never answers. */
const run = {
  inputs: [],
  observe: () => () => {},
  getTrace: () => ({ events: [] }),
  send: () => Promise.resolve(),
  closeInput: () => Promise.resolve(),
  // As much of a run as a live field asks of it.
} as unknown as Run

/** Form and status; Start makes the run that the moment wants. */
export function LiveScene({ device, moment }: LiveArgs): ReactElement {
  const [isGoing, setGoing] = useState(false)
  const endpoint = endpointOf(device)
  const state = moment === 'waiting' ? states.Queued : states.RunningIndeterminate
  const given: Partial<GradioStream> = isGoing ? { run, state: state.state, connection: state.connection } : {}
  return (
    <div style={{ maxInlineSize: 560 }}>
      <GradioProcess.View
        stream={stream({ ...given, endpoint, submit: () => setGoing(true) })}
        clock={stillClock}
        locale="en"
        layout="inline"
      >
        <GradioProcess.Form>
          <div className="rgs-actions">
            <GradioProcess.Submit />
          </div>
        </GradioProcess.Form>
      </GradioProcess.View>
    </div>
  )
}

/** Puts the fake device in the place of the browser's; the answer puts the browser's back. */
export function fakeDevices({ device, moment }: LiveArgs): () => void {
  const getUserMedia = (): Promise<unknown> => {
    if (moment === 'asking') return new Promise(() => {})
    if (moment === 'refused') return Promise.reject(new DOMException('', 'NotAllowedError'))
    if (moment === 'none') return Promise.reject(new DOMException('', 'NotFoundError'))
    return Promise.resolve(device === 'camera' ? stillPicture() : stillSound())
  }
  const { mediaDevices } = navigator
  const { AudioContext } = globalThis
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia } })
  Object.assign(globalThis, { AudioContext: StillContext })
  return () => {
    Object.assign(globalThis, { AudioContext })
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: mediaDevices })
  }
}

let track: EventTarget | undefined

function stillPicture(): MediaStream {
  const canvas = document.createElement('canvas')
  canvas.width = 640
  canvas.height = 480
  const context = canvas.getContext('2d')
  const paint = () => {
    if (!context) return
    context.fillStyle = 'slateblue'
    context.fillRect(0, 0, 640, 480)
    context.fillStyle = 'gold'
    context.fillRect(80, 160, 160, 160)
  }
  const stream = canvas.captureStream()
  // A canvas that does not change gives no picture.
  paint()
  const timer = setInterval(paint, 50)
  ;[track] = stream.getTracks()
  track?.addEventListener('ended', () => clearInterval(timer))
  return stream
}

/** As much of a stream as is asked for: a browser without a click of a person runs no graph of sound. */
function stillSound() {
  const only = Object.assign(new EventTarget(), { enabled: true, stop() {} })
  track = only
  return { getTracks: () => [only], getAudioTracks: () => [only] }
}

/** Half loud, all the time. */
class StillContext {
  sampleRate = 8000
  state = 'running'
  destination = {}
  resume = () => Promise.resolve()
  close = () => Promise.resolve()
  createMediaStreamSource = () => ({ connect() {}, disconnect() {} })
  createAnalyser = () => ({ getByteTimeDomainData: (samples: Uint8Array) => samples.fill(192), fftSize: 0 })
  createScriptProcessor() {
    const inputBuffer = { getChannelData: () => new Float32Array(8000) }
    const node = Object.assign(new EventTarget(), { connect() {}, disconnect() {} })
    setTimeout(() => node.dispatchEvent(Object.assign(new Event('audioprocess'), { inputBuffer })))
    return node
  }
}

interface PlayContext {
  canvas: { findByText: (words: RegExp) => Promise<HTMLElement>; getByRole: (role: string, options: { name: string }) => HTMLElement }
  userEvent: { click: (element: HTMLElement) => Promise<void> }
  args: LiveArgs
}

const WORDS: Readonly<Record<LiveMoment, RegExp>> = {
  off: /^Press Start/,
  asking: /^Switching it on/,
  waiting: /^Waiting for the app/,
  sending: /^The app (?:hears|sees)/,
  paused: /^Paused/,
  lost: /is gone/,
  muted: /^Your device has/,
  refused: /was not allowed/,
  none: /^No (?:microphone|camera) was found/,
}

/** Brings the scene to its moment. */
export async function playLive({ canvas, userEvent, args }: PlayContext): Promise<void> {
  const { moment } = args
  await canvas.findByText(WORDS.off)
  if (moment === 'off') return
  await userEvent.click(canvas.getByRole('button', { name: 'Start' }))
  if (moment === 'paused' || moment === 'lost' || moment === 'muted') await canvas.findByText(WORDS.sending)
  if (moment === 'paused') await userEvent.click(canvas.getByRole('button', { name: 'Pause' }))
  if (moment === 'lost') track?.dispatchEvent(new Event('ended'))
  if (moment === 'muted') track?.dispatchEvent(new Event('mute'))
  await expect(await canvas.findByText(WORDS[moment])).toBeVisible()
}
