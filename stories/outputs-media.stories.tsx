/** Pictures, videos, sounds, galleries and choices: one story per kind and per fault. Nothing is fetched. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { http, HttpResponse } from 'msw'
import { expect, within } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { finished, pending } from './finished.ts'
import { appFile } from './fixtures.ts'
import { inFrame, type PartArgs } from './frame.tsx'

type Args = PartArgs<typeof GradioProcess.Output>

const meta: Meta<Args> = {
  title: 'Parts/Output media',
  component: GradioProcess.Output,
  args: { stream: finished(['image', 'Harbour', inline(picture('#3d6fb4'))]) },
  render: inFrame(GradioProcess.Output),
}
export default meta

type Story = StoryObj<Args>

/** A drawn picture as a `data:` URL: no file, no network, always the same. */
function picture(colour: string, width = 480, height = 300, shape = '<circle cx="50%" cy="60%" r="22%" fill="#fff8" />'): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${colour}" />${shape}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** As Gradio 3 sends pictures, made what core makes of it. */
function inline(url: string): Record<string, unknown> {
  return { path: '', url, size: null, orig_name: null, mime_type: null, is_stream: false, meta: { _type: 'gradio.FileData' } }
}

/** Half a second in which nothing is heard: 8 kHz, 8 bit. */
function silence(): ArrayBuffer {
  const bytes = new Uint8Array(4044).fill(128)
  const view = new DataView(bytes.buffer)
  for (const [at, text] of [
    [0, 'RIFF'],
    [8, 'WAVEfmt '],
    [36, 'data'],
  ] as const)
    bytes.set(new TextEncoder().encode(text), at)
  for (const [at, value] of [
    [4, 4036],
    [16, 16],
    [24, 8000],
    [28, 8000],
    [40, 4000],
  ] as const)
    view.setUint32(at, value, true)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    view.setUint16(at, value, true)
  return bytes.buffer
}

const file = (name: string, size: number | null = null) => appFile(name, { size })

const COLOURS = ['#3d6fb4', '#b4573d', '#3d9b6b', '#8a4fb0', '#b08a2e', '#4a4f57', '#2e8f9b', '#b03d6f']
const gallery = COLOURS.map((colour, index) => ({
  image: inline(picture(colour, 200 + (index % 3) * 90, 240)),
  caption: index % 2 === 0 ? `Berth ${index + 1}` : null,
}))
const mask = (shape: string): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="480" height="300">${shape}</svg>`)}`

export const Image: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Enlarge Harbour' })).toBeVisible()
  },
}
export const ImageTall: Story = { args: { stream: finished(['image', 'Mast', inline(picture('#3d9b6b', 300, 1600))]) } }
export const ImageBroken: Story = {
  args: { stream: finished(['image', 'Harbour', inline('data:image/png;base64,bm8gcGljdHVyZQ==')]) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('This picture cannot be shown.')).toBeVisible()
  },
}
export const ImageOnForeignHost: Story = {
  args: { stream: finished(['image', 'Harbour', { ...file('a.png'), path: 'https://evil.example/a.png' }]) },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/lies on another host, evil\.example/)).toBeVisible()
    await expect(canvas.queryByRole('link')).toBeNull()
  },
}
export const ImageOfScript: Story = {
  args: {
    stream: finished(
      ['image', 'Script address', inline('data:text/html,<script>alert(1)</script>')],
      ['image', 'Drawing with script', inline(picture('#8a4fb0', 480, 120, '<script>document.title="broken into"</script>'))],
    ),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Enlarge Drawing with script' })).toBeVisible()
    await expect(document.title).not.toBe('broken into')
  },
}
export const AnnotatedImage: Story = {
  args: {
    stream: finished([
      'annotatedimage',
      'Ships',
      {
        image: inline(picture('#3d6fb4')),
        annotations: [
          {
            image: inline(mask('<rect x="60" y="60" width="120" height="90" fill="#f008" stroke="#f00" stroke-width="4" />')),
            label: 'ferry',
          },
          {
            image: inline(mask('<rect x="260" y="120" width="150" height="120" fill="#f008" stroke="#f00" stroke-width="4" />')),
            label: 'tug',
          },
          { image: inline(mask('<circle cx="230" cy="70" r="40" fill="#f008" />')), label: '' },
        ],
      },
    ]),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'tug' })).toBeVisible()
  },
}
export const ImageSlider: Story = {
  args: { stream: finished(['imageslider', 'Before and after', [inline(picture('#4a4f57')), inline(picture('#3d6fb4'))]]) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('slider', { name: 'Divider of Before and after' })).toHaveValue('50')
  },
}
export const Gallery: Story = {
  args: { stream: finished(['gallery', 'Berths', gallery]) },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('button', { name: /^Enlarge/ })).toHaveLength(8)
  },
}
export const GalleryOfThousands: Story = {
  args: {
    stream: finished(['gallery', 'Berths', Array.from({ length: 10_000 }, (_, index) => gallery[index % gallery.length])]),
  },
  play: async ({ canvas }) => {
    const box = await canvas.findByRole('group', { name: 'Berths' })
    await expect(box.querySelectorAll('button').length).toBeLessThan(100)
  },
}
const LONG =
  'The berth at the old customs house, seen from the water: the crane that waits for a part from Hamburg stands behind it, and the ferry to the islands lies where it has lain for eleven days. '
