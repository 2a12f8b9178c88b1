/** The tokens of the stylesheet, to look at and to pick from. Set any of them on an element around a process. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { GradioProcess } from '../src/react/index.ts'
import { stillClock } from './fixtures.ts'
import { states } from './states.ts'

const COLOURS = [
  'accent',
  'accent-text',
  'text',
  'text-muted',
  'surface',
  'surface-raised',
  'line',
  'border',
  'track',
  'danger',
  'warning',
  'success',
] as const

function Swatches() {
  return (
    <ul style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(11rem, 1fr))', gap: 16, padding: 0, listStyle: 'none' }}>
      {COLOURS.map((name) => (
        <li key={name} style={{ fontSize: 14 }}>
          <span
            style={{
              display: 'block',
              blockSize: 56,
              borderRadius: 8,
              background: `var(--rgs-${name})`,
              border: '1px solid var(--rgs-line)',
            }}
          />
          <code>--rgs-{name}</code>
        </li>
      ))}
    </ul>
  )
}

const meta: Meta = { title: 'Tokens', render: () => <Swatches /> }
export default meta

type Story = StoryObj

export const Colours: Story = {}
export const ColoursDark: Story = { parameters: { theme: 'dark' } }
/** One accent, rounder corners, larger text: three tokens around a card. */
export const AnotherBrand: Story = {
  render: () => (
    <div
      style={
        {
          maxInlineSize: 640,
          '--rgs-accent': 'oklch(0.5 0.12 165)',
          '--rgs-radius': '12px',
          '--rgs-text-size': '1rem',
        } as React.CSSProperties
      }
    >
      <GradioProcess.View stream={states.RunningWithPartialOutput} clock={stillClock} locale="en" />
    </div>
  ),
}
