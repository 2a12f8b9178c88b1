/** Conversations as outputs and as an input. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { finished, growing } from './finished.ts'
import { app, appFile, parameter, summarise } from './fixtures.ts'
import { inFrame, type PartArgs, PartFrame } from './frame.tsx'
import { stream } from './states.ts'

type Args = PartArgs<typeof GradioProcess.Output>

const meta: Meta<Args> = {
  title: 'Outputs/Chat',
  component: GradioProcess.Output,
  render: inFrame(GradioProcess.Output),
}
export default meta

type Story = StoryObj<Args>

const say = (role: string, text: string, rest: Record<string, unknown> = {}) => ({
  role,
  content: [{ type: 'text', text }],
  metadata: null,
  options: null,
  ...rest,
})
const file = (name: string, type: string) => appFile(name, { size: 4120, type })

const TALK = [
  say('user', 'When do the ferries run again?'),
  say('assistant', 'Looked at the timetable of this week.', {
    metadata: { title: 'Read the timetable', id: 't1', status: 'done', duration: 2.4, log: '3 pages' },
  }),
  say('assistant', 'ferries_from("Friday")', { metadata: { title: 'Called ferries_from', parent_id: 't1', status: 'done' } }),
  say(
    'assistant',
    'From **Friday**, to the old timetable:\n\n| Boat | Leaves |\n|---|---|\n| First | 06:20 |\n| Night | 23:45 |\n\nThe `night` boat waits for the train.',
  ),
  say('user', 'Thank you. Is there a map?'),
  {
    role: 'assistant',
    content: [
      { type: 'text', text: 'Here it is.' },
      { type: 'file', file: file('harbour map.pdf', 'application/pdf') },
    ],
    metadata: null,
    options: [{ value: 'Where is the night boat?', label: 'Night boat' }, { value: 'How much is it?' }],
  },
]

export const Talk: Story = {
  args: { stream: finished(['chatbot', 'Conversation', TALK]) },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Read the timetable').closest('details')).not.toHaveAttribute('open')
    await expect(await canvas.findByText('Friday', {}, { timeout: 10_000 })).toBeVisible()
  },
}
export const TalkDark: Story = { ...Talk, parameters: { theme: 'dark' } }
export const TalkRightToLeft: Story = { args: { ...Talk.args }, parameters: { direction: 'rtl' } }
export const Growing: Story = {
  args: {
    stream: growing([
      'chatbot',
      'Conversation',
      [TALK[0], say('assistant', 'From **Friday**, and then every day at half past six in the mor')],
    ]),
  },
}
export const Thinking: Story = {
  args: {
    stream: growing([
      'chatbot',
      'Conversation',
      [TALK[0], say('assistant', 'Reading page 2 of 3', { metadata: { title: 'Read the timetable', status: 'pending' } })],
    ]),
  },
}
export const Long: Story = {
  args: {
    stream: finished([
      'chatbot',
      'Conversation',
      Array.from({ length: 2000 }, (_, index) => say(index % 2 === 0 ? 'user' : 'assistant', `Message ${index + 1}`)),
    ]),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Show 60 of 1,940 earlier messages' })).toBeInTheDocument()
  },
}
/** An app whose functions are called by what happens to its chat. */
function withActions(): PartArgs<typeof GradioProcess.Output>['stream'] {
  const props = { editable: 'user', feedback_options: ['Like', 'Dislike', 'Too long'], feedback_value: ['Dislike', null] }
  const value = { label: 'Conversation', component: 'chatbot', schema: {}, props, componentId: 1 }
  const listeners = (['retry', 'undo', 'edit', 'like'] as const).map((name) => ({
    ...summarise,
    name: `/${name}`,
    parameters: [],
    returns: name === 'like' ? [] : [value],
    events: [{ componentId: 1, name }],
  }))
  const done = finished(['chatbot', 'Conversation', TALK])
  const endpoint = { ...summarise, returns: [value] }
  return { ...done, endpoint, discovery: { ...done.discovery, data: { ...app, endpoints: [endpoint, ...listeners] } } }
}

export const Actions: Story = {
  args: { stream: withActions() },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Ask again' })).toBeVisible()
    await expect(canvas.getAllByRole('button', { name: 'Poor answer', pressed: true })).toHaveLength(1)
  },
}
export const Editing: Story = {
  args: Actions.args,
  play: async ({ canvas, userEvent }) => {
    const [first] = canvas.getAllByRole('button', { name: 'Edit' })
    if (first) await userEvent.click(first)
    await expect(canvas.getByRole('textbox', { name: 'New wording' })).toHaveFocus()
  },
}
export const Empty: Story = { args: { stream: finished(['chatbot', 'Conversation', []]) } }

const chat = parameter('chatbot', 'Conversation', { defaultValue: TALK.slice(3) })
const endpoint = { ...summarise, parameters: [chat], returns: [{ label: 'Conversation', component: 'chatbot', schema: {}, props: {} }] }

export const Composer: Story = {
  args: { stream: stream({ endpoint }) },
  render: ({ stream }) => (
    <PartFrame stream={stream}>
      <GradioProcess.Form />
    </PartFrame>
  ),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Night boat' }))
    await expect(canvas.getByRole('textbox', { name: 'Message' })).toHaveValue('Where is the night boat?')
  },
}
export const ComposerEmpty: Story = {
  ...Composer,
  args: { stream: stream({ endpoint: { ...endpoint, parameters: [{ ...chat, defaultValue: [] }] } }) },
  play: async () => {},
}

const interfaceEndpoint = {
  ...summarise,
  returns: [{ component: 'json', label: 'Response', schema: {}, props: { visible: false } }],
  chat: {
    message: 0,
    answer: 0,
    chatbot: { component: 'chatbot', label: 'Harbour guide', schema: {}, props: {} },
    rewrite: summarise,
  },
}
const TURNS = [say('user', 'When does the ferry leave?'), say('assistant', 'At **9:40**, from pier 3.')]

/** An endpoint that answers with the reply alone, as `gr.ChatInterface` does. */
export const ReplyAlone: Story = {
  args: { stream: { ...finished(['json', 'Response', 'At 9:40.']), endpoint: interfaceEndpoint, conversation: TURNS } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Ask again' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Start over' })).toBeVisible()
  },
}
/** The question stands there before its reply. */
export const ReplyAwaited: Story = {
  args: {
    stream: {
      ...growing(['json', 'Response', null]),
      data: null,
      endpoint: interfaceEndpoint,
      conversation: [...TURNS, say('user', 'And back?')],
    },
  },
}
