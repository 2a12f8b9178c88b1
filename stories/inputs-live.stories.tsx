/** Live fields: before they are on, while they are asked for, on, in a pause, gone, refused. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { fakeDevices, LiveScene, playLive, type LiveArgs } from './live-scene.tsx'

const meta: Meta<LiveArgs> = {
  title: 'Inputs/Live',
  args: { device: 'microphone', moment: 'off' },
  beforeEach: ({ args }) => fakeDevices(args),
  render: (args) => <LiveScene {...args} />,
  play: playLive,
}
export default meta

type Story = StoryObj<LiveArgs>

export const Microphone: Story = {}
export const MicrophoneAskedFor: Story = { args: { moment: 'asking' } }
export const MicrophoneBeforeTheApp: Story = { args: { moment: 'waiting' } }
export const MicrophoneOn: Story = { args: { moment: 'sending' } }
export const MicrophonePaused: Story = { args: { moment: 'paused' } }
export const MicrophoneLost: Story = { args: { moment: 'lost' } }
export const MicrophoneMuted: Story = { args: { moment: 'muted' } }
export const MicrophoneRefused: Story = { args: { moment: 'refused' } }
export const NoMicrophone: Story = { args: { moment: 'none' } }
export const Camera: Story = { args: { device: 'camera' } }
export const CameraOn: Story = { args: { device: 'camera', moment: 'sending' } }
export const CameraLost: Story = { args: { device: 'camera', moment: 'lost' } }
export const CameraRefusedDark: Story = { args: { device: 'camera', moment: 'refused' }, parameters: { theme: 'dark' } }
export const MicrophoneOnRightToLeft: Story = { args: { moment: 'sending' }, parameters: { direction: 'rtl' } }
