/** What an app's version of Gradio does. Code above `protocol/` asks for these, not for the version. */
import { isBefore } from '../legacy.ts'

/** What an app can do, by its version of Gradio. */
export interface AppFeatures {
  /** `POST cancel` exists (from 4.31 on). Without it, `POST reset` with the event id stops generators. */
  readonly cancelRoute: boolean
  /**
   * The app notices a dropped stream and then takes a waiting call out of its queue. False: 4.19.2 to 4.23, where a
   * middleware hides it, so that a closed page frees nothing (docs/gradio-protocol.md#13-gradio-40-to-421).
   */
  readonly seesDrops: boolean
  /**
   * Inputs hold files as `{path, …}` (from 4 on). Gradio 3 takes `{name, data, is_file}`, and pictures as `data:` URLs.
   */
  readonly takesFileData: boolean
  /**
   * Functions that may be called around the queue. `none`: up to 4, where one with a progress bar never returns.
   * `without-json`: 5, where JSON comes as Python text.
   */
  readonly directCalls: 'none' | 'without-json' | 'all'
  /** A second click on a rating of a chat takes it back (from 5 on). */
  readonly undoesRatings: boolean
}

/** The features of a version of Gradio, such as `6.31.0`. */
export function featuresOf(version: string): AppFeatures {
  return {
    cancelRoute: !isBefore(version, 4, 31),
    seesDrops: isBefore(version, 4, 19, 2) || !isBefore(version, 4, 24),
    takesFileData: !isBefore(version, 4),
    directCalls: isBefore(version, 5) ? 'none' : isBefore(version, 6) ? 'without-json' : 'all',
    undoesRatings: !isBefore(version, 5),
  }
}
