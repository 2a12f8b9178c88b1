/** Three products, one component: everything that differs is tokens, as docs/theming.md has them. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { GradioProcess } from '../src/react/index.ts'
import { stillClock } from './fixtures.ts'
import { states } from './states.ts'

type Theme = Readonly<Record<`--rgs-${string}`, string>>

const MINT: Theme = {
  '--rgs-accent': 'light-dark(oklch(0.48 0.13 165), oklch(0.8 0.13 165))',
  '--rgs-accent-text': 'light-dark(white, oklch(0.2 0.04 165))',
  '--rgs-surface': 'light-dark(oklch(0.995 0.004 165), oklch(0.2 0.015 165))',
  '--rgs-surface-raised': 'light-dark(oklch(0.96 0.01 165), oklch(0.25 0.02 165))',
  '--rgs-line': 'light-dark(oklch(0.9 0.015 165), oklch(0.32 0.02 165))',
  '--rgs-radius': '12px',
  '--rgs-font': "'Iowan Old Style', Georgia, serif",
  '--rgs-text-size': '1rem',
}
const INK: Theme = {
  '--rgs-accent': 'light-dark(oklch(0.2 0 0), oklch(0.96 0 0))',
  '--rgs-accent-text': 'light-dark(white, black)',
  '--rgs-border': 'light-dark(oklch(0.2 0 0), oklch(0.9 0 0))',
  '--rgs-line': 'light-dark(oklch(0.2 0 0), oklch(0.9 0 0))',
  '--rgs-radius': '0px',
  '--rgs-shadow': 'none',
  '--rgs-font': 'var(--rgs-font-mono)',
}
const CLAY: Theme = {
  '--rgs-accent': 'light-dark(oklch(0.52 0.15 40), oklch(0.78 0.12 50))',
  '--rgs-accent-text': 'light-dark(white, oklch(0.2 0.04 40))',
  '--rgs-text': 'light-dark(oklch(0.28 0.03 40), oklch(0.93 0.01 70))',
  '--rgs-text-muted': 'light-dark(oklch(0.48 0.03 50), oklch(0.76 0.02 60))',
  '--rgs-surface': 'light-dark(oklch(0.98 0.012 80), oklch(0.23 0.015 50))',
  '--rgs-surface-raised': 'light-dark(oklch(0.95 0.018 80), oklch(0.28 0.018 50))',
  '--rgs-track': 'light-dark(oklch(0.88 0.03 70), oklch(0.36 0.02 50))',
  '--rgs-radius': '8px',
  '--rgs-shadow': 'none',
}

function Themed({ theme }: { theme: Theme }) {
  return (
    <div style={theme}>
      <GradioProcess.View stream={states.RunningWithPartialOutput} clock={stillClock} locale="en" />
    </div>
  )
}

function All() {
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 22rem), 1fr))', alignItems: 'start', gap: 24 }}>
      <Themed theme={MINT} />
      <Themed theme={INK} />
      <Themed theme={CLAY} />
    </div>
  )
}

const meta: Meta = {
  title: 'Themes', // The same process three times, so the same names three times.
  parameters: { a11y: { config: { rules: [{ id: 'landmark-unique', enabled: false }] } } },
  render: () => <All />,
}
export default meta

type Story = StoryObj

export const Three: Story = {}
export const ThreeDark: Story = { parameters: { theme: 'dark' } }
/** The nearest `data-theme` decides. */
export const LightInDark: Story = {
  parameters: { theme: 'dark' },
  render: () => (
    <div data-theme="light" style={{ maxInlineSize: 640 }}>
      <GradioProcess.View stream={states.RunningWithProgress} clock={stillClock} locale="en" />
    </div>
  ),
}
