/** Links of documents as they stand in the repository, made into links of the site. */
import { existsSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { DOCS } from './pages.ts'

export const REPOSITORY = 'https://github.com/react-gradio-stream/react-gradio-stream'
const ROOT = join(DOCS, '..')

/**
 * What leaves `docs`, or is a folder, leads to the repository. Every other link stays as it is.
 * @param page - the document that holds the link, below `docs`
 */
export function siteLink(href: string, page: string): string {
  if (/^(?:[a-z][a-z+.-]*:|#|\/)/iu.test(href)) return href
  const [path = '', anchor] = href.split('#')
  const target = normalize(join(DOCS, dirname(page), path))
  const inRepository = relative(ROOT, target)
  const isPage = inRepository.startsWith('docs/') && !path.endsWith('/') && !isFolder(target)
  if (isPage) return href
  return `${REPOSITORY}/${isFolder(target) ? 'tree' : 'blob'}/main/${inRepository}${anchor === undefined ? '' : `#${anchor}`}`
}

function isFolder(path: string): boolean {
  return existsSync(path) && existsSync(join(path, '.')) && !path.endsWith('.md') && !/\.\w+$/u.test(path)
}
