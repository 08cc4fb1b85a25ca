/**
 * The live stream of changes. The browser reconnects by itself after a lost connection and names the last position it saw;
 * where the server refuses (and the browser gives up), this opens a new stream after a growing pause.
 */

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Opens the stream and keeps it open.
 *
 * @param listeners `change(record)`, `snapshot(overview)`, `state('connecting' | 'open' | 'lost')`; after `open` the page
 *     can't be sure that it saw everything and reads anew
 */
export function openStream(listeners) {
  let pause = FIRST_PAUSE_MS;
  let source;
  let timer = 0;

  function open() {
    source = new EventSource('/api/federation/stream');
    source.addEventListener('open', () => {
      pause = FIRST_PAUSE_MS;
      listeners.state('open');
    });
    source.addEventListener('change', (message) => parsed(message, listeners.change));
    source.addEventListener('snapshot', (message) => parsed(message, listeners.snapshot));
    source.addEventListener('error', ({ target }) => {
      listeners.state('lost');
      if (target.readyState === EventSource.CLOSED) reopenLater();
    });
  }

  function reopenLater() {
    timer = setTimeout(open, pause * (0.75 + Math.random() / 2));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }

  addEventListener('pagehide', () => {
    clearTimeout(timer);
    source.close();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    listeners.state('lost'); // the browser kept the page as it was, without what came meanwhile
    open();
  });
  listeners.state('connecting');
  open();
}

function parsed(message, listener) {
  let data;
  try {
    data = JSON.parse(message.data);
  } catch {
    return; // not ours to guess: the next reading of the figures repairs the page
  }
  listener(data);
}
