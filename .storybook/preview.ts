/**
 * What every story has around it: its network, the stylesheet, a theme and a direction, and accessibility findings as
 * errors.
 */
import type { Decorator, Preview } from '@storybook/react-vite'
import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import '@fontsource-variable/noto-sans-arabic'
import '@fontsource-variable/noto-sans-sc'
import { setupWorker } from 'msw/browser'
import { mswLoader } from 'msw-storybook-addon/csf3'
import '../src/react/styles/index.css'
import { LateForm } from '../src/react/form/form.tsx'
import { LateOutputList } from '../src/react/parts/output/output.tsx'
import './preview.css'

const FONTS = ['Inter Variable', 'JetBrains Mono Variable', 'Noto Sans Arabic Variable']

const onPage: Decorator = (story, { globals, parameters }) => {
  const theme: unknown = parameters.theme ?? globals.theme
  document.documentElement.dataset.theme = theme === 'dark' ? 'dark' : 'light'
  document.documentElement.dir = parameters.direction === 'rtl' || globals.direction === 'rtl' ? 'rtl' : 'ltr'
  document.documentElement.lang = typeof parameters.language === 'string' ? parameters.language : 'en'
  return story()
}

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [onPage],
  loaders: [
    // A story is a still picture: what is loaded late is there before it is taken.
    () => Promise.all([LateForm.load(), LateOutputList.load()]),
    // What measures text (plots, fields that grow) must not measure another font. Chinese and Japanese come in a
    // hundred pieces, when needed.
    () => Promise.all(FONTS.map((font) => document.fonts.load(`1em "${font}"`, 'aع'))),
    mswLoader(async () => {
      const worker = setupWorker()
      await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })
      return worker
    }),
  ],
  globalTypes: {
    theme: { description: 'Theme', toolbar: { icon: 'contrast', items: ['light', 'dark'], dynamicTitle: true } },
    direction: { description: 'Direction', toolbar: { icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true } },
  },
  initialGlobals: { theme: 'light', direction: 'ltr' },
  parameters: {
    a11y: { test: 'error' },
    controls: { exclude: ['stream'] },
    options: { storySort: { order: ['GradioProcess', 'Parts', 'Inputs', 'Outputs'] } },
  },
}
export default preview
