/** Keeps a page as new as the stream: reads it anew after each change, and says how the connection is and what could not be read. */
import { Unreachable } from './api.js';
import { byId } from './dom.js';
import { time } from './format.js';
import { Freshness } from './freshness.js';
import { openStream } from './stream.js';
import { text } from './texts.js';

/** Figures that follow a change within this time follow it at once, to a reader. */
const BEHIND_SHOWN_AFTER_MS = 3_000;

/**
 * Reads a page and keeps it live.
 *
 * @param read reads everything and shows it; answers the positions (`asOf`) that it includes
 * @param change told each change; answers whether this page shows something that follows from it
 * @param unreachable told when reading has failed
 */
export function keepLive({ read, change, unreachable = () => {} }) {
  let shownAt;
  let connection = 'connecting';
  let behind = false;
  let behindTimer = 0;

  async function refresh() {
    try {
      const asOf = await read();
      shownAt = Date.now();
      showTrouble(undefined);
      return asOf;
    } catch (failure) {
      if (!(failure instanceof Unreachable)) console.error(failure);
      unreachable();
      showTrouble(failure);
      throw failure;
    }
  }

  function showTrouble(failure) {
    byId('trouble').hidden = !failure;
    if (!failure) return;
    const told = shownAt ? text('error.later', failure.message, time(shownAt)) : text('error.first', failure.message);
    if (byId('trouble-text').textContent !== told) byId('trouble-text').textContent = told;
  }

  function showConnection() {
    const told = connection === 'open' && behind ? 'behind' : connection;
    byId('connection').dataset.state = connection;
    byId('connection-text').textContent = text(`connection.${told}`);
  }

  function showBehind(now) {
    behind = now;
    showConnection();
  }

  const freshness = new Freshness(refresh, (now) => {
    if (now) {
      behindTimer ||= setTimeout(() => showBehind(true), BEHIND_SHOWN_AFTER_MS);
    } else {
      clearTimeout(behindTimer);
      behindTimer = 0;
      showBehind(false);
    }
  });
  byId('trouble-retry').addEventListener('click', () => freshness.now());
  freshness.now();
  openStream({
    state(now) {
      if (now === 'open' && connection === 'lost') freshness.now();
      connection = now;
      showConnection();
    },
    change(record) {
      if (change(record)) freshness.saw(record);
    },
    snapshot() {
      freshness.now();
    },
  });
}
