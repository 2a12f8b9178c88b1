/** Fields for files: how files come in, what is refused before anything is sent, and how far they are. */
import { createEvent, fireEvent, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ParameterDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { app, parameter, summarise } from '../../../stories/fixtures.ts'
import { states, stream } from '../../../stories/states.ts'
import { draw } from '../process/draw.tsx'

const picture = new File(['not really'], 'cat.png', { type: 'image/png' })
const note = new File(['hello'], 'note.txt', { type: 'text/plain' })
const image = parameter('image', 'Picture')
const limited = { ...states.Idle.discovery, data: { ...app, maxFileSizeBytes: 1000 } }

beforeEach(() => {
  // jsdom makes no object addresses.
  vi.stubGlobal('URL', Object.assign(class extends URL {}, { createObjectURL: () => 'blob:test', revokeObjectURL: () => {} }))
})
afterEach(() => vi.unstubAllGlobals())

function drawOne(one: ParameterDescription, given: Parameters<typeof stream>[0] = {}) {
  const submit = vi.fn()
  const at = (more: typeof given = {}) => stream({ endpoint: { ...summarise, parameters: [one] }, submit, ...given, ...more })
  const { show, container } = draw(at())
  const control = () => screen.getByLabelText<HTMLInputElement>(new RegExp(one.label), { selector: 'input[type=file]' })
  const zone = () => container.querySelector('.rgs-drop') ?? container
  return {
    submit,
    control,
    zone,
    run: () => userEvent.click(screen.getByRole('button', { name: 'Run' })),
    show: (more: typeof given) => show(at(more)),
  }
}

function drop(zone: Element, files: File[]): void {
  const event = createEvent.drop(zone)
  Object.assign(event, { dataTransfer: { files } })
  fireEvent(zone, event)
}
function paste(zone: Element, files: File[]): void {
  const event = createEvent.paste(zone)
  Object.assign(event, { clipboardData: { files } })
  fireEvent(zone, event)
}

it.each([
  ['dropped', drop],
  ['pasted', paste],
])('takes a picture that is %s, in place of the one before', async (_name, bring) => {
  const { submit, zone, run } = drawOne(image)
  bring(zone(), [new File(['x'], 'dog.png', { type: 'image/png' })])
  bring(zone(), [picture])
  expect(screen.getByRole('img', { name: 'Preview of cat.png' })).toBeTruthy()
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({ picture })
})

it('refuses another type when it is dropped, keeps it in sight, and sends nothing', async () => {
  const { submit, zone, run } = drawOne(image)
  drop(zone(), [note])
  expect(screen.getByText('“note.txt” is of another type. Taken are image/*.')).toBeTruthy()
  await run()
  expect(submit).not.toHaveBeenCalled()
  await userEvent.click(screen.getByRole('button', { name: 'Remove note.txt' }))
  expect(screen.queryByText(/another type/)).toBeNull()
})

it('refuses a file above the app’s limit before anything is sent', async () => {
  const { submit, control, run } = drawOne(parameter('file', 'Document'), { discovery: limited })
  expect(screen.getByText('or drop or paste one here · up to 1 kB')).toBeTruthy()
  await userEvent.upload(control(), new File(['x'.repeat(1500)], 'long.txt'))
  expect(screen.getByText('“long.txt” has 1.5 kB; at most 1 kB are taken.')).toBeTruthy()
  expect(control().getAttribute('aria-invalid')).toBe('true')
  await run()
  expect(submit).not.toHaveBeenCalled()
})

it('says that a picture cannot be shown, and sends it', async () => {
  const { submit, control, run } = drawOne(image)
  await userEvent.upload(control(), picture)
  fireEvent.error(screen.getByRole('img'))
  expect(screen.getByText('This browser cannot show the picture. It can be sent all the same.')).toBeTruthy()
  await run()
  expect(submit).toHaveBeenCalledOnce()
})

it('adds to several files and takes a folder where the app wants one', async () => {
  const { submit, control, run } = drawOne(parameter('file', 'Notes', { props: { file_count: 'directory' } }))
  expect(control().webkitdirectory).toBe(true)
  await userEvent.upload(control(), note)
  await userEvent.upload(control(), picture)
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({ notes: [note, picture] })
})

it('shows at its field how far a file is', async () => {
  const { control, show } = drawOne(parameter('file', 'Document'))
  await userEvent.upload(control(), note)
  const files = [{ name: 'note.txt', sentBytes: 2, totalBytes: 5 }]
  show({ state: { ...states.Submitting.state, status: 'uploading', files, sentBytes: 2, totalBytes: 5 } as never })
  const bar = within(screen.getByRole('form')).getByRole('progressbar', { name: 'Uploading note.txt' })
  expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['2', '5'])
})

it('shows a file the app starts with from its own address, and leaves it out of what is sent', async () => {
  const defaultValue = { path: '/cache/cat.png', orig_name: 'cat.png', url: 'https://evil.example/cat.png' }
  const { submit, run } = drawOne(parameter('image', 'Picture', { defaultValue }))
  expect(screen.getByRole('img', { name: 'Preview of cat.png' }).getAttribute('src')).toBe(`${app.apiUrl}/file=/cache/cat.png`)
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({})
})

it('takes a text with files, pasted into the text too', async () => {
  const { submit, run } = drawOne(parameter('multimodaltextbox', 'Question', { props: { file_count: 'multiple' } }))
  const text = screen.getByRole('textbox', { name: /Question/ })
  await userEvent.type(text, 'what is this')
  paste(text, [picture])
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({ question: { text: 'what is this', files: [picture] } })
})
