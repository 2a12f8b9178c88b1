/** Forms of typed functions (`gr.api`, `gr.Server`): a field by the type hint of each parameter. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { formStories } from './form-stories.tsx'
import type { FormArgs } from './form-stories.tsx'
import { parameter } from './fixtures.ts'

const meta: Meta<FormArgs> = { title: 'Inputs/Typed functions', ...formStories }
export default meta

type Story = StoryObj<FormArgs>
type Schema = Readonly<Record<string, unknown>>

const typed = (label: string, schema: Schema, rest: Parameters<typeof parameter>[2] = {}) => parameter('api', label, { schema, ...rest })
const optional = (schema: Schema): Schema => ({ oneOf: [{ type: 'null' }, schema] })
const object = (properties: Schema, required: readonly string[] = []): Schema => ({ type: 'object', properties, required })

const file = object({ path: { type: 'string' }, orig_name: {}, meta: object({ _type: { const: 'gradio.FileData' } }) })
const person = object({ name: { type: 'string' }, email: optional({ type: 'string' }) }, ['name', 'email'])
const article = object({ title: { type: 'string' }, words: { type: 'integer' }, is_draft: { type: 'boolean' }, author: person }, [
  'title',
  'author',
  'words',
])
const stop = object({ place: { type: 'string' }, minutes: { type: 'integer' } }, ['place', 'minutes'])

const plain = [
  typed('Prompt', { type: 'string' }),
  typed('Max tokens', { type: 'integer' }, { defaultValue: 256 }),
  typed('Temperature', { type: 'number' }, { defaultValue: 0.7 }),
  typed('Mode', { enum: ['draft', 'final', 'review'] }),
  typed('Seed', optional({ type: 'integer' })),
  typed('Is fast', { type: 'boolean' }),
]
const parts = [
  typed('Words', { type: 'array', items: { type: 'string' } }, { defaultValue: ['calm', 'clear'] }),
  typed('Prices', { type: 'object', additionalProperties: { type: 'number' } }, { defaultValue: { tea: 2.5, coffee: 3 } }),
  typed('Moods', { type: 'array', items: { enum: ['calm', 'bold', 'dry'] } }, { defaultValue: ['bold'] }),
  typed('Range', { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }] }, { defaultValue: [0, 10] }),
]
const groups = [
  typed('Article', article, { defaultValue: { title: 'On typing', words: 120, is_draft: true, author: { name: 'Ada', email: null } } }),
  typed('Stops', { type: 'array', items: stop }, { defaultValue: [{ place: 'Hamburg', minutes: 4 }] }),
]
const drawn: NonNullable<Story['play']> = async ({ canvasElement }) => {
  await waitFor(() => expect(canvasElement.querySelector('form:not([aria-busy])')).not.toBeNull(), { timeout: 10_000 })
}

export const PlainValues: Story = { args: { parameters: plain }, play: drawn }
export const PlainValuesDark: Story = { ...PlainValues, parameters: { theme: 'dark' }, tags: ['once'] }
export const Lists: Story = { args: { parameters: parts }, play: drawn }
export const ListsNarrow: Story = { ...Lists, parameters: { width: 288 }, tags: ['once'] }
export const Models: Story = { args: { parameters: groups }, play: drawn }
export const ModelsDark: Story = { ...Models, parameters: { theme: 'dark' }, tags: ['once'] }
export const ModelsRightToLeft: Story = { ...Models, parameters: { direction: 'rtl' }, tags: ['once'] }
export const Files: Story = {
  args: { parameters: [typed('Picture', file), typed('Documents', { type: 'array', items: file }), typed('Cover', optional(file))] },
  play: drawn,
}
export const SeveralKinds: Story = {
  args: {
    parameters: [
      typed('Either', { anyOf: [{ type: 'integer' }, { type: 'string' }] }),
      typed('Anything', {}),
      typed('Author', optional(person)),
    ],
  },
  play: drawn,
}
export const WhatIsMissing: Story = {
  args: { parameters: [plain[0], plain[3], typed('Article', article)].filter((one) => one !== undefined) },
  play: async (context) => {
    await drawn(context)
    context.canvasElement.querySelector('form')?.requestSubmit()
    await waitFor(() => expect(context.canvas.getByText('3 values need a change.')).toBeVisible())
  },
}
