/** Says what is wrong with a value in the language of the page. */
import type { InputIssue } from '@gradio-stream/client/internal/errors'
import type { KindName } from '../inputs/schema/kind-name.ts'
import type { Formats } from './formats.ts'
import type { Messages } from './messages.ts'

/** Most choices that are listed. */
const MOST_WANTED = 6

/**
 * A sentence for one issue of an `input-invalid` error. The issue's own words for `app-words`, and for a code that this
 * version does not know.
 */
export function issueWords(issue: InputIssue, { messages, formats }: { readonly messages: Messages; readonly formats: Formats }): string {
  const { issues, typed } = messages
  const within = (path: string, words: string): string => (path === '' ? words : typed.within(path, words))
  switch (issue.code) {
    case 'app-refused':
      return issues.refused
    case 'file-foreign':
      return issues.fileForeign(issue.params.host)
    case 'file-not-fetched':
      return issues.fileNotFetched
    case 'file-unreadable':
      return issues.fileUnreadable
    case 'file-wanted':
      return issues.fileWanted
    case 'list-length': {
      const { path, least, most, given } = issue.params
      const from = formats.number(least)
      const needed = most === null ? `≥ ${from}` : least === most ? from : `${from}–${formats.number(most)}`
      return within(path, issues.listLength(needed, given, formats))
    }
    case 'name-unknown':
      return issues.unknownName
    case 'number-infinite':
      return issues.notNumber
    case 'number-inexact':
      return issues.inexact
    case 'file-not-taken':
    case 'value-binary':
    case 'value-not-json':
      return issues.notSendable
    case 'value-mismatched': {
      const all = issue.params.wanted.map((one) => (Object.hasOwn(typed.kinds, one) ? typed.kinds[one as KindName] : one))
      const wanted = all.length > MOST_WANTED ? [...all.slice(0, MOST_WANTED), '…'] : all
      return within(issue.params.path, issues.mismatched(wanted, formats))
    }
    case 'value-missing':
      return issues.missing
    case 'value-too-deep':
      return issues.tooDeep(issue.params.limit, formats)
    case 'value-extra':
      return issues.extra(issue.params.taken, issue.params.given, formats)
    case 'app-words':
    default:
      return issue.message
  }
}
