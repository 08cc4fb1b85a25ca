/**
 * Keeps the figures as new as the changes that the page has seen: after a change the figures are read again until the
 * positions they carry (`asOf`) include it, never more often than the pauses here allow, however many changes come.
 */

const LEAST_PAUSE_MS = 1_000;
const SPREAD_MS = 500;
const RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;
const QUIET_POLL_MS = 60_000;

export class Freshness {
  #wanted = new Map();
  #reading = false;
  #again = false;
  #timer = 0;
  #due = 0;
  #lastStart = 0;
  #retry = RETRY_MS;
  /** Each page waits a little after a change, each its own time, so that not all readers ask at once. */
  #spread = Math.random() * SPREAD_MS;
  #read;
  #behind;

  /**
   * @param read reads everything and shows it; answers the `asOf` it has shown, or throws
   * @param behind told true while a seen change is not in the figures yet
   */
  constructor(read, behind) {
    this.#read = read;
    this.#behind = behind;
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.now();
    });
  }

  /** A change at this position was seen. */
  saw({ topic, partition, offset }) {
    const place = `${topic}/${partition}`;
    if (offset > (this.#wanted.get(place) ?? -1)) this.#wanted.set(place, offset);
    this.#behind(true);
    if (!this.#reading) this.#schedule(Math.max(this.#spread, LEAST_PAUSE_MS - this.#sinceStart()));
    else this.#again = true;
  }

  /** Read at once. */
  now() {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#retry = RETRY_MS;
    this.#run();
  }

  #sinceStart() {
    return performance.now() - this.#lastStart;
  }

  /** Plans the next reading; the earlier of two plans holds. */
  #schedule(pause) {
    const due = performance.now() + pause;
    if (this.#timer && this.#due <= due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      if (document.hidden) this.#schedule(QUIET_POLL_MS);
      else this.#run();
    }, pause);
  }

  async #run() {
    this.#reading = true;
    this.#again = false;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#lastStart = performance.now();
    const wanted = new Map(this.#wanted);
    let reached = false;
    try {
      const asOf = await this.#read();
      reached = [...wanted].every((position) => includes(asOf, position));
      this.#wanted = new Map([...this.#wanted].filter((position) => !includes(asOf, position)));
    } catch {
      this.#retry = Math.max(this.#retry, LEAST_PAUSE_MS); // the reader has been told
    }
    this.#reading = false;
    if (reached) this.#rest();
    else this.#tryAgain();
  }

  /** All that was seen before the reading is shown; what came meanwhile has its turn after a pause. */
  #rest() {
    this.#retry = RETRY_MS;
    this.#behind(false);
    if (this.#wanted.size > 0) this.#behind(true);
    this.#schedule(this.#wanted.size > 0 || this.#again ? LEAST_PAUSE_MS : QUIET_POLL_MS);
  }

  #tryAgain() {
    this.#schedule(this.#retry);
    this.#retry = Math.min(this.#retry * 2, LONGEST_RETRY_MS);
  }
}

/** Whether positions include a change; a topic that the figures are not made from does not count. */
function includes(asOf, [place, offset]) {
  const [topic, partition] = place.split('/');
  const applied = asOf?.[topic];
  return applied === undefined || (applied[partition] ?? -1) >= offset;
}
