/**
 * A live field in a page: its texts without a device, after a lost device and in a pause; and that the device is off
 * when it is not needed.
 */
import { act, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { EndpointDescription, RunEventBody } from '../../../../src/client/index.ts'
import type { GradioStream } from '../../../../src/react/index.ts'
import { parameter, summarise } from '../../../../stories/fixtures.ts'
import { stream } from '../../../../stories/states.ts'
import { createManualClock } from '../../../../src/testing/manual-clock.ts'
import { createFakeRun } from '../../../hooks/fake-run.ts'
import { draw } from '../../process/draw.tsx'

const RATE = 8000
const PIECE = 2000

/** The one track of a device that is on. */
class FakeTrack extends EventTarget {
  enabled = true
  readonly stop = vi.fn()
}

/** The browser's graph of sound: the test says what is heard. */
class FakeContext {
  static node: (EventTarget & { channelCount: number; channelCountMode: string }) | null = null
  sampleRate = RATE
  state = 'running'
  destination = {}
  resume = () => Promise.resolve()
  close = () => {
    this.state = 'closed'
    return Promise.resolve()
  }
  createMediaStreamSource = () => ({ connect() {}, disconnect() {} })
  createAnalyser = () => ({ getByteTimeDomainData() {}, fftSize: 0 })
  createScriptProcessor() {
    FakeContext.node = Object.assign(new EventTarget(), { channelCount: 0, channelCountMode: '', connect() {}, disconnect() {} })
    return FakeContext.node
  }
}

let tracks: FakeTrack[] = []
const getUserMedia = vi.fn<(wanted: unknown) => Promise<unknown>>()
const grant = () => {
  const track = new FakeTrack()
  tracks.push(track)
  return Promise.resolve({ getTracks: () => [track], getAudioTracks: () => [track] })
}
const isOff = () => tracks.every(({ stop }) => stop.mock.calls.length > 0)
const hear = (loudness = 0.5) =>
  act(async () => {
    const inputBuffer = { getChannelData: () => new Float32Array(PIECE).fill(loudness) }
    FakeContext.node?.dispatchEvent(Object.assign(new Event('audioprocess'), { inputBuffer }))
  })

beforeEach(() => {
  tracks = []
  getUserMedia.mockReset().mockImplementation(grant)
  vi.stubGlobal('AudioContext', FakeContext)
  vi.stubGlobal('isSecureContext', true)
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia } })
})
afterEach(() => {
  vi.unstubAllGlobals()
  Reflect.deleteProperty(navigator, 'mediaDevices')
})

const voice = parameter('audio', 'Voice', { live: 'frames' })
const listening: EndpointDescription = {
  ...summarise,
  parameters: [voice],
  isInputStream: true,
  inputStream: { everyMs: 200, timeLimitMs: 30_000 },
}

/** A page whose submit makes a run that the test drives. */
function open(endpoint = listening) {
  const clock = createManualClock()
  const run = createFakeRun()
  const frames: unknown[] = []
  const inputs: unknown[] = []
  const own = { ...run, send: (frame: unknown) => Promise.resolve(void frames.push(frame)) }
  const shown = (state: Partial<GradioStream>) => stream({ endpoint, submit, cancel, ...state })
  // As the hook: from the click on it is being submitted.
  const submit: GradioStream['submit'] = (given) => {
    inputs.push(given)
    view.show(shown({ run: own, state: run.getSnapshot().state }))
  }
  const cancel = vi.fn(() => Promise.resolve(null))
  const view = draw(shown({}), undefined, { clock })
  const happen = async (...events: RunEventBody[]) => {
    await act(async () => run.happen(...events))
    view.show(shown({ run: own, state: run.getSnapshot().state }))
    await act(() => clock.settle())
  }
  return { ...view, clock, run, frames, inputs, cancel, happen, pass: (ms: number) => act(() => clock.advance(ms)) }
}
const output = (value: unknown): RunEventBody => ({ type: 'output', data: [value], updates: [null] })
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

/** Until the app works on the first frame. */
async function begin(page: ReturnType<typeof open>) {
  await screen.findByText(/^Press Start/)
  await press('Start')
  await vi.waitFor(() => expect(FakeContext.node).not.toBeNull())
  await hear()
  await vi.waitFor(() => expect(page.inputs).toHaveLength(1))
  await page.happen({ type: 'joined', eventId: 'e' }, { type: 'started', etaMs: null }, output('1'))
}
beforeEach(() => {
  FakeContext.node = null
})

it('begins with the first sound, sends what comes after it, and the rest after Stop', async () => {
  const page = open()
  await begin(page)
  expect(page.inputs).toEqual([{ voice: expect.objectContaining({ type: 'audio/wav', size: 44 + PIECE * 2 }) }])
  expect(screen.getByText('The app hears your microphone.').closest('output')).not.toBeNull()
  await hear()
  await hear()
  await page.pass(250)
  // Both pieces in one frame: sound is never left out.
  expect(page.frames).toEqual([[expect.objectContaining({ size: 44 + 2 * PIECE * 2 })]])
  await hear()
  await page.pass(500)
  await press('Stop')
  expect(isOff()).toBe(true)
  expect(page.cancel).not.toHaveBeenCalled()
  await page.happen(output('2'))
  expect(page.frames).toHaveLength(2)
  await page.happen(output('3'))
  expect(page.run.calls).toEqual(['closeInput'])
  await page.happen({ type: 'succeeded', data: ['3'], updates: [null], fromCache: false })
  expect(screen.getByRole('button', { name: 'Start' })).toBeTruthy()
  expect(screen.getByText(/^Press Start.*The app ends a run after 00:30\.$/)).toBeTruthy()
})

