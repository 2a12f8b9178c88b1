/** What typed functions answer with (`gr.api`, `gr.Server`). */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { NOW, summarise } from './fixtures.ts'
import { type PartArgs, PartFrame } from './frame.tsx'
import { states, stream } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Output>
type Schema = Readonly<Record<string, unknown>>

const meta: Meta<Args> = {
  title: 'Outputs/Typed functions',
  component: GradioProcess.Output,
  args: { stream: states.Succeeded },
  render: ({ stream: shown, ...args }) => (
    <PartFrame stream={shown}>
      <GradioProcess.Output {...args} />
    </PartFrame>
  ),
}
export default meta

type Story = StoryObj<Args>

/** A finished run with these values. */
function answered(...values: readonly (readonly [value: unknown, schema?: Schema])[]) {
  const returns = values.map(([, schema = {}]) => ({ component: 'api', label: '', schema, props: {} }))
  const data = values.map(([value]) => value)
  const begun = { sequence: 9, startedAt: NOW - 4000, logs: [], droppedLogCount: 0, invalidMessageCount: 0, eventId: 'e1' }
  const updates = values.map(() => null)
  return stream({
    endpoint: { ...summarise, returns },
    data,
    state: { ...begun, status: 'succeeded', data, updates, endedAt: NOW, fromCache: false },
  })
}

const members: Schema = Object.fromEntries(['title', 'word_count', 'is_draft', 'author', 'tags', 'name', 'email'].map((name) => [name, {}]))
const article = {
  title: 'On typing',
  word_count: 2025,
  is_draft: false,
  author: { name: 'Ada', email: null },
  tags: ['calm', 'clear'],
}
const records = [
  { label: 'cat', score: 0.91, checked: true },
  { label: 'dog', score: 0.07, checked: false },
  { label: 'owl', score: 0.02, checked: false },
]

export const PlainValues: Story = {
  args: { stream: answered(['Words, as they come.'], [42], [true], [null]) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Words, as they come.')).toBeVisible()
  },
}
export const Model: Story = {
  args: { stream: answered([article, { type: 'object', properties: { ...members, author: { type: 'object', properties: members } } }]) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Word count')).toBeVisible()
  },
}
export const ModelDark: Story = { ...Model, parameters: { theme: 'dark' }, tags: ['once'] }
export const ModelRightToLeft: Story = { ...Model, parameters: { direction: 'rtl' }, tags: ['once'] }
export const Records: Story = {
  args: { stream: answered([records]) },
  play: async ({ canvas }) => {
    await expect((await canvas.findAllByText('owl'))[0]).toBeVisible()
  },
}
export const Dictionary: Story = {
  args: {
    stream: answered(
      [
        { black_tea: 2.5, coffee: 3 },
        { type: 'object', additionalProperties: { type: 'number' } },
      ],
      [['one', 'two']],
    ),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('black_tea')).toBeVisible()
  },
}
