/** What is said between the page's script and the background, tagged by `kind`. Types only: nothing of this is shipped. */

import type { Brief } from './brief.js';
import type { Snapshot } from './snapshot.js';

/** From the page's script. */
export type Request =
  | { kind: 'snapshot' | 'again'; snapshot: Snapshot; anyway: boolean }
  | { kind: 'opened'; facts: number; hidden: number; sure: boolean }
  | { kind: 'nothing'; why: 'none' | 'failed' }
  | { kind: 'closed' }
  | { kind: 'refused'; why: Refusal };

/** To a `snapshot`, and to `again`: the same page, read once more under the open sidebar. `anyway`: the reader says that it is an article. */
export type Answer =
  | { kind: 'brief'; brief: Brief }
  | { kind: 'none' }
  | { kind: 'failed'; message: string };

/** Why nothing can be drawn in the page; `message.html` has words for each. */
export type Refusal = 'unreadable' | 'blocked' | 'failed';
