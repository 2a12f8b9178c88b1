/**
 * The HTML that Markdown may contain: elements that arrange text, and nothing that runs, loads, posts, styles or names.
 * Links and pictures pass here with their addresses and are checked again where they are drawn.
 */
import type { Options } from 'rehype-sanitize'

const TEXT = ['p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'code', 'div', 'span', 'center', 'q', 'cite', 'wbr']
const INLINE = ['a', 'b', 'strong', 'i', 'em', 'u', 's', 'strike', 'del', 'ins', 'mark', 'small', 'sub', 'sup', 'kbd', 'samp', 'var', 'tt']
const MORE_INLINE = ['abbr', 'dfn', 'time', 'bdi', 'bdo', 'ruby', 'rt', 'rp']
const THINGS = ['img', 'input']
const LISTS = ['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'details', 'summary', 'figure', 'figcaption']
const TABLES = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td']

/**
 * The schema of `rehype-sanitize` for Markdown. Ids, names and classes are removed: they could hide or imitate the
 * page's own.
 */
export const markdownSchema: Options = {
  tagNames: [...TEXT, ...INLINE, ...MORE_INLINE, ...THINGS, ...LISTS, ...TABLES],
  // Their content is not text either.
  strip: ['script', 'style', 'template', 'noscript', 'iframe', 'object', 'embed', 'svg', 'math', 'title', 'textarea', 'select'],
  ancestors: { tbody: ['table'], td: ['table'], th: ['table'], thead: ['table'], tfoot: ['table'], tr: ['table'], caption: ['table'] },
  attributes: {
    '*': ['dir', 'lang', 'title'],
    a: ['href'],
    img: ['src', 'alt', 'width', 'height'],
    ol: ['start', 'reversed', ['className', 'contains-task-list']],
    ul: [['className', 'contains-task-list']],
    li: ['value', ['className', 'task-list-item']],
    code: [['className', /^language-[\w+#.-]{1,40}$/, 'math-inline', 'math-display']],
    input: [
      ['type', 'checkbox'],
      ['disabled', true],
      ['checked', true],
    ],
    details: ['open'],
    th: ['align', 'colSpan', 'rowSpan', 'scope'],
    td: ['align', 'colSpan', 'rowSpan'],
    p: ['align'],
    div: ['align'],
    time: ['dateTime'],
  },
  // Only a disabled checkbox, as in task lists.
  required: { input: { type: 'checkbox', disabled: true } },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https', 'data'] },
  allowComments: false,
  allowDoctypes: false,
}

const IN_A_LINE = ['p', 'br', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'code', 'div', 'span', 'q', 'cite', 'wbr', 'ul', 'ol', 'li']

/** The same for a line of the app. Forbidden elements are replaced by their words. */
export const lineSchema: Options = { ...markdownSchema, tagNames: [...IN_A_LINE, ...INLINE, ...MORE_INLINE], required: {} }
