/** Fields for files: empty, filled, refused, on their way, and with text beside them. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import type { ParameterDescription } from '../src/client/index.ts'
import { GradioProcess, type GradioStream } from '../src/react/index.ts'
import { app, parameter, summarise } from './fixtures.ts'
import { PartFrame } from './frame.tsx'
import { states, stream } from './states.ts'

interface Args {
  parameters: readonly ParameterDescription[]
  given?: Partial<GradioStream>
}

const meta: Meta<Args> = {
  title: 'Inputs/Files',
  args: { parameters: [] },
  parameters: { controls: { exclude: ['parameters', 'given'] } },
  render: ({ parameters, given }) => (
    <PartFrame stream={stream({ ...given, endpoint: { ...summarise, parameters } })}>
      <GradioProcess.Form />
    </PartFrame>
  ),
}
export default meta

type Story = StoryObj<Args>

/** A square of one colour, drawn here so that no story fetches anything. */
async function square(name: string, color: string): Promise<File> {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 64
  const context = canvas.getContext('2d')
  if (context) context.fillStyle = color
  context?.fillRect(0, 0, 64, 64)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  return new File(blob ? [blob] : [], name, { type: 'image/png' })
}
const note = new File(['Minutes of the meeting'], 'minutes.txt', { type: 'text/plain' })
const limited: Partial<GradioStream> = { discovery: { ...states.Idle.discovery, data: { ...app, maxFileSizeBytes: 2_000_000 } } }

export const OneFile: Story = {
  args: {
    parameters: [parameter('file', 'Document', { props: { file_types: ['.pdf', 'text'], info: 'A text or a PDF.' } })],
    given: limited,
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByLabelText(/Document/)).toHaveAttribute('accept', '.pdf,text/*')
  },
}
export const FilesChosen: Story = {
  args: { parameters: [parameter('file', 'Documents', { props: { file_count: 'multiple' } })] },
  play: async ({ canvas, userEvent }) => {
    await userEvent.upload(canvas.getByLabelText(/Documents/), [
      note,
      new File(['x'.repeat(2100)], 'a rather long name of a file that wraps.csv'),
    ])
    await expect(canvas.getAllByRole('listitem')).toHaveLength(2)
  },
}
export const FileOfAnotherType: Story = {
  args: { parameters: [parameter('image', 'Picture')] },
  play: async ({ canvas, canvasElement }) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(note)
    const zone = canvasElement.querySelector('.rgs-drop')
    zone?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    await expect(await canvas.findByText(/of another type/)).toBeVisible()
  },
}
export const FileTooLarge: Story = {
  args: { parameters: [parameter('file', 'Document')], given: limited },
  play: async ({ canvas, userEvent }) => {
    await userEvent.upload(canvas.getByLabelText(/Document/), new File([new Uint8Array(3_400_000)], 'atlas.pdf'))
    await expect(canvas.getByText(/at most 2 MB/)).toBeVisible()
  },
}
export const Sending: Story = {
  args: {
    parameters: [parameter('file', 'Document', { defaultValue: null })],
    given: {
      state: {
        status: 'uploading',
        sequence: 1,
        startedAt: 0,
        logs: [],
        droppedLogCount: 0,
        invalidMessageCount: 0,
        files: [{ name: 'minutes.txt', sentBytes: 9, totalBytes: 22 }],
        sentBytes: 9,
        totalBytes: 22,
      },
    },
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.upload(canvas.getByLabelText(/Document/), note)
    await expect(canvas.getByRole('progressbar', { name: 'Uploading minutes.txt' })).toHaveValue(9)
  },
}
export const Picture: Story = { args: { parameters: [parameter('image', 'Picture')] } }
export const PictureChosen: Story = {
  args: { parameters: [parameter('image', 'Picture')] },
  play: async ({ canvas, userEvent }) => {
    await userEvent.upload(canvas.getByLabelText(/Picture/), await square('dusk.png', 'slateblue'))
    await expect(await canvas.findByRole('img', { name: 'Preview of dusk.png' })).toBeVisible()
  },
}
export const PictureThatDoesNotDecode: Story = {
  args: { parameters: [parameter('image', 'Picture')] },
  play: async ({ canvas, userEvent }) => {
    await userEvent.upload(canvas.getByLabelText(/Picture/), new File(['no picture'], 'broken.png', { type: 'image/png' }))
    await expect(await canvas.findByText(/cannot show the picture/)).toBeVisible()
  },
}
export const Gallery: Story = {
  args: { parameters: [parameter('gallery', 'Pictures')] },
  play: async ({ canvas, userEvent }) => {
    await userEvent.upload(canvas.getByLabelText(/Pictures/), [await square('one.png', 'teal'), await square('two.png', 'tomato')])
    await expect(await canvas.findAllByRole('img')).toHaveLength(2)
  },
}
export const Audio: Story = { args: { parameters: [parameter('audio', 'Voice', { props: { info: 'Up to a minute.' } })] } }
export const Video: Story = { args: { parameters: [parameter('video', 'Film')] } }
export const ImageSlider: Story = { args: { parameters: [parameter('imageslider', 'Before and after')] } }
export const TextWithFiles: Story = {
  args: {
    parameters: [parameter('multimodaltextbox', 'Question', { props: { placeholder: 'Ask about a picture', file_count: 'multiple' } })],
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole('textbox', { name: 'Question' }), 'What is this?')
    await userEvent.upload(canvas.getByLabelText(/Attach files/), await square('this.png', 'goldenrod'))
    await expect(await canvas.findByRole('img')).toBeVisible()
  },
}
export const TextWithFilesRightToLeft: Story = { ...TextWithFiles, parameters: { direction: 'rtl' } }
export const PictureChosenDark: Story = { ...PictureChosen, parameters: { theme: 'dark' } }
export const Narrow320: Story = {
  ...FilesChosen,
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 288 }}>
        <Story />
      </div>
    ),
  ],
}
