/** Fields to draw in: on a picture, as a mask, on an empty sheet, and a drawing that the app has locked. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { formStories } from './form-stories.tsx'
import type { FormArgs } from './form-stories.tsx'
import { parameter } from './fixtures.ts'
import { scene } from './sketch-scene.ts'

const meta: Meta<FormArgs> = { title: 'Inputs/Sketch', ...formStories }
export default meta

type Story = StoryObj<FormArgs>

const editor = parameter('imageeditor', 'Picture', { props: { info: 'Paint over what should go.' } })
const mask = parameter('imageeditor', 'Mask', {
  props: {
    brush: { default_size: 24, colors: ['#000000'], default_color: '#000000', color_mode: 'fixed' },
    layers: { layers: ['Layer 1'] },
  },
})
const sheet = parameter('imageeditor', 'Sketch', {
  props: { sources: [], canvas_size: [640, 400], layers: { layers: ['Ink', 'Colour'] } },
})

/** Draws a wave across the board, by keyboard: the same on every machine. */
const wave: NonNullable<Story['play']> = async ({ canvas, userEvent }) => {
  const board = await canvas.findByRole('application')
  board.focus()
  await userEvent.keyboard(' {Shift>}{ArrowRight}{ArrowRight}{ArrowDown}{ArrowDown}{ArrowRight}{ArrowRight}{ArrowUp}{/Shift} ')
  await expect(canvas.getByRole('button', { name: 'Undo' })).not.toHaveAttribute('aria-disabled')
}

export const Empty: Story = { args: { parameters: [editor] } }
export const OnPicture: Story = {
  args: { parameters: [editor] },
  play: async (context) => {
    await context.userEvent.upload(context.canvas.getByLabelText(/Picture/, { selector: 'input' }), await scene())
    await wave(context)
  },
}
export const AsMask: Story = {
  args: { parameters: [mask] },
  play: async (context) => {
    await context.userEvent.upload(context.canvas.getByLabelText(/Mask/, { selector: 'input' }), await scene())
    await wave(context)
  },
}
export const OnEmptySheet: Story = { args: { parameters: [sheet] }, play: wave }
export const NotAPicture: Story = {
  args: { parameters: [editor] },
  play: async ({ canvas, userEvent }) => {
    await userEvent.upload(
      canvas.getByLabelText(/Picture/, { selector: 'input' }),
      new File(['no picture'], 'broken.png', { type: 'image/png' }),
    )
    await expect(await canvas.findByText(/nothing can be painted/)).toBeVisible()
  },
}