const captioned = gallery.map((item, index) => ({
  ...item,
  caption: [`Berth ${index + 1}`, LONG, 'Donaudampfschifffahrtsgesellschaftskapitänskajüte_2026-03-01.png'][index % 3],
}))
export const GalleryWithCaptions: Story = { args: { stream: finished(['gallery', 'Berths', captioned]) } }
export const GalleryCaptionEnlarged: Story = {
  args: { stream: finished(['gallery', 'Berths', captioned.map((item) => ({ ...item, caption: LONG.repeat(8) }))]) },
  play: async ({ canvas, userEvent }) => {
    const [first] = canvas.getAllByRole('button', { name: /^Enlarge The berth/ })
    if (first) await userEvent.click(first)
    await expect(within(await canvas.findByRole('dialog', { name: 'Berths' })).getByText(/^The berth/)).toBeVisible()
  },
}
export const GalleryWithBroken: Story = {
  args: {
    stream: finished(['gallery', 'Berths', [gallery[0], { image: inline('data:image/png;base64,bm8='), caption: 'Lost' }, gallery[2]]]),
  },
}
export const GalleryEnlarged: Story = {
  args: { ...Gallery.args },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Enlarge Berth 3/ }))
    await expect(await canvas.findByRole('dialog', { name: 'Berths' })).toBeVisible()
  },
}
export const Audio: Story = {
  args: { stream: finished(['audio', 'Foghorn', file('foghorn.wav', 4044)]) },
  beforeEach({ msw }) {
    msw.use(http.get('*/file=*', () => new HttpResponse(silence(), { headers: { 'content-type': 'audio/wav' } })))
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByLabelText('Foghorn', { selector: 'audio' })).toBeVisible()
  },
}
export const AudioBroken: Story = {
  args: { stream: finished(['audio', 'Foghorn', { ...file('a.wav'), path: 'https://evil.example/a.wav' }]) },
}
export const VideoBroken: Story = {
  args: { stream: finished(['video', 'Clip', { video: { ...file('a.mp4'), path: 'https://evil.example/a.mp4' }, subtitles: null }]) },
}
export const ManyFiles: Story = {
  args: { stream: finished(['file', 'Pages', Array.from({ length: 120 }, (_, page) => file(`page ${page + 1}.txt`, 800 + page))]) },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Show 70 more' })).toBeVisible()
  },
}
export const DownloadButton: Story = { args: { stream: finished(['downloadbutton', 'Get the report', file('report.pdf', 4_120_000)]) } }
export const LabelOfThousands: Story = {
  args: {
    stream: finished([
      'label',
      'Species',
      {
        label: 'Species 1',
        confidences: Array.from({ length: 10_000 }, (_, index) => ({ label: `Species ${index + 1}`, confidence: 1 / (index + 2) })),
      },
    ]),
  },
}
export const LongText: Story = {
  args: {
    stream: finished([
      'textbox',
      'Log',
      Array.from({ length: 80_000 }, (_, line) => `${line + 1}. The harbour was quiet, and the log goes on.`).join('\n'),
    ]),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Show all' })).toBeVisible()
  },
}
export const Choices: Story = {
  args: {
    stream: finished(
      ['radio', 'Tone', 'f', { choices: [['Friendly', 'f']] }],
      [
        'checkboxgroup',
        'Sections',
        ['a', 'b'],
        {
          choices: [
            ['Facts and figures', 'a'],
            ['Open questions', 'b'],
          ],
        },
      ],
      ['colorpicker', 'Paint', '#b4573d'],
      ['datetime', 'Arrival', '2026-03-01 12:00:00'],
      ['slider', 'Share', 0.25],
    ),
  },
}
export const OfTheFuture: Story = {
  args: {
    stream: finished(
      ['hologram', 'Projection', { points: [1, 2, 3], mode: 'solid' }],
      ['hologram', 'Recording', file('recording.holo', 51_200)],
      ['odometer', 'Distance', 1234.5],
      ['image', 'Not a picture', { made: 'of something else' }],
    ),
  },
}
export const Unlabelled: Story = {
  args: { stream: finished(['image', 'Harbour', inline(picture('#3d6fb4', 480, 160)), { show_label: false }]) },
}
export const BeforeTheFirstValue: Story = {
  args: {
    stream: pending(['textbox', 'Summary', null], ['image', 'Harbour', null], ['gallery', 'Berths', null], ['audio', 'Foghorn', null]),
  },
}
export const Dark: Story = { args: { ...Gallery.args }, parameters: { theme: 'dark' } }
export const RightToLeft: Story = { args: { ...AnnotatedImage.args }, parameters: { direction: 'rtl' } }
