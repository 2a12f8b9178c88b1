/** Folders and files of the app, listed as they are opened. A scenario is the only network. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import type { ParameterDescription } from '../src/client/index.ts'
import { GradioProcess, GradioProvider } from '../src/react/index.ts'
import { createScenarioServer } from '../src/testing/index.ts'
import { scenarioHandlers } from '../src/testing/msw-handlers.ts'
import { parameter, stillClock, summarise } from './fixtures.ts'
import { PartFrame } from './frame.tsx'
import { stream } from './states.ts'

interface Args {
  parameter: ParameterDescription
  /** What the app lists: names by the path of their folder. */
  folders: Readonly<Record<string, readonly string[]>>
}

/** As the imagined app of `fixtures.ts` has it. */
const APP = 'https://relay.example'
const PROPS = { server_fns: ['ls'], file_count: 'multiple', max_height: 500 }
/** The only component of the scenario. */
const FIRST = { componentId: 1 }

const folders = {
  '': ['letters/', 'minutes/', 'رسائل/', 'harbour plan.pdf', 'readme.txt'],
  letters: [
    '1911/',
    '1912/',
    'a letter with a rather long name, as people give them who never rename a scan (2).txt',
    'to the harbour master.txt',
  ],
  'letters/1911': ['april.txt', 'june.txt', 'october.txt'],
  رسائل: ['إلى المدير.txt', 'رد.txt'],
}
const several = parameter('fileexplorer', 'Documents', { ...FIRST, props: { ...PROPS, info: 'They are read in this order.' } })
const one = parameter('fileexplorer', 'Document', { ...FIRST, props: { ...PROPS, file_count: 'single' } })

const meta: Meta<Args> = {
  title: 'Inputs/Explorer',
  args: { parameter: several, folders },
  parameters: { controls: { exclude: ['parameter', 'folders'] }, docs: { story: { inline: false, height: '480px' } } },
  async beforeEach({ args, msw }) {
    const files = { name: 'files', component: 'fileexplorer', folders: args.folders }
    const server = createScenarioServer({ scenarios: [{ name: 'read', parameters: [files], returns: [], steps: [] }] })
    msw.use(...scenarioHandlers(server, APP))
    return () => server.close()
  },
  render: (args) => (
    <GradioProvider backendUrl={null} clock={stillClock}>
      <PartFrame stream={stream({ endpoint: { ...summarise, parameters: [args.parameter] } })}>
        <GradioProcess.Form />
      </PartFrame>
    </GradioProvider>
  ),
}
export default meta

type Story = StoryObj<Args>

export const Root: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('checkbox', { name: 'readme.txt' }, { timeout: 10_000 })).toBeVisible()
  },
}
export const Open: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: 'readme.txt' }, { timeout: 10_000 }))
    await userEvent.click(canvas.getByRole('button', { name: 'letters' }))
    await userEvent.click(await canvas.findByRole('button', { name: '1911' }))
    await userEvent.click(await canvas.findByRole('checkbox', { name: 'june.txt' }))
    await expect(canvas.getByText('2 chosen')).toBeVisible()
  },
}
export const OpenDark: Story = { ...Open, parameters: { theme: 'dark' }, tags: ['once'] }
export const OpenRightToLeft: Story = { ...Open, parameters: { direction: 'rtl' }, tags: ['once'] }
export const OpenNarrow: Story = {
  ...Open,
  tags: ['once'],
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 288 }}>
        <Story />
      </div>
    ),
  ],
}
export const OneFile: Story = {
  args: { parameter: one },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: 'readme.txt' }, { timeout: 10_000 }))
    await expect(canvas.getByText('1 chosen')).toBeVisible()
  },
}
export const FolderThatFails: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: 'readme.txt' }, { timeout: 10_000 }))
    await userEvent.click(canvas.getByRole('button', { name: 'minutes' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('This folder cannot be loaded.')
    await expect(canvas.getByRole('checkbox', { name: 'readme.txt' })).toBeChecked()
  },
}
export const Thousands: Story = {
  args: { folders: { '': Array.from({ length: 10_000 }, (_, index) => `scan ${String(index + 1).padStart(5, '0')}.tif`) } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole('searchbox', {}, { timeout: 10_000 }), '0977')
    await waitFor(() => expect(canvas.getAllByRole('checkbox')).toHaveLength(12))
  },
}
export const Empty: Story = {
  args: { folders: { '': [] } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Nothing', {}, { timeout: 10_000 })).toBeVisible()
  },
}
export const RootThatFails: Story = {
  args: { folders: {} },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert', {}, { timeout: 10_000 })).toBeVisible()
    await expect(canvas.getByRole('textbox', { name: 'Documents' })).toBeVisible()
  },
}
export const Written: Story = {
  args: { parameter: { ...several, props: { info: 'An app that lists nothing.' }, exampleValue: [['letters', 'april.txt']] } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole('textbox', { name: 'Documents' }, { timeout: 10_000 }), 'letters/1911/june.txt')
  },
}
export const Locked: Story = {
  args: {
    parameter: { ...several, defaultValue: [['letters', '1911', 'june.txt'], ['readme.txt']], props: { ...PROPS, interactive: false } },
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('2 chosen', {}, { timeout: 10_000 })).toBeVisible()
  },
}
