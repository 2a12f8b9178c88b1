/** What outputs of one text share. */

/** Whether a value is a text, or none yet. */
export const isTextOrNone = (value: unknown): boolean => value === null || typeof value === 'string'

/** The text; anything else is empty. */
export const textOrEmpty = (value: unknown): string => (typeof value === 'string' ? value : '')
