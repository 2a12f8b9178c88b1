/** The documentation site. Pages are the Markdown of `docs`; `pages.ts` makes the sidebar of them. */
import { renderMermaidSVG } from 'beautiful-mermaid'
import { defineConfig, type DefaultTheme, postcssIsolateStyles, type UserConfig } from 'vitepress'
import llmstxt from 'vitepress-plugin-llms'
import { REPOSITORY, siteLink } from './links.ts'
import { pagesByGroup } from './pages.ts'

type PluginOption = NonNullable<NonNullable<UserConfig['vite']>['plugins']>[number]

const DESCRIPTION = 'React hooks and components that run Gradio apps inside your product, and show the run live.'

/** Libraries that draw charts, models and film. No example of the site needs them, and they take a minute to bundle. */
const HEAVY = /^(?:plotly\.js-.*|vega(?:-.*)?|three|@google\/model-viewer|hls\.js|rehype-katex|katex.*|remark-math)$/u

const sidebar: DefaultTheme.SidebarItem[] = pagesByGroup().map(({ text, pages }) => ({
  text,
  items: pages.map(({ path, title }) => ({ text: title, link: `/${path}` })),
}))

/** `llms.txt`, `llms-full.txt`, and each page as `.md` beside its HTML. Its types are those of another Vite. */
const plainPages = llmstxt({
  ignoreFiles: ['skill/**'],
  ignoreFilesPerOutput: { llmsTxt: ['decisions/**'], llmsFullTxt: ['decisions/**', 'api/**'] },
})

export default defineConfig({
  title: 'react-gradio-stream',
  description: DESCRIPTION,
  lang: 'en',
  cleanUrls: true,
  lastUpdated: false,
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  srcExclude: ['skill/**'],
  themeConfig: {
    sidebar,
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Recipes', link: '/recipes/typed' },
      { text: 'API', link: '/api/react-gradio-stream' },
      { text: 'Errors', link: '/errors' },
    ],
    search: { provider: 'local' },
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    editLink: { pattern: `${REPOSITORY}/edit/main/docs/:path`, text: 'Edit this page' },
  },
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config(md) {
      md.core.ruler.push('site-links', ({ tokens, env }) => {
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          const href = token.type === 'link_open' ? token.attrGet('href') : null
          if (href !== null) token.attrSet('href', siteLink(href, String(env.relativePath)))
        }
      })
      const fence = md.renderer.rules.fence
      md.renderer.rules.fence = (tokens, index, options, env, self) => {
        const token = tokens[index]
        if (token?.info.trim() === 'mermaid')
          return `<div class="diagram" tabindex="0" role="group" aria-label="Diagram" v-html='decodeURIComponent("${drawn(token.content)}")'></div>`
        // Words after the language are for the tests of the snippets.
        if (token && /^tsx?\b/u.test(token.info)) token.info = token.info.split(' ')[0] ?? ''
        return fence?.(tokens, index, options, env, self) ?? ''
      }
    },
  },
  vite: {
    // The theme's rules stay out of live examples: they lie in no layer, and would win over every layer.
    css: { postcss: { plugins: [postcssIsolateStyles({ includeFiles: [/base\.css/u, /vp-doc\.css/u] })] } },
    plugins: [plainPages as unknown as PluginOption],
    resolve: {
      conditions: ['gradio-stream-source'],
      alias: [{ find: HEAVY, replacement: new URL('live/absent.ts', import.meta.url).pathname }],
    },
    build: {
      chunkSizeWarningLimit: 2000,
      rollupOptions: {
        // What `absent.ts` stands in for is imported by name.
        shimMissingExports: true,
        onwarn(warning, warn) {
          const isKnown = ['MODULE_LEVEL_DIRECTIVE', 'INVALID_ANNOTATION', 'SHIMMED_EXPORT', 'SOURCEMAP_ERROR'].includes(warning.code ?? '')
          if (!isKnown) warn(warning)
        },
      },
    },
  },
})

/**
 * A diagram as SVG, for `decodeURIComponent`: Vue takes styles out of what stands in a page. Its colours are the
 * page's, so that one picture serves light and dark, and so is its font: none is fetched.
 */
function drawn(diagram: string): string {
  const svg = renderMermaidSVG(diagram, {
    bg: 'var(--vp-c-bg)',
    fg: 'var(--vp-c-text-1)',
    muted: 'var(--vp-c-text-2)',
    accent: 'var(--vp-c-brand-1)',
    transparent: true,
  })
  const own = svg.replace(/@import url\('[^']*'\);/u, '').replaceAll(/font-family:[^;]*;/gu, '')
  // An apostrophe would end the attribute.
  return encodeURIComponent(own).replaceAll("'", '%27')
}
