/** Recording: what is asked for, what is said when it is refused, and the file that comes of it. */
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { stream } from '../../../stories/states.ts'
import { draw } from '../process/draw.tsx'

const stop = vi.fn()
const granted = { getTracks: () => [{ stop }], getAudioTracks: () => [] }
const getUserMedia = vi.fn<(wanted: unknown) => Promise<unknown>>()

/** The browser's recorder: one piece of sound, given when it is stopped. */
class FakeRecorder extends EventTarget {
  state = 'inactive'
  mimeType = 'audio/webm;codecs=opus'
  start(): void {
    this.state = 'recording'
  }
  stop(): void {
    this.state = 'inactive'
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob(['sound']) }))
    this.dispatchEvent(new Event('stop'))
  }
}

beforeEach(() => {
  stop.mockClear()
  getUserMedia.mockReset().mockResolvedValue(granted)
  vi.stubGlobal('MediaRecorder', FakeRecorder)
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia } })
})
afterEach(() => {
  vi.unstubAllGlobals()
  Reflect.deleteProperty(navigator, 'mediaDevices')
})

function drawOne(component: string, props: Record<string, unknown> = {}) {
  const submit = vi.fn()
  draw(stream({ submit, endpoint: { ...summarise, parameters: [parameter(component, 'Voice', { props })] } }))
  return submit
}

it('records sound into the field and lets go of the microphone', async () => {
  const submit = drawOne('audio')
  await userEvent.click(screen.getByRole('button', { name: 'Record' }))
  const button = await screen.findByRole('button', { name: 'Stop' })
  expect(getUserMedia).toHaveBeenLastCalledWith({ audio: true, video: false })
  expect(document.activeElement).toBe(button)
  await userEvent.click(button)
  expect(await screen.findByText('recording.webm')).toBeTruthy()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Record' }))
  expect(stop).toHaveBeenCalled()
  await userEvent.click(screen.getByRole('button', { name: 'Run' }))
  expect(submit).toHaveBeenCalledExactlyOnceWith({ voice: expect.objectContaining({ name: 'recording.webm', type: 'audio/webm' }) })
})

it.each([
  ['NotAllowedError', /was not allowed to use it/],
  ['NotFoundError', /No microphone or camera/],
  ['NotReadableError', /Another program uses it/],
  ['TypeError', /does not work in this browser/],
])('says in words what %s means, and leaves the field as it is', async (name, words) => {
  getUserMedia.mockRejectedValue(Object.assign(new Error('no'), { name }))
  drawOne('audio')
  await userEvent.click(screen.getByRole('button', { name: 'Record' }))
  expect((await screen.findByText(words)).getAttribute('role')).toBe('alert')
  await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(screen.queryByText(words)).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Record' }))
  expect(screen.getByLabelText(/Voice/, { selector: 'input' })).toBeTruthy()
})

it.each<[string, Record<string, unknown>, string | null]>([
  ['audio', { sources: ['upload'] }, null],
  ['audio', { sources: ['microphone'] }, 'Record'],
  ['image', { source: 'upload' }, null],
  ['image', { sources: ['upload', 'webcam'] }, 'Camera'],
  ['multimodaltextbox', {}, null],
  ['file', {}, null],
])('offers for %s with %j: %s', (component, props, name) => {
  drawOne(component, props)
  const buttons = screen.queryAllByRole('button', { name: /Record|Camera/ })
  expect(buttons.map((button) => button.textContent)).toEqual(name === null ? [] : [name])
})

it('offers no recording where the page may not ask for a device', () => {
  Reflect.deleteProperty(navigator, 'mediaDevices')
  drawOne('audio')
  expect(screen.queryByRole('button', { name: 'Record' })).toBeNull()
})
