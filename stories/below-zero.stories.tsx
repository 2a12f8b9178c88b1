/** Numbers below zero, where a line of Arabic goes from right to left: the sign stays on the side it is written on. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { GradioProcess } from '../src/index.ts'
import { ar } from '../src/react/messages/ar.ts'
import { belowZero } from './below-zero.ts'
import { stillClock } from './fixtures.ts'

const meta: Meta = {
  title: 'Numbers below zero',
  tags: ['once'],
  parameters: { direction: 'rtl', language: 'ar' },
  render: () => <GradioProcess.View stream={belowZero} clock={stillClock} messages={ar} locale="ar-u-nu-latn" title="قياس" />,
}
export default meta

export const Arabic: StoryObj = {}
