/**
 * The same run in every language there is. A language is an object of its own entry: `react-gradio-stream/messages/de`.
 */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess, type Messages } from '../src/react/index.ts'
import { ar } from '../src/react/messages/ar.ts'
import { de } from '../src/react/messages/de.ts'
import { es } from '../src/react/messages/es.ts'
import { fr } from '../src/react/messages/fr.ts'
import { ja } from '../src/react/messages/ja.ts'
import { zh } from '../src/react/messages/zh.ts'
import { stillClock } from './fixtures.ts'
import { states } from './states.ts'

interface Args {
  messages: Messages
  locale: string
  state: 'Reconnecting' | 'QueuedEtaPassed' | 'QueueFull' | 'CancelledUnsupported'
}

const meta: Meta<Args> = {
  title: 'Languages',
  tags: ['once'],
  args: { state: 'Reconnecting' },
  argTypes: {
    messages: { control: false },
    state: { control: 'select', options: ['Reconnecting', 'QueuedEtaPassed', 'QueueFull', 'CancelledUnsupported'] },
  },
  render: ({ messages, locale, state }) => (
    <div style={{ maxInlineSize: 560 }}>
      <GradioProcess.View stream={states[state]} clock={stillClock} messages={messages} locale={locale} />
    </div>
  ),
}
export default meta

type Story = StoryObj<Args>

export const German: Story = {
  args: { messages: de, locale: 'de' },
  parameters: { language: 'de' },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Verbindung verloren. Ihr Lauf geht weiter. Neuer Versuch in 3 s.')).toBeVisible()
  },
}
export const Spanish: Story = { args: { messages: es, locale: 'es' }, parameters: { language: 'es' } }
export const French: Story = { args: { messages: fr, locale: 'fr' }, parameters: { language: 'fr' } }
export const Japanese: Story = { args: { messages: ja, locale: 'ja' }, parameters: { language: 'ja' } }
export const Chinese: Story = { args: { messages: zh, locale: 'zh' }, parameters: { language: 'zh' } }
/** Western figures, so that a browser without Arabic fonts shows them too. */
export const Arabic: Story = { args: { messages: ar, locale: 'ar-u-nu-latn' }, parameters: { language: 'ar', direction: 'rtl' } }
export const ArabicFull: Story = {
  args: { messages: ar, locale: 'ar-u-nu-latn', state: 'QueueFull' },
  parameters: { language: 'ar', direction: 'rtl' },
}