it.each([
  ['NotAllowedError', 'The browser was not allowed to use the microphone.'],
  ['NotFoundError', 'No microphone was found.'],
  ['NotReadableError', 'The microphone cannot be read.'],
  ['TypeError', 'The microphone cannot be used in this browser.'],
])('says at the field what %s means, sends nothing, and can be started again', async (name, words) => {
  getUserMedia.mockRejectedValueOnce(Object.assign(new Error('no'), { name }))
  const page = open()
  await screen.findByText(/^Press Start/)
  await press('Start')
  expect((await screen.findAllByText(new RegExp(`^${words}`))).length).toBeGreaterThan(0)
  expect(page.inputs).toEqual([])
  FakeContext.node = null
  await begin(page)
  expect(screen.queryByText(new RegExp(`^${words}`))).toBeNull()
})

it.each([
  [false, /only to pages with a secure address/],
  [true, /cannot be used in this browser/],
])('says why there is no microphone at all (secure: %s)', async (isSecure, words) => {
  Reflect.deleteProperty(navigator, 'mediaDevices')
  vi.stubGlobal('isSecureContext', isSecure)
  open()
  await screen.findByText(/^Press Start/)
  await press('Start')
  expect((await screen.findAllByText(words)).length).toBeGreaterThan(0)
})

it('says that the page around it keeps the microphone from it', async () => {
  Object.assign(document, { featurePolicy: { allowsFeature: () => false } })
  getUserMedia.mockRejectedValueOnce(Object.assign(new Error('no'), { name: 'NotAllowedError' }))
  open()
  await screen.findByText(/^Press Start/)
  await press('Start')
  expect((await screen.findAllByText(/^The page around this one/)).length).toBeGreaterThan(0)
  Reflect.deleteProperty(document, 'featurePolicy')
})

it('sends nothing in a pause, and what is said then is not kept', async () => {
  const page = open()
  await begin(page)
  await press('Pause')
  expect(screen.getByText('Paused. Nothing is sent.')).toBeTruthy()
  expect(tracks[0]?.enabled).toBe(false)
  await hear()
  await page.pass(1000)
  expect(page.frames).toEqual([])
  await press('Go on')
  expect(tracks[0]?.enabled).toBe(true)
  await hear()
  await page.pass(1000)
  expect(page.frames).toEqual([[expect.objectContaining({ size: 44 + PIECE * 2 })]])
})

it('says that the microphone is gone, and goes on in the same run when it is back', async () => {
  const page = open()
  await begin(page)
  await act(async () => void tracks[0]?.dispatchEvent(new Event('ended')))
  expect(screen.getByText(/^The microphone is gone/)).toBeTruthy()
  getUserMedia.mockRejectedValueOnce(Object.assign(new Error('no'), { name: 'NotFoundError' }))
  await press('Go on')
  expect(await screen.findByText(/^No microphone was found/)).toBeTruthy()
  await press('Go on')
  expect(await screen.findByText('The app hears your microphone.')).toBeTruthy()
  await hear()
  await page.pass(1000)
  expect(page.frames).toHaveLength(1)
  expect(page.inputs).toHaveLength(1)
})

it('says that the system has muted it', async () => {
  const page = open()
  await begin(page)
  await act(async () => void tracks[0]?.dispatchEvent(new Event('mute')))
  expect(screen.getByText(/hears silence/)).toBeTruthy()
  await act(async () => void tracks[0]?.dispatchEvent(new Event('unmute')))
  expect(screen.getByText('The app hears your microphone.')).toBeTruthy()
})

it('switches off what was given up while the browser asked', async () => {
  let allow: () => void = () => {}
  getUserMedia.mockImplementationOnce(() => new Promise((resolve) => (allow = () => resolve(grant()))))
  const page = open()
  await screen.findByText(/^Press Start/)
  await press('Start')
  expect((await screen.findAllByText(/^Switching it on/)).length).toBeGreaterThan(0)
  await page.pass(500)
  await press('Cancel')
  expect(screen.getByText(/^Press Start/)).toBeTruthy()
  await act(async () => allow())
  await hear()
  await vi.waitFor(() => expect(tracks).toHaveLength(1))
  await vi.waitFor(() => expect(isOff()).toBe(true))
  expect(page.inputs).toEqual([])
})

it('switches off when the run fails, and when the page goes', async () => {
  const page = open()
  await begin(page)
  await page.happen({ type: 'cancelled', outcome: 'requested' })
  expect(isOff()).toBe(true)
  page.unmount()
  const other = open()
  FakeContext.node = null
  await begin(other)
  other.unmount()
  expect(isOff()).toBe(true)
  expect(other.run.calls).toEqual(['closeInput'])
})

it('says on Gradio 4 that a run takes one recording', async () => {
  open({ ...summarise, parameters: [parameter('audio', 'Voice', { live: 'calls' })] })
  expect(await screen.findByText(/^This app was made for live sound/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Run' })).toBeTruthy()
})
