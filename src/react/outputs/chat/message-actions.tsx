/** The row below a message: a copy button, and the app's actions for it. */
import { useState } from 'react'
import type { ReactElement } from 'react'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Icon } from '../../kit/icons.tsx'
import type { IconName } from '../../kit/icons.tsx'
import { plainWords } from '../../kit/strip-markup.ts'
import type { ChatSettings } from './chat-settings.ts'
import type { ChatActions } from './use-chat-actions.ts'

/** The actions of one message. */
export interface Offers {
  /** It is the answer to the last question, which can be repeated and removed. */
  readonly isLastAnswer: boolean
  readonly isEditable: boolean
  readonly isRated: boolean
  /** The app's present rating of it. */
  readonly rating: string | null
}

interface MessageActionsProps {
  index: number
  /** The text to copy; empty: no copy button. */
  text: string
  offers: Offers
  actions: ChatActions | null
  settings: ChatSettings
  /** While a run goes on, only copying and rating. */
  isBusy: boolean
  onEdit: () => void
}

/** The buttons; renders nothing if there are none. */
export function MessageActions({ index, text, offers, actions, settings, isBusy, onEdit }: MessageActionsProps): ReactElement | null {
  const { messages } = settings
  const { chat } = messages
  const canAsk = actions && offers.isLastAnswer && !isBusy
  const canEdit = actions && offers.isEditable && !isBusy
  const canRate = actions && offers.isRated && actions.ratings.length > 0
  if (text === '' && !canAsk && !canEdit && !canRate) return null
  return (
    <div className="rgs-message-actions" data-last={offers.isLastAnswer || undefined}>
      {text !== '' && <CopyButton label={chat.message} text={() => text} />}
      {canAsk && actions.can.has('retry') && <Action icon="reset" label={chat.retry} onPress={() => void actions.act({ name: 'retry' })} />}
      {canAsk && actions.can.has('undo') && <Action icon="undo" label={chat.undo} onPress={() => void actions.act({ name: 'undo' })} />}
      {canEdit && <Action icon="edit" label={chat.edit} onPress={onEdit} isEdit />}
      {canRate && <Ratings index={index} text={text} given={offers.rating} actions={actions} settings={settings} />}
    </div>
  )
}

interface ActionProps {
  icon: IconName
  label: string
  onPress: () => void
  /** Gets the focus back when an edit is cancelled. */
  isEdit?: boolean
}

function Action({ icon, label, onPress, isEdit }: ActionProps): ReactElement {
  return (
    <button type="button" className="rgs-button rgs-button-quiet" data-edit={isEdit} onClick={onPress}>
      <Icon name={icon} />
      <span>{label}</span>
    </button>
  )
}

/** A rating that was given here, for the text that was rated: another answer in the same place has none. */
interface Given {
  readonly text: string
  readonly rating: string | null
  /** The app's reply, or that the rating was not accepted. */
  readonly note: string | null
}

function Ratings({
  index,
  text,
  given,
  actions,
  settings: { messages },
}: {
  index: number
  text: string
  given: string | null
  actions: ChatActions
  settings: ChatSettings
}): ReactElement {
  const [own, setOwn] = useState<Given | null>(null)
  const mine = own?.text === text ? own : null
  const rating = mine ? mine.rating : given
  const rate = async (word: string): Promise<void> => {
    const isTakenBack = word === rating
    if (isTakenBack && !actions.isRatingUndone) return
    const next: Given = { text, rating: isTakenBack ? null : word, note: null }
    setOwn(next)
    // An old reply does not overwrite a newer rating.
    const settle = (after: Given): void => setOwn((now) => (now === next ? after : now))
    try {
      const said = await actions.act({ name: 'like', index, liked: isTakenBack ? '' : toLiked(word) })
      if (said === false) settle({ text, rating, note: null })
      else if (typeof said === 'string') settle({ ...next, note: plainWords(said) })
    } catch {
      settle({ text, rating, note: messages.chat.ratingFailed })
    }
  }
  return (
    <>
      {actions.ratings.map((word) => {
        const sign = word === 'Like' ? 'like' : word === 'Dislike' ? 'dislike' : null
        const label = sign === null ? undefined : messages.chat[sign]
        return (
          <button
            key={word}
            type="button"
            className="rgs-button rgs-button-quiet rgs-rating"
            aria-pressed={word === rating}
            aria-label={label}
            title={label}
            onClick={() => void rate(word)}
          >
            {sign ? <Icon name={sign} /> : <bdi>{word}</bdi>}
          </button>
        )
      })}
      <output className="rgs-muted rgs-rating-note">{mine?.note != null && <bdi>{mine.note}</bdi>}</output>
    </>
  )
}

function toLiked(word: string): boolean | string {
  if (word === 'Like') return true
  return word === 'Dislike' ? false : word
}
