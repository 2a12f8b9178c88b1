/** Forms in their authors' arrangement. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import type { LayoutGroup, LayoutNode, ParameterDescription } from '../src/react/index.ts'
import { GradioProcess } from '../src/react/index.ts'
import { parameter, summarise } from './fixtures.ts'
import { stream } from './states.ts'

interface Args {
  parameters: readonly ParameterDescription[]
  layout: readonly LayoutNode[]
  submitLabel?: string
  authored?: boolean
}

/** The code that draws texts is loaded late. */
const LATE = { timeout: 20_000 }

const field = (name: string): LayoutNode => ({ kind: 'field', parameter: name })
const text = (words: string): LayoutNode => ({ kind: 'text', text: words, props: {} })
let ids = 0
const group = (kind: LayoutGroup['kind'], label: string, children: readonly LayoutNode[], isOpen = false): LayoutNode => {
  ids += 1
  return { kind, label, isOpen, isHidden: false, componentId: ids, children }
}

const parameters = [
  parameter('textbox', 'Prompt', { props: { lines: 3, placeholder: 'What to paint' } }),
  parameter('slider', 'Width', { defaultValue: 512, props: { minimum: 64, maximum: 2048, step: 64 } }),
  parameter('slider', 'Height', { defaultValue: 512, props: { minimum: 64, maximum: 2048, step: 64 } }),
  parameter('radio', 'Style', {
    defaultValue: 'oil',
    props: {
      choices: [
        ['Oil', 'oil'],
        ['Ink', 'ink'],
      ],
    },
  }),
  parameter('slider', 'Strength', { defaultValue: 0.5, props: { minimum: 0, maximum: 1, step: 0.01, info: 'How much of it.' } }),
  parameter('number', 'Seed', { defaultValue: 7 }),
]
const named = (label: string): string => parameters.find((one) => one.label === label)?.name ?? ''

const layout: readonly LayoutNode[] = [
  text('Paints what you say. **Nothing is kept.**'),
  field(named('Prompt')),
  group('row', '', [field(named('Width')), field(named('Height'))]),
  group('tabs', '', [group('tab', 'Look', [field(named('Style'))], true), group('tab', 'Numbers', [field(named('Seed'))])]),
  group('accordion', 'Advanced', [text('Only for those who know.'), field(named('Strength'))]),
]

const meta: Meta<Args> = {
  title: 'Form/As its author arranged it',
  args: { parameters, layout, submitLabel: 'Paint it' },
  parameters: { controls: { exclude: ['parameters', 'layout'] } },
  render: ({ parameters: shown, layout: nodes, submitLabel = 'Run', authored = true }) => (
    <GradioProcess.View
      stream={stream({ endpoint: { ...summarise, parameters: shown, layout: nodes, submitLabel } })}
      authored={authored}
    />
  ),
}
export default meta

type Story = StoryObj<Args>

export const RowsTabsAndFolds: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('tab', { name: 'Look' }, LATE)).toBeVisible()
  },
}

export const SecondTab: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('tab', { name: 'Numbers' }, LATE))
    await expect(canvas.getByRole('spinbutton', { name: 'Seed' })).toBeVisible()
  },
}

export const Flat: Story = { args: { authored: false } }

const sixty = Array.from({ length: 60 }, (_, index) =>
  parameter('slider', `Level ${index + 1}`, { defaultValue: index, props: { minimum: 0, maximum: 100 } }),
)

export const SixtyFields: Story = {
  args: {
    parameters: sixty,
    layout: Array.from({ length: 10 }, (_, part) =>
      group(
        'accordion',
        `Part ${part + 1}`,
        sixty.slice(part * 6, part * 6 + 6).map(({ name }) => field(name)),
        part < 4,
      ),
    ),
  },
}
