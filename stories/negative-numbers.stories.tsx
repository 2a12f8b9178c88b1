/** Negative numbers in right-to-left Arabic: the sign stays before the number. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { GradioProcess } from '../src/react/index.ts'
import { ar } from '../src/react/messages/ar.ts'
import { belowZero } from './negative-numbers.ts'
import { stillClock } from './fixtures.ts'

const meta: Meta = {
  title: 'Numbers below zero',
  tags: ['once'],
  parameters: { direction: 'rtl', language: 'ar' },
  render: () => <GradioProcess.View stream={belowZero} clock={stillClock} messages={ar} locale="ar-u-nu-latn" title="قياس" />,
}
export default meta

export const Arabic: StoryObj = {}
