/** VitePress's own theme, with the live examples. */
import DefaultTheme from 'vitepress/theme'
import type { Theme } from 'vitepress'
import './site.css'
import { LiveExample } from './live-example.ts'

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('LiveExample', LiveExample)
  },
} satisfies Theme
