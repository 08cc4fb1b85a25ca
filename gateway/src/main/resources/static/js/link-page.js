/**
 * A page that a link in a message opens. Its token is taken out of the address at once, so that it stands in no history and is seen by
 * nobody who looks on; opening the page changes nothing, since mail scanners open links too.
 */
import { Unreachable, read, readOffer } from './api.js';
import { byId, html } from './dom.js';
import { openFrame } from './frame.js';
import { send } from './session.js';
import { inLanguage, language, text } from './texts.js';
import './texts-subscribe.js';

const ADDRESS = '/api/subscriptions';

export class LinkPage {
  #what;
  #draw;
  #token;
  #chosenLanguage;
  #kinds = [];

  /**
   * @param what the address behind `/api/subscriptions` that the token is for
   * @param draw shows what was read: `draw(view, page)`
   */
  constructor(what, draw) {
    this.#what = what;
    this.#draw = draw;
    openFrame();
    const query = new URLSearchParams(location.search);
    this.#token = query.get('token');
    this.#chosenLanguage = query.get('lang');
    query.delete('token');
    history.replaceState(null, '', location.pathname + (query.size > 0 ? `?${query}` : ''));
  }

  /** Reads what the token is about and shows it. */
  async open() {
    if (!this.#token) {
      this.#gone(text('link.missing'));
      return;
    }
    try {
      const [offer, view] = await Promise.all([readOffer(), read(this.#address(''))]);
      this.#kinds = offer.kinds;
      if (!this.#chosenLanguage && view.language && view.language !== language) this.#speak(view.language);
      else this.#draw(view, this);
    } catch (failure) {
      this.#failed(failure);
    }
  }

  /** Sends what the reader has decided; answers what the service says, or throws `Unreachable`. */
  async send(method, body, behind = '') {
    return (await send(method, this.#address(behind), body)).body;
  }

  /** Sends a decision after which the page shows something else. */
  async decide(button, method, then) {
    button.disabled = true;
    try {
      then(await this.send(method));
    } catch (failure) {
      button.disabled = false;
      this.#failed(failure);
    }
  }

  /** Kinds of changes, `{ name, label }` each. */
  get kinds() {
    return this.#kinds;
  }

  /** The kinds with these names in words. */
  kindsInWords(names) {
    return names.length === 0 ? text('kinds.all') : names.map((name) => this.#kinds.find((kind) => kind.name === name)?.label[language] ?? name).join(', ');
  }

  /** Shows this and nothing else; what has happened is read out. */
  show(...content) {
    byId('content').replaceChildren(...content);
    byId('content').removeAttribute('aria-busy');
  }

  /** Shows that something is done. */
  done(title, told, ...more) {
    const notice = html('div', { class: 'notice notice-good notice-done', tabindex: '-1' }, html('h2', {}, title), html('p', {}, told), ...more);
    this.show(notice);
    notice.focus();
  }

  #address(behind) {
    return `${ADDRESS}/${this.#what}${behind}?token=${encodeURIComponent(this.#token)}`;
  }

  /** A message is written in the reader's language; so is what it opens. */
  #speak(wanted) {
    location.replace(`${location.pathname}?token=${encodeURIComponent(this.#token)}&lang=${wanted}`);
  }

  #failed(failure) {
    if (!(failure instanceof Unreachable)) console.error(failure);
    if (failure.status === 404 || failure.status === 410) this.#gone(failure.problem.detail ?? '');
    else {
      this.show(html('div', { class: 'notice notice-warn trouble', role: 'alert' },
        html('p', {}, failure.problem?.detail ?? text('link.unreachable', failure.message)),
        html('button', { type: 'button', class: 'button', onclick: () => this.open() }, text('error.retry'))));
    }
  }

  #gone(told) {
    this.show(html('div', { class: 'notice notice-warn notice-done' }, html('h2', {}, text('link.gone')), html('p', {}, told),
      html('p', {}, html('a', { href: inLanguage('/abo') }, text('link.subscribe')))));
  }
}

/** What a subscription is about, with the way to the council where it is one. */
export function scopeElement({ scope, scopeName }) {
  return scope.council ? html('a', { href: inLanguage(`/rat/${scope.council}`) }, text('scope.council', scopeName)) : scopeName;
}

/** The same as text. */
export const scopeText = ({ scope, scopeName }) => (scope.council ? text('scope.council', scopeName) : scopeName);
