/** A chat in plain words: what copying gives, and what is shown until what draws it has been loaded. */

/** Whether a value looks like the messages of a chat. */
export function isChat(value: unknown): boolean {
  return Array.isArray(value) && value.every((one: unknown) => typeof one === 'object' && one !== null && 'role' in one && 'content' in one)
}

/** All that was said, a paragraph each. */
export function chatText(value: unknown): string {
  if (!Array.isArray(value)) return ''
  return value.map((one: unknown) => textOf(typeof one === 'object' && one !== null && 'content' in one ? one.content : one)).join('\n\n')
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (Array.isArray(content)) return content.map(textOf).join('\n')
  return typeof content === 'object' && content !== null && 'text' in content && typeof content.text === 'string' ? content.text : ''
}
